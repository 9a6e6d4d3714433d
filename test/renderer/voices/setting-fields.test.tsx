import { useState, type ReactNode } from 'react';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { describeEngine } from '../../../electron/contract/engine-entry.ts';
import type { Voice } from '../../../electron/contract/voice.ts';
import { EngineFields } from '../../../renderer/voices/voice-fields.tsx';
import { show } from '../page/show.tsx';
import { studioInPage } from '../page/studio-in-page.ts';

/** An engine of no use but this: settings of every kind, and what is wrong with some values. */
const engine = describeEngine({
  id: 'sampler',
  name: 'Sampler',
  hint: 'For this test.',
  settings: [
    { kind: 'number', id: 'pace', label: 'Pace', min: 0, max: 4, step: 1, whole: true, default: 2 },
    {
      ...{ kind: 'choice', id: 'speaker', label: 'Speaker', default: 'ann' },
      options: [
        { value: 'ann', label: 'Ann' },
        { value: 'bob', label: 'Bob' },
      ],
    },
    { kind: 'seed', id: 'seed', label: 'Seed', default: 7 },
    { kind: 'reference', id: 'reference', label: 'Reference' },
    {
      ...{ kind: 'address', id: 'weights', label: 'Weights' },
      idle: { without: 'reference', message: 'Weights do nothing without a reference.' },
    },
    { kind: 'version', id: 'version', label: 'Version', advanced: true },
    {
      ...{ kind: 'number', id: 'likeness', label: 'Likeness', min: 0, max: 1, step: 0.1, digits: 1 },
      ...{ default: 0.5, idle: { without: 'reference', message: 'There is nobody to be like.' } },
    },
  ],
  rules: [
    { setting: 'pace', below: 1, severity: 'error', message: 'It cannot stand still.' },
    { setting: 'pace', above: 3, severity: 'warning', message: 'So fast it slurs.' },
    { setting: 'weights', without: 'reference', severity: 'error', message: 'Weights need a reference.' },
  ],
});

const clip = { kind: 'url', url: 'https://example.org/ann.wav' } as const;

/** The controls, and beside them what they have made of the voice. */
function Fields({ first }: { first: Voice }): ReactNode {
  const [voice, setVoice] = useState(first);
  return (
    <>
      <EngineFields voice={voice} onChange={setVoice} />
      <output data-testid="voice">{JSON.stringify(voice)}</output>
    </>
  );
}

function fields(settings: Partial<Voice> = {}): void {
  show(studioInPage({}, [engine]), <Fields first={{ ...settings, engine: 'sampler' }} />);
}

/** What the voice is now; only what was changed is in it. */
async function expectVoice(settings: Partial<Voice>): Promise<void> {
  await expect
    .poll((): unknown => JSON.parse(page.getByTestId('voice').element().textContent))
    .toEqual({ engine: 'sampler', ...settings });
}

it('a number moves by its step within its range, and says what cannot work and what disappoints', async () => {
  fields();
  const slider = page.getByRole('slider', { name: 'Pace' });
  await expect.element(slider).toHaveValue('2');
  slider.element().focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
  await expectVoice({ pace: 4 });
  await expect.element(page.getByText('So fast it slurs.')).toBeVisible();
  await expect.element(slider).toHaveAttribute('aria-invalid', 'false');
  await userEvent.keyboard('{Home}');
  await expectVoice({ pace: 0 });
  await expect.element(page.getByText('It cannot stand still.')).toBeVisible();
  await expect.element(slider).toHaveAttribute('aria-invalid', 'true');
  await expect.element(page.getByText('So fast it slurs.')).not.toBeInTheDocument();
});

it('a choice is one of a few', async () => {
  fields();
  await expect.element(page.getByRole('radio', { name: 'Ann' })).toBeChecked();
  await page.getByRole('radio', { name: 'Bob' }).click();
  await expectVoice({ speaker: 'bob' });
});

it('a seed is any whole number, typed in or drawn', async () => {
  fields();
  const field = page.getByRole('spinbutton', { name: 'Seed' });
  await field.fill('1.5');
  await expect.element(page.getByText(/^A whole number from .* Until then, 7 stays\.$/u)).toBeVisible();
  await expectVoice({});
  await field.fill('123');
  await expectVoice({ seed: 123 });
  await page.getByRole('button', { name: 'New seed' }).click();
  await expect.element(field).not.toHaveValue(123);
});

it('a reference is chosen and taken away, and what needs one says that it does nothing', async () => {
  fields({ reference: clip });
  await expect.element(page.getByText('There is nobody to be like.')).not.toBeInTheDocument();
  await page.getByRole('button', { name: 'No reference' }).click();
  await expectVoice({ reference: null });
  await expect.element(page.getByRole('button', { name: 'Choose a reference …' })).toBeVisible();
  await expect.element(page.getByText('There is nobody to be like.')).toBeVisible();
});

it('an address is handed on whole or not at all, and what it lacks is named', async () => {
  fields();
  const field = page.getByRole('textbox', { name: 'Weights' });
  await field.fill('https//example');
  await expect.element(page.getByText(/That is not a whole web address yet/u)).toBeVisible();
  await expectVoice({});
  await field.fill('https://example.org/weights.bin');
  await expectVoice({ weights: 'https://example.org/weights.bin' });
  await expect.element(page.getByText('Weights need a reference.')).toBeVisible();
});

it('a version is put away until it is wanted, and is Lectern’s own until an id is whole', async () => {
  fields();
  await expect.element(page.getByRole('radio', { name: /Lectern’s own/u })).not.toBeInTheDocument();
  await page.getByText('Advanced').click();
  await page.getByRole('radio', { name: /^Another/u }).click();
  const field = page.getByRole('textbox', { name: 'Id of the version' });
  await field.fill('abc');
  await expect.element(page.getByText(/That is no id yet/u)).toBeVisible();
  await expectVoice({});
  await field.fill('ab'.repeat(32));
  await expectVoice({ version: 'ab'.repeat(32) });
});
