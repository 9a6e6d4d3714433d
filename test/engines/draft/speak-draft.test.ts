import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DraftVoice } from '../../../electron/engines/draft/voice.ts';
import { compileFlite, fliteLimit, speakWithFlite } from '../../../electron/engines/draft/flite.ts';
import { locateFlite } from '../../../electron/engines/draft/locate-flite.ts';
import { speakDraft } from '../../../electron/engines/draft/speak-draft.ts';
import { splitText } from '../../../electron/engines/draft/split-text.ts';
import { innerSilences, measureWav } from './samples.ts';

const flite = compileFlite(locateFlite());
const rms: DraftVoice = { engine: 'draft', speaker: 'rms', rate: 1 };

describe('splitting for Flite', () => {
  it('keeps every character and every limit', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-zA-Z0-9 .,;?]{1,600}$/u),
        fc.integer({ min: 5, max: 100 }),
        (text, limit) => {
          const pieces = splitText(text, limit);
          expect(
            pieces
              .map((piece) => piece.text)
              .join('')
              .replaceAll(' ', ''),
          ).toBe(text.replaceAll(' ', ''));
          for (const piece of pieces) expect(piece.text.length).toBeLessThanOrEqual(limit);
        },
      ),
    );
  });

  it('prefers the end of a sentence to a clause, and a clause to a space, and knows Mr.', () => {
    expect(splitText('One, two. Three, four five six', 20)).toEqual([
      { text: 'One, two.', seam: 'sentence' },
      { text: 'Three, four five six', seam: 'sentence' },
    ]);
    expect(splitText('One two, three four five', 20)[0]).toEqual({ text: 'One two,', seam: 'clause' });
    expect(splitText('One two three Mr. Smith five', 20)[0]).toEqual({
      text: 'One two three Mr.',
      seam: 'clause',
    });
    expect(splitText('x'.repeat(45), 20).map((piece) => piece.text.length)).toEqual([20, 20, 5]);
  });
});

describe('a chunk longer than one call', () => {
  const sentence = 'The old house stood at the end of the lane, and nobody had lived in it for years. ';

  it('at sentences sounds as if Flite had spoken it in one call', () => {
    const text = sentence.repeat(6).trim();
    expect(text.length).toBeGreaterThan(fliteLimit);
    const joined = measureWav(speakDraft(flite, text, rms).audio);
    const whole = measureWav(speakWithFlite(flite, text, rms).wav);
    expect(Math.abs(joined.seconds - whole.seconds)).toBeLessThan(0.05);
  });

  it.each(['rms', 'kal16'] as const)(
    'without any punctuation has no stumble where it was cut: %s',
    (speaker) => {
      const text = 'the old house stood at the end of the lane and '.repeat(10);
      const { audio } = speakDraft(flite, text, { ...rms, speaker });
      expect(Math.max(0, ...innerSilences(audio))).toBeLessThan(0.12);
    },
  );

  it('at a clause has a comma’s pause where it was cut', () => {
    const text = `${'the old house stood at the end of the lane and '.repeat(6).trim()}, ${'and nobody lived in it any more '.repeat(6)}`;
    const longest = Math.max(...innerSilences(speakDraft(flite, text, rms).audio));
    expect(longest).toBeGreaterThan(0.06);
    expect(longest).toBeLessThan(0.25);
  });
});

describe('speaking any speakable text', () => {
  const kal16: DraftVoice = { engine: 'draft', speaker: 'kal16', rate: 2 };

  it('is heard, whatever odd tokens it has', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9.,:;?!'"%/()£$&@#½²—–… -]{0,24}$/u), (text) => {
        const { audio } = speakDraft(flite, text, kal16);
        expect(measureWav(audio).peak).toBeGreaterThan(0.02);
      }),
      { numRuns: 30 },
    );
  });
});
