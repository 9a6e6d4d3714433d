import { expect, test } from 'vitest';
import { exportFileName } from '../../../renderer/export/file-name.ts';

test.each([
  ['Alice’s Adventures in Wonderland', 'Alice’s Adventures in Wonderland.wav'],
  ['Either/Or: A Fragment of Life', 'Either Or A Fragment of Life.wav'],
  ['..\\..\\etc/passwd', 'etc passwd.wav'],
  ['What?*"<>|', 'What.wav'],
  ['A\ttitle\u0000 with\u202E tricks', 'A title with tricks.wav'],
  ['To be continued...', 'To be continued.wav'],
  ['con', 'con audiobook.wav'],
  ['LPT1.txt', 'LPT1.txt audiobook.wav'],
  ['Contact', 'Contact.wav'],
  ['???', 'Audiobook.wav'],
])('“%s” becomes “%s”', (title, name) => {
  expect(exportFileName(title, null, 'wav')).toBe(name);
});

test('one chapter of several is named after both', () => {
  expect(exportFileName('Sherlock Holmes', 'A Scandal in Bohemia', 'wav')).toBe(
    'Sherlock Holmes - A Scandal in Bohemia.wav',
  );
});

test('a very long title stays below what file systems and the contract allow, without breaking a letter', () => {
  const accented = 'e\u0301\u0323'.repeat(400);
  const name = exportFileName(`ab${accented}`, null, 'wav');
  expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(190);
  expect(name.length).toBeLessThanOrEqual(200);
  expect(name.replace(/\.wav$/u, '').slice(2)).toMatch(/^(?:\u1EB9\u0301)+$/u);
});

test('emoji families are kept whole or left out', () => {
  const family = '👩‍👩‍👧‍👦';
  expect(exportFileName(family.repeat(20), null, 'wav')).toMatch(/^[^\u200D]*\.wav$/u);
});
