import { expect, test } from 'vitest';
import { Clock } from './clock.ts';

const nothing = (): Promise<void> => Promise.resolve();

test('runs what falls due on the way in order, each at its own time, and only once', async () => {
  const clock = new Clock();
  const start = clock.now();
  const ran: [name: string, second: number][] = [];
  const note = (name: string) => (): void => {
    ran.push([name, Math.round((clock.now() - start) / 1000)]);
  };
  clock.after(20, note('late'));
  clock.after(5, () => {
    note('early')();
    clock.after(5, note('in between'));
  });
  const callOff = clock.after(6, note('called off'));
  callOff();
  await clock.advance(15, nothing);
  expect(ran).toEqual([
    ['early', 5],
    ['in between', 10],
  ]);
  await clock.advance(10, nothing);
  await clock.advance(3600, nothing);
  expect(ran.slice(2)).toEqual([['late', 20]]);
  expect((clock.now() - start) / 1000).toBeCloseTo(3625, 0);
});

test('waits for what one time has begun before it moves on to the next', async () => {
  const clock = new Clock();
  const ran: string[] = [];
  let begun = nothing();
  clock.after(1, () => {
    begun = new Promise((resolve) => setImmediate(resolve)).then(() => void ran.push('ended'));
  });
  clock.after(2, () => ran.push('next'));
  await clock.advance(3, () => begun);
  expect(ran).toEqual(['ended', 'next']);
});

test('runs by itself when the time comes', async () => {
  const clock = new Clock();
  const start = clock.now();
  const waited = clock.wait(100);
  await clock.advance(99.99, nothing);
  await waited;
  expect((clock.now() - start) / 1000).toBeCloseTo(100, 0);
});

test('what is due in a year, or never, is not run before its time', async () => {
  const clock = new Clock();
  const ran: string[] = [];
  const year = 365 * 24 * 3600;
  clock.after(year, () => ran.push('a year'));
  clock.after(Infinity, () => ran.push('never'));
  await clock.wait(0.01);
  expect(ran).toEqual([]);
  await clock.advance(year, nothing);
  expect(ran).toEqual(['a year']);
});

test('can be ahead of the computer’s, or behind it', () => {
  for (const ahead of [7200, -7200]) {
    expect((new Clock(ahead).now() - Date.now()) / 1000).toBeCloseTo(ahead, 0);
  }
});
