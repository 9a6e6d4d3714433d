import { describe, expect, test } from 'vitest';
import { chunkIdSchema } from '../../electron/contract/ids.ts';
import { LecternError, type ProblemCode } from '../../electron/contract/problem.ts';
import type { ToneEngine } from '../support/tone-engine.ts';
import { job, narrate, until } from './diary.ts';

/** Lets the engine reject the first `times` attempts at a text with a problem. */
function refuse(
  engine: ToneEngine,
  { text, code, times, retryAfter }: { text: string; code: ProblemCode; times: number; retryAfter?: number },
): void {
  let left = times;
  engine.refuses = (asked) => {
    if (!asked.includes(text) || left-- <= 0) return null;
    return new LecternError(code, 'Not now.', 'Later.', { retryAfter });
  };
}

describe('what a service answers', () => {
  test('a rate limit holds the queue for as long as it says, and the same chunk is tried again', async () => {
    const { engine, diary, narration, seen } = narrate([1, 2]);
    refuse(engine, { text: '1', code: 'rate-limited', times: 2, retryAfter: 0.03 });
    const started = performance.now();
    expect(await narration.run()).toMatchObject({ state: 'done', ready: 2, failed: 0, problem: null });
    expect(performance.now() - started).toBeGreaterThanOrEqual(55);
    expect(engine.spoken).toEqual(['1', '1', '1', '2'].map((number) => `Sentence number ${number}.`));
    expect(diary.lines).not.toContain('fail 1');
    const waiting = seen.find(({ state }) => state === 'waiting');
    expect(waiting).toMatchObject({
      problem: { code: 'rate-limited' },
      resumesAt: expect.any(String) as string,
    });
  });

  test('a service that stays away pauses the queue in the end, and going on tries the same chunk', async () => {
    const { engine, narration, seen } = narrate([1]);
    refuse(engine, { text: '1', code: 'service-unavailable', times: 9, retryAfter: 0 });
    const running = narration.run();
    expect(await until(seen, 'paused')).toMatchObject({ problem: { code: 'service-unavailable' } });
    expect(engine.spoken).toHaveLength(9);
    narration.resume();
    expect(await running).toMatchObject({ state: 'done', ready: 1, problem: null });
  });

  test('waiting is ended at once by cancelling', async () => {
    const { engine, narration, seen } = narrate([1, 2]);
    refuse(engine, { text: '1', code: 'rate-limited', times: 1, retryAfter: 3600 });
    const running = narration.run();
    await until(seen, 'waiting');
    narration.cancel();
    expect(await running).toMatchObject({ state: 'cancelled', ready: 0, resumesAt: null });
  });

  test('a pause while it waits outlasts the waiting', async () => {
    const { engine, narration, seen } = narrate([1]);
    refuse(engine, { text: '1', code: 'rate-limited', times: 1, retryAfter: 0.02 });
    const running = narration.run();
    await until(seen, 'waiting');
    narration.pause();
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(engine.spoken).toHaveLength(1);
    narration.resume();
    expect(await running).toMatchObject({ state: 'done', ready: 1 });
  });

  test('missing credit pauses with the reason until the person goes on', async () => {
    const { engine, narration, seen } = narrate([1, 2]);
    refuse(engine, { text: '2', code: 'credit-needed', times: 1 });
    const running = narration.run();
    expect(await until(seen, 'paused')).toMatchObject({ problem: { code: 'credit-needed' } });
    narration.resume();
    expect(await running).toMatchObject({ state: 'done', ready: 2 });
  });

  test('a token that is refused stops it, and the chunk is not a failed one', async () => {
    const { engine, diary, narration } = narrate([1, 2]);
    refuse(engine, { text: '1', code: 'token-refused', times: 1 });
    const end = await narration.run();
    expect(end).toMatchObject({ state: 'stopped', failed: 0, problem: { code: 'token-refused' } });
    expect(diary.lines).toEqual(['begin 1', 'drop 1']);
  });

  test('a prediction whose end is not known stays open, and the next chunk goes on', async () => {
    const { engine, diary, narration } = narrate([1, 2]);
    refuse(engine, { text: '1', code: 'prediction-unknown', times: 1 });
    expect(await narration.run()).toMatchObject({ state: 'done', ready: 1, failed: 1 });
    expect(diary.lines).toEqual(['begin 1', 'leave 1', 'begin 2', 'keep 2']);
  });

  test('audio that is owed leaves its prediction open instead of failing it, and the next chunk goes on', async () => {
    const { diary, narration } = narrate([1, 2]);
    diary.keeping = (line) =>
      line === 'keep 1'
        ? Promise.reject(new LecternError('audio-owed', 'Not yet.', 'Later.'))
        : Promise.resolve();
    expect(await narration.run()).toMatchObject({ state: 'done', ready: 1, failed: 1 });
    expect(diary.lines.filter((line) => !line.startsWith('begin'))).toEqual(['leave 1', 'keep 2']);
  });

  test('a chunk that was left and comes to its audio after all is counted as ready, once, also after the end', async () => {
    const { diary, narration, seen } = narrate([1, 2]);
    diary.keeping = (line) =>
      line === 'keep 1'
        ? Promise.reject(new LecternError('audio-owed', 'Not yet.', 'Later.'))
        : Promise.resolve();
    await narration.run();
    narration.recovered(chunkIdSchema.parse(1));
    narration.recovered(chunkIdSchema.parse(1));
    narration.recovered(chunkIdSchema.parse(2));
    expect(seen.at(-1)).toMatchObject({ state: 'done', ready: 2, failed: 0 });
  });

  test('audio that is still fetched a while after a cancel is left to the background', async () => {
    const { engine, diary, narration } = narrate([1, 2]);
    engine.holds = (text) => text.includes('2');
    diary.keep = (_begun, _job, _speech, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new LecternError('cancelled', 'Cancelled.', 'Again.'));
        });
      });
    const running = narration.run();
    await engine.held();
    narration.cancel();
    expect(await running).toMatchObject({ state: 'cancelled' });
    expect(diary.lines).toContain('leave 1');
  });

  test('what a prediction waits for is told while it waits, and no longer', async () => {
    const { engine, diary, narration, seen } = narrate([1]);
    engine.holds = () => true;
    const running = narration.run();
    await engine.held();
    diary.onWaiting?.(new LecternError('service-unavailable', 'Looking.', 'Wait.').problem);
    expect(seen.at(-1)).toMatchObject({ state: 'running', waitingFor: { message: 'Looking.' } });
    diary.onWaiting?.(null);
    expect(seen.at(-1)).toMatchObject({ waitingFor: null });
    engine.release();
    await running;
  });
});

