import { expect, test } from 'vitest';
import { choir, singers } from '../support/choir.ts';
import { go } from '../support/studio-page.ts';
import { windowWithEngine } from '../support/window-on-studio.ts';

test('the window asks an engine who there is and how it is, asks again, and takes a typed name where none is told', async (context) => {
  const { kind, state } = choir(singers);
  state.health = { state: 'starting', message: 'The choir is on its way.', action: 'Wait a minute.' };
  const page = await windowWithEngine(context, kind);

  await go(page, 'Voices');
  await page.getByRole('button', { name: 'New voice' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Low');
  await page.getByRole('radio', { name: /^Choir/u }).click();
  await page.getByText('It speaks German and French, at 24 kHz.').waitFor();
  await page.getByText('The choir is on its way. Wait a minute.').waitFor();
  // What passes by itself is looked at again by itself.
  state.health = { state: 'ready', message: 'The choir is assembled.', action: '' };
  await page.getByText('The choir is assembled.').waitFor();
  expect(await page.getByRole('button', { name: 'Look again' }).count()).toBe(0);

  await page.getByRole('combobox', { name: 'Singer' }).click();
  await page.getByRole('option', { name: 'Bert, bass (French)' }).click();
  await page.getByText('Deep').waitFor();
  // To choose one is no reason to ask again.
  expect(state.asked).toBe(1);
  await page.getByRole('button', { name: 'Save voice' }).click();
  await page.getByRole('link', { name: /^Low/u }).getByText('Choir · bass').waitFor();

  state.speakers = singers.slice(0, 1);
  await page.getByRole('button', { name: 'Ask again' }).click();
  await page.getByText('The engine does not have “bass” now. Choose another.').waitFor();

  state.speakers = [];
  await page.getByRole('button', { name: 'Ask again' }).click();
  await page.getByRole('textbox', { name: 'Singer' }).fill('tenor');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('link', { name: /^Low/u }).getByText('Choir · tenor').waitFor();
});
