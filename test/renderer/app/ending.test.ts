import { expect, test } from 'vitest';
import type { ExportProgress } from '../../../electron/contract/events.ts';
import { exportIdSchema, projectIdSchema } from '../../../electron/contract/ids.ts';
import type { NarrationProgress } from '../../../electron/contract/narration.ts';
import { endingOf, type Ending } from '../../../renderer/app/ending.ts';

const project = projectIdSchema.parse(1);
const full = { code: 'disk-full', message: 'The disk is full.', action: 'Make room.' } as const;

function afterNarration(change: Partial<NarrationProgress>): Ending | null {
  return endingOf({
    name: 'narration',
    payload: {
      ...{ project, state: 'running', section: null, total: 9, ready: 9, failed: 0 },
      ...{ sectionTotal: 9, sectionFinished: 9, fraction: 1, secondsLeft: 0 },
      ...{ problem: null, waitingFor: null, resumesAt: null, spent: 0, maxCost: null },
      ...change,
    },
  });
}

function afterExport(change: Partial<ExportProgress>): Ending | null {
  const id = exportIdSchema.parse(1);
  return endingOf({
    name: 'export',
    payload: { export: id, project, state: 'running', fraction: 1, bytes: 10, problem: null, ...change },
  });
}

test('the end of a narration is told, and whether it came to all of the book', () => {
  expect(afterNarration({ state: 'done' })).toEqual({
    project,
    what: 'Narrated',
    how: 'Narrated: 9 chunks, all ready.',
  });
  expect(afterNarration({ state: 'done', ready: 8, failed: 1 })?.what).toBe('Narrated in part');
  expect(afterNarration({ state: 'stopped', problem: full })).toMatchObject({
    what: 'Stopped',
    how: full.message,
  });
});

test('what waits for a person is told; what goes on by itself, or was the person’s own doing, is not', () => {
  expect(afterNarration({ state: 'paused', problem: { ...full, code: 'without-audio' } })?.what).toBe(
    'Paused',
  );
  expect(afterNarration({ state: 'paused' })).toBeNull();
  for (const state of ['running', 'waiting', 'cancelling', 'cancelled'] as const)
    expect(afterNarration({ state, problem: state === 'waiting' ? full : null }), state).toBeNull();
});

test('the end of an export is told, unless the person cancelled it', () => {
  expect(afterExport({ state: 'succeeded' })?.what).toBe('Exported');
  expect(afterExport({ state: 'failed', problem: full })).toMatchObject({
    what: 'Not exported',
    how: full.message,
  });
  expect(afterExport({ state: 'cancelled' })).toBeNull();
  expect(afterExport({})).toBeNull();
});
