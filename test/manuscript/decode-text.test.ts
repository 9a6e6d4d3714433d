import { describe, expect, test } from 'vitest';
import { decodeText } from '../../electron/manuscript/decode-text.ts';

const text = 'Cliché “quotes” — naïve £5…\nNext line\n'.repeat(20);

function utf16(source: string, order: 'le' | 'be'): Buffer {
  const bytes = Buffer.from(source, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

/** The characters of the text that Windows-1252 keeps elsewhere than Latin-1 does. */
const moved = new Map([
  ['“', 0x93],
  ['”', 0x94],
  ['—', 0x97],
  ['…', 0x85],
]);

function windows1252(source: string): Buffer {
  return Buffer.from(Array.from(source, (letter) => moved.get(letter) ?? letter.charCodeAt(0)));
}

describe('decodes', () => {
  test.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 LE with a mark', utf16(`\uFEFF${text}`, 'le')],
    ['UTF-16 BE with a mark', utf16(`\uFEFF${text}`, 'be')],
    ['UTF-16 LE without a mark', utf16(text, 'le')],
    ['UTF-16 BE without a mark', utf16(text, 'be')],
    ['Windows-1252', windows1252(text)],
    ['a part of a larger buffer', Buffer.concat([Buffer.from('éé'), Buffer.from(text)]).subarray(4)],
  ])('%s', (_, bytes) => {
    expect(decodeText(bytes)).toBe(text);
  });

  test('Latin-1', () => {
    expect(decodeText(Buffer.from('Début de l’été'.replace('’', "'"), 'latin1'))).toBe("Début de l'été");
  });

  test('UTF-8 with one stray Windows-1252 byte, without garbling the rest', () => {
    expect(decodeText(Buffer.concat([Buffer.from(text), Buffer.from([0x93]), Buffer.from('oh')]))).toBe(
      `${text}“oh`,
    );
  });

  test('text with a few control characters, which it drops; page breaks and tabs stay', () => {
    const long = 'word '.repeat(500);
    expect(decodeText(Buffer.from(`${long}\u0001\f\tend\u001A`))).toBe(`${long}\f\tend`);
  });
});

describe('is no text', () => {
  test.each<[string, Uint8Array]>([
    ['zeros', new Uint8Array(500)],
    ['every byte there is', Uint8Array.from({ length: 2048 }, (_, index) => (index * 37) % 256)],
    ['words between NULs', Buffer.from('name\0\0\0value\0\0\0\u0001\u0002'.repeat(50))],
    ['UTF-32', Buffer.from('\uFEFF\0h\0e\0l\0l\0o\0', 'utf16le')],
  ])('%s', (_, bytes) => {
    expect(decodeText(bytes)).toBeNull();
  });
});
