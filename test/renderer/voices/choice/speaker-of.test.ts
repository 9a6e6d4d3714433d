import { expect, test } from 'vitest';
import { voiceIdSchema } from '../../../../electron/contract/ids.ts';
import { defaultStyleTts2Voice } from '../../../../electron/engines/styletts2/voice.ts';
import { defaultVoice } from '../../../../electron/contract/voice.ts';
import { speakerOf } from '../../../../renderer/voices/choice/speaker-of.ts';

const named = (id: number) => ({
  id: voiceIdSchema.parse(id),
  name: `Voice ${id}`,
  voice: { ...defaultStyleTts2Voice, seed: id },
  uses: 1,
});
const voices = [named(1), named(2), named(3)];
const [book, chapter, chunk] = voices.map(({ id }) => id);

test('the nearest voice speaks: the chunk’s, else the chapter’s, else the book’s', () => {
  const project = { voice: defaultVoice, voiceId: book ?? null };
  const seedOf = (own: typeof chunk, chapters: typeof chapter) =>
    speakerOf(project, { voice: chapters ?? null }, { voice: own ?? null, ownVoice: null }, voices);
  expect(seedOf(chunk, chapter)).toMatchObject({ seed: 3 });
  expect(seedOf(undefined, chapter)).toMatchObject({ seed: 2 });
  expect(seedOf(undefined, undefined)).toMatchObject({ seed: 1 });
});

test('a book with settings of its own speaks with them', () => {
  const project = { voice: defaultVoice, voiceId: null };
  expect(speakerOf(project, { voice: null }, { voice: null, ownVoice: null }, voices)).toBe(defaultVoice);
});

test('settings that a chunk has from a chosen take come before any voice', () => {
  const project = { voice: defaultVoice, voiceId: book ?? null };
  const own = { ...defaultStyleTts2Voice, seed: 99 };
  const speaker = speakerOf(
    project,
    { voice: chapter ?? null },
    { voice: chunk ?? null, ownVoice: own },
    voices,
  );
  expect(speaker).toBe(own);
});
