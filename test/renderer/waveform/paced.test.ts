import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { paced } from '../../../renderer/waveform/paced.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it('works at once, then at most once a second, and never forgets the last wish', async () => {
  const work = vi.fn(() => Promise.resolve());
  const pace = paced(work, 1000);
  pace.ask();
  expect(work).toHaveBeenCalledTimes(1);
  for (let wish = 0; wish < 50; wish++) {
    pace.ask();
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(500);
  expect(work).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(work).toHaveBeenCalledTimes(2);
});

it('rests longer after work that was slow', async () => {
  const work = vi.fn(() => new Promise<void>((resolve) => setTimeout(resolve, 800)));
  const pace = paced(work, 1000);
  pace.ask();
  pace.ask();
  await vi.advanceTimersByTimeAsync(800 + 3199);
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2);
  expect(work).toHaveBeenCalledTimes(2);
});

it('does nothing more once it is stopped', async () => {
  const work = vi.fn(() => Promise.resolve());
  const pace = paced(work, 1000);
  pace.ask();
  pace.ask();
  pace.stop();
  await vi.advanceTimersByTimeAsync(5000);
  pace.ask();
  expect(work).toHaveBeenCalledTimes(1);
});
