import { describe, expect, test } from 'vitest';
import { LecternError } from '../../electron/contract/problem.ts';
import { narrate } from './diary.ts';

describe('a narration', () => {
  test('speaks one after another in order, and the intent comes before the engine', async () => {
    const { engine, diary, narration } = narrate([1, 2, 3]);
    const before: number[] = [];
    diary.beginning = () => before.push(engine.spoken.length);
    const end = await narration.run();
    expect(end).toMatchObject({ state: 'done', ready: 3, failed: 0, total: 3, fraction: 1, secondsLeft: 0 });
    expect(before).toEqual([0, 1, 2]);
    expect(diary.lines.filter((line) => line.startsWith('keep'))).toEqual(['keep 1', 'keep 2', 'keep 3']);
  });

  test('the next chunk is spoken while the take of the one before is made, and never more than one', async () => {
    const { engine, diary, narration } = narrate([1, 2, 3]);
    const spokenWhenKept: number[] = [];
    let open = 0;
    diary.keeping = async () => {
      expect(++open).toBe(1);
      // Let the driver run on for as long as it can while this take is still being made.
      for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
      spokenWhenKept.push(engine.spoken.length);
      open--;
    };
    await narration.run();
    expect(spokenWhenKept).toEqual([2, 3, 3]);
  });

  test('one failed chunk does not stop the rest', async () => {
    const { engine, diary, narration } = narrate([1, 2, 3]);
    engine.fails = (text) => text.includes('2');
    expect(await narration.run()).toMatchObject({ state: 'done', ready: 2, failed: 1, problem: null });
    expect(diary.lines).toContain('fail 2');
    expect(diary.lines).toContain('keep 3');
  });

  test('audio that cannot be kept is a failed chunk too', async () => {
    const { diary, narration } = narrate([1, 2]);
    diary.keeping = (line) =>
      line === 'keep 1'
        ? Promise.reject(new LecternError('engine-failed', 'Silence.', 'Again.'))
        : Promise.resolve();
    expect(await narration.run()).toMatchObject({ state: 'done', ready: 1, failed: 1 });
    expect(diary.lines).toContain('fail 1');
  });

  test('a full disk stops it instead of failing chunk after chunk', async () => {
    const { engine, diary, narration } = narrate([1, 2, 3, 4, 5, 6]);
    diary.keeping = () => Promise.reject(new LecternError('disk-full', 'Full.', 'Free some.'));
    const end = await narration.run();
    expect(end).toMatchObject({ state: 'stopped', problem: { code: 'disk-full' } });
    expect(engine.spoken.length).toBeLessThanOrEqual(2);
  });

  test('a full disk stops a paused one too, instead of leaving it to wait', async () => {
    const { diary, narration, seen } = narrate([1, 2, 3]);
    const { promise: full, reject } = Promise.withResolvers<never>();
    diary.keeping = () => full;
    const running = narration.run();
    while (!diary.lines.includes('begin 2')) await new Promise(setImmediate);
    narration.pause();
    reject(new LecternError('disk-full', 'Full.', 'Free some.'));
    expect(await running).toMatchObject({ state: 'stopped', problem: { code: 'disk-full' } });
    expect(seen.at(-1)).toMatchObject({ state: 'stopped' });
    expect(diary.lines).not.toContain('begin 3');
  });

  test('an intent that cannot be written stops it before anything is spoken', async () => {
    const { engine, diary, narration } = narrate([1, 2]);
    diary.beginning = () => {
      throw new LecternError('disk-full', 'Full.', 'Free some.');
    };
    expect(await narration.run()).toMatchObject({ state: 'stopped', problem: { code: 'disk-full' } });
    expect(engine.spoken).toEqual([]);
  });

  test('cancelling gives up the one under way and starts no other', async () => {
    const { engine, diary, narration, seen } = narrate([1, 2, 3]);
    engine.holds = (text) => text.includes('2');
    const held = engine.held();
    const running = narration.run();
    await held;
    narration.cancel();
    expect(await running).toMatchObject({ state: 'cancelled', ready: 1, failed: 0 });
    expect(diary.lines.toSorted()).toEqual(['begin 1', 'begin 2', 'drop 2', 'keep 1']);
    expect(engine.spoken).toHaveLength(2);
    expect(seen.map(({ state }) => state)).toContain('cancelling');
  });

  test('a pause lets the chunk under way end, and going on speaks the rest', async () => {
    const { engine, narration, seen } = narrate([1, 2, 3]);
    engine.holds = (text) => text.includes('1');
    const held = engine.held();
    const running = narration.run();
    await held;
    narration.pause();
    engine.release();
    while (!seen.some(({ state, ready }) => state === 'paused' && ready === 1))
      await new Promise(setImmediate);
    expect(engine.spoken).toHaveLength(1);
    narration.resume();
    expect(await running).toMatchObject({ state: 'done', ready: 3 });
  });

  test('a paused one can be cancelled', async () => {
    const { engine, narration } = narrate([1, 2]);
    narration.pause();
    const running = narration.run();
    narration.cancel();
    expect(await running).toMatchObject({ state: 'cancelled', ready: 0 });
    expect(engine.spoken).toEqual([]);
  });

  test('what was ready before counts, and the time left comes from the speed seen', async () => {
    const { narration, seen } = narrate([1, 2, 3, 4], { standing: 5 });
    expect(narration.progress()).toMatchObject({ total: 9, ready: 5, secondsLeft: null });
    await narration.run();
    const middle = seen.find(({ ready }) => ready === 7);
    expect(middle?.secondsLeft).toBeGreaterThan(0);
    expect(seen.at(-1)).toMatchObject({ ready: 9, sectionFinished: 9, sectionTotal: 9 });
  });
});
