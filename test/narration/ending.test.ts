import { expect, test } from 'vitest';
import { narrate, until } from './diary.ts';

const timers = (): number =>
  process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;

test('a narration that was cancelled leaves no timer behind, however long its grace', async () => {
  const { seen, narration } = narrate([1, 2, 3], { grace: 3600 });
  const before = timers();
  narration.pause();
  const running = narration.run();
  await until(seen, 'paused');
  narration.cancel();
  expect(timers()).toBeGreaterThan(before);
  expect(await running).toMatchObject({ state: 'cancelled' });
  expect(timers()).toBe(before);
});
