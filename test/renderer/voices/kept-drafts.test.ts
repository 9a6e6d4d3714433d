import { afterEach, expect, test } from 'vitest';
import { entries } from '../../../electron/engines/catalogue.ts';
import { voiceIdSchema } from '../../../electron/contract/ids.ts';
import { defaultStyleTts2Voice } from '../../../electron/engines/styletts2/voice.ts';
import { drafts, dropDraft, keepDraft } from '../../../renderer/voices/drafts.ts';
import type { Shelf } from '../../../renderer/app/shelf.ts';
import { keepDraftsOn } from '../../../renderer/voices/kept-drafts.ts';

const id = voiceIdSchema.parse(3);
const anna = { name: 'Anna', voice: { ...defaultStyleTts2Voice, seed: 5 } };

afterEach(() => {
  drafts.set(new Map());
});

function shelf(): Shelf & { texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    getItem: (name) => texts.get(name) ?? null,
    setItem: (name, text) => texts.set(name, text),
    removeItem: (name) => texts.delete(name),
  };
}

/** The page is loaded again: what it knew is gone, what was kept beside it is not. */
function loadAgain(kept: Shelf, library: string): () => void {
  drafts.set(new Map());
  return keepDraftsOn(() => kept, library, entries);
}

test('what was changed and not saved is there again after the page is loaded again, and gone once it is saved', () => {
  const kept = shelf();
  const stop = keepDraftsOn(() => kept, '/library', entries);
  keepDraft(id, anna, null);
  keepDraft('new', { ...anna, name: '' }, null);
  stop();
  const stopAgain = loadAgain(kept, '/library');
  expect(drafts.get()).toEqual(
    new Map<unknown, unknown>([
      [id, anna],
      ['new', { ...anna, name: '' }],
    ]),
  );
  dropDraft(id);
  dropDraft('new');
  expect([...kept.texts.keys()]).toEqual([]);
  stopAgain();
});

test('the voices of one library are no other’s', () => {
  const kept = shelf();
  const stop = keepDraftsOn(() => kept, '/library', entries);
  keepDraft(id, anna, null);
  stop();
  loadAgain(kept, '/another')();
  expect(drafts.get().size).toBe(0);
});

test('what is kept and is no voice is left alone, and a browser that keeps nothing does no harm', () => {
  for (const text of ['{', '[["new",{"name":"x","voice":{"engine":"styletts2","alpha":7}}]]', '[[1]]']) {
    const kept = shelf();
    kept.setItem('unsaved voices of /library', text);
    loadAgain(kept, '/library')();
    expect(drafts.get().size, text).toBe(0);
  }
  const stop = keepDraftsOn(
    () => {
      throw new Error('storage is switched off');
    },
    '/library',
    entries,
  );
  keepDraft(id, anna, null);
  expect(drafts.get().get(id)).toEqual(anna);
  stop();
});
