import { afterEach, expect, test } from 'vitest';
import { entries } from '../../../electron/engines/catalogue.ts';
import { voiceIdSchema } from '../../../electron/contract/ids.ts';
import { defaultStyleTts2Voice } from '../../../electron/engines/styletts2/voice.ts';
import { defaultVoice } from '../../../electron/contract/voice.ts';
import { drafts, dropDraft, keepDraft, whyUnusable } from '../../../renderer/voices/drafts.ts';

const id = voiceIdSchema.parse(3);
const stored = { name: 'Anna', voice: defaultStyleTts2Voice };

afterEach(() => {
  drafts.set(new Map());
});

test('what is changed is kept until it is what is stored again', () => {
  keepDraft(id, { ...stored, voice: { ...defaultStyleTts2Voice, seed: 5 } }, stored);
  expect(drafts.get().get(id)?.voice).toMatchObject({ seed: 5 });
  keepDraft(id, { ...stored }, stored);
  expect(drafts.get().has(id)).toBe(false);
});

test('a changed name alone is a change', () => {
  keepDraft(id, { ...stored, name: 'Anne' }, stored);
  expect(drafts.get().has(id)).toBe(true);
});

test('drafts of several voices do not disturb each other', () => {
  keepDraft(id, { ...stored, name: 'Anne' }, stored);
  keepDraft('new', { name: '', voice: defaultVoice }, null);
  dropDraft(id);
  expect([...drafts.get().keys()]).toEqual(['new']);
});

test('a voice with an error cannot be used, one with a warning can', () => {
  expect(whyUnusable(entries, { ...defaultStyleTts2Voice, diffusionSteps: 1 })).toMatch(/3 to 50/u);
  expect(whyUnusable(entries, { ...defaultStyleTts2Voice, weights: 'https://example.org/w.pth' })).toMatch(
    /reference/u,
  );
  expect(whyUnusable(entries, { ...defaultStyleTts2Voice, diffusionSteps: 4, embeddingScale: 2 })).toBeNull();
  expect(whyUnusable(entries, defaultVoice)).toBeNull();
});
