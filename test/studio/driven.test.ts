import { expect, test } from 'vitest';
import { predictionIdSchema } from '../../electron/contract/ids.ts';
import { Driven } from '../../electron/predictions/turns.ts';

const id = predictionIdSchema.parse(7);

test('whoever takes a prediction has it only once the background has let go, and holds it from the first moment', async () => {
  const driven = new Driven();
  let letGo = (): void => undefined;
  const asked: number[] = [];
  driven.serve({
    letGo: (prediction) => {
      asked.push(prediction);
      return new Promise((resolve) => {
        letGo = resolve;
      });
    },
    freed: () => undefined,
  });
  let isTaken = false;
  const taking = driven.take(id).then(() => {
    isTaken = true;
  });
  expect(driven.has(id)).toBe(true);
  await new Promise(setImmediate);
  expect([isTaken, asked]).toEqual([false, [7]]);
  letGo();
  await taking;
  expect(isTaken).toBe(true);
});

test('what is given back may be gone on with again, once', async () => {
  const driven = new Driven();
  let freed = 0;
  driven.serve({ letGo: () => Promise.resolve(), freed: () => freed++ });
  await driven.take(id);
  driven.giveBack(id);
  driven.giveBack(id);
  expect([driven.has(id), freed]).toEqual([false, 1]);
});
