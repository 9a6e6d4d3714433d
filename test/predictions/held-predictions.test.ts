import { expect, test } from 'vitest';
import { predictionIdSchema } from '../../electron/contract/ids.ts';
import { HeldPredictions } from '../../electron/predictions/held-predictions.ts';

const id = predictionIdSchema.parse(7);

test('whoever takes a prediction has it only once the background has let go, and holds it from the first moment', async () => {
  const held = new HeldPredictions();
  let letGo = (): void => undefined;
  const asked: number[] = [];
  held.serve({
    letGo: (prediction) => {
      asked.push(prediction);
      return new Promise((resolve) => {
        letGo = resolve;
      });
    },
    freed: () => undefined,
  });
  let isTaken = false;
  const taking = held.take(id).then(() => {
    isTaken = true;
  });
  expect(held.has(id)).toBe(true);
  await new Promise(setImmediate);
  expect([isTaken, asked]).toEqual([false, [7]]);
  letGo();
  await taking;
  expect(isTaken).toBe(true);
});

test('what is given back may be gone on with again, once', async () => {
  const held = new HeldPredictions();
  let freed = 0;
  held.serve({ letGo: () => Promise.resolve(), freed: () => freed++ });
  await held.take(id);
  held.giveBack(id);
  held.giveBack(id);
  expect([held.has(id), freed]).toEqual([false, 1]);
});
