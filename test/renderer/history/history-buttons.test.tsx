import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Edit } from '../../../electron/contract/history.ts';
import { projectIdSchema } from '../../../electron/contract/ids.ts';
import { LecternError } from '../../../electron/contract/problem.ts';
import { HistoryButtons } from '../../../renderer/history/history-buttons.tsx';
import { ToldNotice } from '../../../renderer/history/told-notice.tsx';
import { show } from '../page/show.tsx';
import { studioInPage } from '../page/studio-in-page.ts';

const project = projectIdSchema.parse(7);
const edit = (id: number, name: string): Edit => ({ id, name, createdAt: '2026-11-01T10:00:00.000Z' });

/** A book with these edits, shown with its buttons, and a field beside them to write in. */
function book(...edits: Edit[]) {
  let at = edits.length;
  const history = () => ({ project, undo: edits[at - 1] ?? null, redo: edits[at] ?? null });
  const expected = (asked: number, next: Edit | null): void => {
    if (next?.id !== asked)
      throw new LecternError('invalid-call', 'The book was edited meanwhile.', 'Look at it again.');
  };
  const studio = studioInPage({
    'history.get': history,
    'history.undo': ({ edit: id }) => {
      expected(id, history().undo);
      at--;
      return history();
    },
    'history.redo': ({ edit: id }) => {
      expected(id, history().redo);
      at++;
      return history();
    },
  });
  show(
    studio,
    <>
      <HistoryButtons project={project} />
      <textarea aria-label="Text" />
      <ToldNotice />
    </>,
  );
  /** What another window edits, of which this one has not heard. */
  const editElsewhere = (made: Edit): void => {
    edits.splice(at, Infinity, made);
    at++;
  };
  return { studio, editElsewhere };
}

const button = (name: string) => page.getByRole('button', { name });
const [skip, rename] = [edit(1, 'skip “Preface”'), edit(2, 'rename “One” to “Uno”')];

it('each step is named, before and after it is gone', async () => {
  book(skip, rename);
  await expect.element(button('Nothing to redo (Ctrl+Shift+Z)')).toHaveAttribute('aria-disabled', 'true');
  await button('Undo rename “One” to “Uno” (Ctrl+Z)').click();
  await expect.element(page.getByText('Undone: rename “One” to “Uno”')).toBeVisible();
  await expect.element(button('Undo skip “Preface” (Ctrl+Z)')).toBeVisible();
  await button('Redo rename “One” to “Uno” (Ctrl+Shift+Z)').click();
  await expect.element(page.getByText('Done again: rename “One” to “Uno”')).toBeVisible();
  await expect.element(button('Undo rename “One” to “Uno” (Ctrl+Z)')).toBeVisible();
});

it('keys that are pressed quickly go one step each, and say when there is none left', async () => {
  const { studio } = book(skip, rename);
  await expect.element(button('Undo rename “One” to “Uno” (Ctrl+Z)')).toBeVisible();
  studio.forget();
  await userEvent.keyboard('{Control>}zzz{/Control}');
  await expect.element(page.getByText('There is nothing to undo.')).toBeVisible();
  expect(studio.asked()).toEqual([
    'history.undo {"project":7,"edit":2}',
    'history.undo {"project":7,"edit":1}',
  ]);
  await expect.element(button('Nothing to undo (Ctrl+Z)')).toBeVisible();
});

it('a field that is written in keeps its keys', async () => {
  const { studio } = book(skip);
  await expect.element(button('Undo skip “Preface” (Ctrl+Z)')).toBeVisible();
  studio.forget();
  await page.getByLabelText('Text').fill('words');
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.element(page.getByLabelText('Text')).toHaveValue('');
  expect(studio.asked()).toEqual([]);
});

it('what was edited elsewhere is not undone unseen: it is said, and the next step named anew', async () => {
  const { studio, editElsewhere } = book(skip);
  await expect.element(button('Undo skip “Preface” (Ctrl+Z)')).toBeVisible();
  editElsewhere(rename);
  await button('Undo skip “Preface” (Ctrl+Z)').click();
  await expect.element(page.getByRole('alert').getByText('The book was edited meanwhile.')).toBeVisible();
  await expect.element(button('Undo rename “One” to “Uno” (Ctrl+Z)')).toBeVisible();
  await vi.waitFor(() => {
    expect(studio.asked().filter((call) => call.startsWith('history.undo'))).toHaveLength(1);
  });
});
