import { useState, type ReactNode } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { projectIdSchema } from '../../../electron/contract/ids.ts';
import { draftOf, editDrafts, setDraft } from '../../../renderer/editing/edit-drafts.ts';
import { ChunkList } from '../../../renderer/manuscript/chunk-list.tsx';
import { createChunkMenuHandle } from '../../../renderer/manuscript/chunk-menu.tsx';
import { thePlayer } from '../../../renderer/waveform/use-player.ts';
import { show } from '../page/show.tsx';
import { studioInPage, type StudioInPage } from '../page/studio-in-page.ts';
import { sampleChunk, sampleProject } from '../sample-text.ts';

const project = projectIdSchema.parse(1);
const chunks = Array.from({ length: 400 }, (_, index) =>
  sampleChunk(index + 1, { text: `This is chunk number ${index + 1} of the chapter.` }),
);
const fifth = sampleChunk(5, { text: 'This is chunk number 5 of the chapter.' });

/** The chapter in a window of 400 pixels. */
function Chapter(): ReactNode {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [menu] = useState(createChunkMenuHandle);
  return (
    <div ref={setScroller} data-testid="scroller" style={{ height: 400, overflow: 'auto' }}>
      {scroller !== null && (
        <ChunkList
          project={project}
          chunks={chunks}
          scroller={{ current: scroller }}
          stage={{ current: null }}
          covered={0}
          top={0}
          player={thePlayer()}
          speaking={null}
          canRetry
          onRetry={() => undefined}
          onUse={() => undefined}
          menu={menu}
          voiceNames={new Map()}
        />
      )}
    </div>
  );
}

function chapter(): StudioInPage {
  const studio = studioInPage({
    'projects.get': ({ project: id }) => sampleProject(id),
    'chunks.correct': ({ chunk, text }) => {
      const changed = chunks.find(({ id }) => id === chunk) ?? fifth;
      return { ...changed, text: text ?? changed.text, original: changed.text };
    },
  });
  show(studio, <Chapter />);
  return studio;
}

const field = page.getByRole('textbox', { name: 'Text' });
const line = (number: number) =>
  page.getByText(new RegExp(`This is chunk number ${number} of the chapter`, 'u'));

function scrollTo(end: 'top' | 'bottom'): void {
  const scroller = page.getByTestId('scroller').element();
  scroller.scrollTop = end === 'top' ? 0 : scroller.scrollHeight;
}

beforeEach(() => {
  editDrafts.set(new Map());
});

it('a correction that is not saved outlives its row leaving the page', async () => {
  chapter();
  await expect.element(line(5)).toBeVisible();
  setDraft(fifth.id, draftOf('correct', fifth));
  await field.fill('This is the fifth one, mended.');
  await expect.element(line(5)).not.toBeInTheDocument();
  // The row that has the keyboard stays in the page wherever it is scrolled to.
  document.querySelector<HTMLElement>('[data-chunk="1"]')?.focus();
  await vi.waitFor(() => {
    scrollTo('bottom');
    expect(line(400).query()).not.toBeNull();
  });
  await expect.element(field).not.toBeInTheDocument();
  scrollTo('top');
  await expect.element(field).toHaveValue('This is the fifth one, mended.');
});

it('only the row that is edited has an editor, and what is saved is the correction of that chunk', async () => {
  const studio = chapter();
  await expect.element(line(5)).toBeVisible();
  setDraft(fifth.id, draftOf('correct', fifth));
  await field.fill('This is the fifth one, mended.');
  await expect.element(line(4)).toBeVisible();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(field).not.toBeInTheDocument();
  expect(studio.asked().filter((call) => call.startsWith('chunks.'))).toEqual([
    'chunks.correct {"chunk":5,"text":"This is the fifth one, mended."}',
  ]);
});

it('Escape leaves the words as they were and asks for nothing', async () => {
  const studio = chapter();
  await expect.element(line(5)).toBeVisible();
  setDraft(fifth.id, draftOf('correct', fifth));
  await field.fill('   ');
  await expect.element(page.getByText(/^There have to be some words/u)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await userEvent.keyboard('{Escape}');
  await expect.element(line(5)).toBeVisible();
  expect(studio.asked().filter((call) => call.startsWith('chunks.'))).toEqual([]);
});