describe('equal and over-long chunks, and the cap', () => {
  test('what was spoken before is not spoken again', async () => {
    const { engine, diary, narration } = narrate([1, 2]);
    diary.found.set(1, 'reused');
    expect(await narration.run()).toMatchObject({ state: 'done', ready: 2 });
    expect(engine.spoken).toEqual(['Sentence number 2.']);
  });

  test('an equal one that is still being kept is waited for', async () => {
    const { engine, diary, narration } = narrate([1, 2]);
    diary.found.set(2, 'pending');
    diary.keeping = async () => {
      await new Promise(setImmediate);
      diary.found.set(2, 'reused');
    };
    expect(await narration.run()).toMatchObject({ state: 'done', ready: 2, failed: 0 });
    expect(engine.spoken).toEqual(['Sentence number 1.']);
  });

  test('an equal one that stays open keeps a chunk from being paid twice', async () => {
    const { engine, diary, narration } = narrate([1]);
    diary.found.set(1, 'pending');
    expect(await narration.run()).toMatchObject({ state: 'done', failed: 1 });
    expect(engine.spoken).toEqual([]);
  });

  test('a chunk that is too long becomes two, which are spoken in its place', async () => {
    const { engine, diary, narration } = narrate([1, 4]);
    refuse(engine, { text: '1', code: 'text-too-long', times: 1 });
    diary.halves = [job(2, engine), job(3, engine)];
    expect(await narration.run()).toMatchObject({ state: 'done', total: 3, ready: 3, fraction: 1 });
    expect(diary.lines.filter((line) => line.startsWith('keep'))).toEqual(['keep 2', 'keep 3', 'keep 4']);
    expect(diary.lines).toContain('drop 1');
  });

  test('one that cannot be cut fails', async () => {
    const { engine, diary, narration } = narrate([1]);
    refuse(engine, { text: '1', code: 'text-too-long', times: 1 });
    expect(await narration.run()).toMatchObject({ state: 'done', total: 1, failed: 1 });
    expect(diary.lines).toEqual(['begin 1', 'fail 1']);
  });

  test('the cap pauses before the chunk that would pass it, and a higher one goes on', async () => {
    const { engine, narration, seen } = narrate([1, 2, 3, 4], { maxCost: 2, isPaid: true });
    const running = narration.run();
    const paused = await until(seen, 'paused');
    expect(paused).toMatchObject({ problem: { code: 'cost-cap' }, spent: 2, maxCost: 2 });
    expect(engine.spoken).toHaveLength(2);
    narration.resume(10);
    expect(await running).toMatchObject({ state: 'done', ready: 4, spent: 4, maxCost: 10 });
  });

  test('a free voice knows no cap', async () => {
    const { narration } = narrate([1, 2], { maxCost: 0 });
    expect(await narration.run()).toMatchObject({ state: 'done', ready: 2 });
  });
});
