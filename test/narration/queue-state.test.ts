import { expect, test } from 'vitest';
import { QueueState } from '../../electron/narration/queue-state.ts';
import { LecternError, type ProblemCode } from '../../electron/contract/problem.ts';

const problem = (code: ProblemCode) => new LecternError(code, 'Why.', 'What to do.').problem;

function queue() {
  const abort = new AbortController();
  let changes = 0;
  const state = new QueueState(abort.signal, () => changes++);
  return { abort, state, changes: () => changes };
}

test('a queue that waits for a service is paused where a person has to decide, and goes on at no time by itself', async () => {
  const { state } = queue();
  state.hold('waiting', problem('rate-limited'), 0);
  state.hold('paused', problem('without-audio'), null);
  expect(state.state).toBe('paused');
  expect(state.reason).toMatchObject({ problem: { code: 'without-audio' }, resumesAt: null });
  let hasResumed = false;
  const resumed = state.resumed().then(() => {
    hasResumed = true;
  });
  await new Promise(setImmediate);
  expect(hasResumed).toBe(false);
  state.enter('running');
  await resumed;
});

test('a pause of the person’s stays one when the queue would wait', () => {
  const { state } = queue();
  state.enter('paused');
  state.hold('waiting', problem('rate-limited'), 1);
  expect(state.state).toBe('paused');
  expect(state.reason.resumesAt).toBeNull();
});

test('what is over rests no more', async () => {
  const { abort, state, changes } = queue();
  abort.abort();
  state.hold('paused', problem('cost-cap'), null);
  expect([state.state, changes()]).toEqual(['running', 0]);
  await state.resumed();
});
