import { describe, expect, test } from 'vitest';
import { LecternError, type ProblemCode } from '../../electron/contract/problem.ts';
import { idleLedger } from '../support/idle-ledger.ts';
import { job, narrate, until } from './diary.ts';

describe('the breaker', () => {
  const paid = { ...idleLedger, sentAt: '2026-11-25T00:00:00Z', remoteId: 'abc' };

  /** A paid narration in which the takes of these chunks cannot be had, or the engine refuses these. */
  function broken(
    numbers: number[],
    isBroken: (number: number) => boolean,
    code: ProblemCode = 'audio-owed',
  ) {
    const parts = narrate(numbers, { isPaid: true });
    parts.diary.ledger = paid;
    parts.diary.keeping = (line) =>
      isBroken(Number(/\d+/u.exec(line)?.[0]))
        ? Promise.reject(new LecternError(code, 'Nothing came.', 'Later.'))
        : Promise.resolve();
    return parts;
  }

  test('two paid predictions in a row without usable audio pause the queue, and no third is asked for', async () => {
    const { engine, narration, seen } = broken([1, 2, 3, 4], () => true);
    const running = narration.run();
    expect(await until(seen, 'paused')).toMatchObject({ problem: { code: 'without-audio' }, failed: 2 });
    expect(seen.at(-1)?.problem?.message).toContain('Nothing came.');
    expect(engine.spoken).toHaveLength(2);
    narration.cancel();
    await running;
    expect(engine.spoken).toHaveLength(2);
  });

  test('a person may go on, which allows two more', async () => {
    const { engine, narration, seen } = broken([1, 2, 3, 4, 5], () => true);
    const running = narration.run();
    await until(seen, 'paused');
    narration.resume();
    while (engine.spoken.length < 4) await new Promise(setImmediate);
    await until(seen, 'paused');
    expect(engine.spoken).toHaveLength(4);
    narration.cancel();
    await running;
  });

  test('predictions that failed count, however far apart by chunks that were spoken before', async () => {
    const { engine, diary, narration, seen } = broken([1, 2, 3, 4], () => false);
    diary.found.set(2, 'reused');
    engine.refuses = () => new LecternError('prediction-failed', 'CUDA.', 'Again.');
    const running = narration.run();
    await until(seen, 'paused');
    expect(engine.spoken).toHaveLength(2);
    narration.cancel();
    await running;
  });

  test('one that gave its audio in between begins the count anew', async () => {
    const { engine, narration } = broken([1, 2, 3, 4, 5], (number) => number % 2 === 1);
    expect(await narration.run()).toMatchObject({ state: 'done', ready: 2, failed: 3 });
    expect(engine.spoken).toHaveLength(5);
  });

  test.each([
    ['a free voice', { isPaid: false, ledger: paid }],
    ['a request that made nothing', { isPaid: true, ledger: idleLedger }],
  ])('%s never trips it', async (_what, { isPaid, ledger }) => {
    const { engine, diary, narration } = narrate([1, 2, 3], { isPaid });
    diary.ledger = ledger;
    engine.refuses = () => new LecternError('input-refused', 'No.', 'Change it.');
    expect(await narration.run()).toMatchObject({ state: 'done', failed: 3 });
  });

  test('chunks that are cut in two for being too long do not trip it', async () => {
    const { engine, diary, narration } = narrate([1, 2, 3], { isPaid: true });
    diary.ledger = paid;
    engine.refuses = (text) =>
      text.includes('9') ? null : new LecternError('text-too-long', 'Long.', 'Cut it.');
    diary.halves = [job(90, engine), job(91, engine)];
    expect(await narration.run()).toMatchObject({ state: 'done', failed: 0 });
  });

  test('it pauses a queue that waits for a service, too', async () => {
    const { engine, diary, narration, seen } = broken([1, 2, 3], () => false);
    let asked = 0;
    engine.refuses = (text) => {
      if (text.includes('3')) return new LecternError('rate-limited', 'Wait.', 'Wait.', { retryAfter: 3600 });
      return ++asked <= 1 ? new LecternError('prediction-failed', 'CUDA.', 'Again.') : null;
    };
    // The second one’s audio is found broken only while the third is asked for.
    let fail = (): void => undefined;
    diary.keeping = () =>
      new Promise((_resolve, reject) => {
        fail = () => {
          reject(new LecternError('audio-owed', 'Nothing came.', 'Later.'));
        };
      });
    const running = narration.run();
    while (diary.lines.filter((line) => line.startsWith('begin')).length < 2) await new Promise(setImmediate);
    await new Promise(setImmediate);
    fail();
    expect(await until(seen, 'paused')).toMatchObject({ problem: { code: 'without-audio' } });
    expect(engine.spoken.filter((text) => text.includes('3'))).toEqual([]);
    narration.cancel();
    await running;
  });
});
