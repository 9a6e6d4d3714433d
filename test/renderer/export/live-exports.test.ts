import { expect, test } from 'vitest';
import type { ExportProgress } from '../../../electron/contract/events.ts';
import type { Export } from '../../../electron/contract/export.ts';
import { exportIdSchema, projectIdSchema } from '../../../electron/contract/ids.ts';
import { withProgress } from '../../../renderer/export/live-export.ts';

const id = exportIdSchema.parse(4);
const project = projectIdSchema.parse(1);
const stored: Export = {
  id,
  project,
  state: 'running',
  fileName: 'book.wav',
  format: 'wav',
  settings: {},
  title: 'A book',
  sampleRate: 24_000,
  samples: 24_000,
  bytes: 48_044,
  createdAt: '2026-11-01T10:00:00.000Z',
  problem: null,
};
const told: ExportProgress = {
  export: id,
  project,
  state: 'running',
  fraction: 0.5,
  bytes: 48_044,
  problem: null,
};

test('a running export stands where the last event said', () => {
  expect(withProgress(stored, undefined)).toMatchObject({ state: 'running', fraction: 0 });
  expect(withProgress(stored, told)).toMatchObject({ state: 'running', fraction: 0.5 });
});

test('a failure is shown with its problem before the list is asked again', () => {
  const problem = { code: 'disk-full' as const, message: 'Full.', action: 'Make room.' };
  expect(withProgress(stored, { ...told, state: 'failed', problem })).toMatchObject({
    state: 'failed',
    problem,
  });
});

test('an export that ended while the connection was lost does not run forever', () => {
  expect(withProgress({ ...stored, state: 'succeeded' }, told)).toMatchObject({
    state: 'succeeded',
    fraction: 1,
  });
  expect(withProgress({ ...stored, state: 'aborted' }, told)).toMatchObject({
    state: 'aborted',
    fraction: 0,
  });
});
