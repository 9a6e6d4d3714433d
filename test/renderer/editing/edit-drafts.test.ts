import { afterEach, describe, expect, it } from 'vitest';
import {
  draftOf,
  dropDraft,
  editDrafts,
  isUnsaved,
  keepEditsOn,
  setDraft,
  type EditDraft,
} from '../../../renderer/editing/edit-drafts.ts';
import { sampleChunk } from '../sample-text.ts';

const chunk = sampleChunk(1, { text: 'They said it. Twice.' });
const correcting = (text: string): EditDraft => ({ kind: 'correct', text, before: chunk.text });

/** What a browser keeps. */
function shelf() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  };
}

afterEach(() => {
  editDrafts.set(new Map());
});

describe('an edit that is not saved', () => {
  it('begins with what there is', () => {
    expect(draftOf('correct', chunk)).toMatchObject({ text: chunk.text, before: chunk.text });
    expect(draftOf('say', { ...chunk, sayAs: 'Two times.' })).toMatchObject({ text: 'Two times.' });
    expect(draftOf('say', chunk)).toMatchObject({ text: chunk.text });
    expect(draftOf('split', chunk)).toEqual({ kind: 'split', at: 14 });
    expect(draftOf('pause', { ...chunk, pauseAfter: 1.5 })).toEqual({ kind: 'pause', seconds: 1.5 });
  });

  it('has words to lose only where they were changed', () => {
    expect(isUnsaved(correcting(`${chunk.text} `))).toBe(false);
    expect(isUnsaved(correcting('They said it.'))).toBe(true);
    expect(isUnsaved({ kind: 'pause', seconds: 3 })).toBe(false);
    expect(isUnsaved(undefined)).toBe(false);
  });

  it('is kept beside the page, comes back with it, and is forgotten once it is saved', () => {
    const beside = shelf();
    let stop = keepEditsOn(() => beside, '/books');
    setDraft(chunk.id, correcting('They said it thrice.'));
    setDraft(sampleChunk(2).id, correcting(chunk.text));
    stop();
    editDrafts.set(new Map());
    stop = keepEditsOn(() => beside, '/books');
    expect([...editDrafts.get()]).toEqual([[chunk.id, correcting('They said it thrice.')]]);
    dropDraft(chunk.id);
    expect(beside.kept.size).toBe(0);
    stop();
  });

  it('is never taken from another library, nor from nonsense', () => {
    const beside = shelf();
    const stop = keepEditsOn(() => beside, '/books');
    setDraft(chunk.id, correcting('They said it thrice.'));
    stop();
    editDrafts.set(new Map());
    keepEditsOn(() => beside, '/other')();
    expect(editDrafts.get().size).toBe(0);
    beside.setItem('unsaved edits of /books', '[["x",{"kind":"correct"}]]');
    keepEditsOn(() => beside, '/books')();
    expect(editDrafts.get().size).toBe(0);
  });

  it('lives as long as the page where nothing can be kept', () => {
    const stop = keepEditsOn(() => {
      throw new Error('the person keeps nothing');
    }, '/books');
    setDraft(chunk.id, correcting('They said it thrice.'));
    expect(editDrafts.get().size).toBe(1);
    stop();
  });
});
