import { expect, test } from 'vitest';
import { startFast, type FastServer } from './fast-server.ts';
import { faultStages, type FaultName } from './fault-names.ts';
import type { FaultOptions } from './faults.ts';

// The judge of the books is a client that does nothing but wait and look: what it gets in the end could be had.

const passing = { forSeconds: 20 };
const names = Object.keys(faultStages).filter((name): name is FaultName => name in faultStages);

/** Every fault that a prediction or its audio can have: for one request, for a while and for good. */
const cases: readonly (readonly [FaultName, FaultOptions])[] = names.flatMap(
  (name): [FaultName, FaultOptions][] => {
    // Of single downloads, that of the second payment passes.
    if (faultStages[name] === 'audio')
      return [{ skip: 1 }, passing, { lasting: true }].map((options) => [name, options]);
    if (faultStages[name] !== 'prediction') return [];
    if (name === 'late-output')
      return [passing, { forSeconds: 3601 }, { lasting: true }].map((options) => [name, options]);
    if (name === 'output-expired' || name === 'deleted')
      return [{}, { seconds: 30 }].map((options) => [name, options]);
    return [[name, {}]];
  },
);

/** Seconds between the looks: all within the hour for which audio is kept. */
const steps = [0, 5, 10, 10, 60, 600, 2700];

const textOf = (index: number): string => `Case ${index}, said twice.`;

/** The audio of a prediction, if it can be had now. */
async function look({ call }: FastServer, id: string, name?: FaultName): Promise<Buffer | null> {
  const { status, body } = await call('GET', `/predictions/${id}`);
  const output = JSON.stringify(status === 200 ? body['output'] : null);
  const [, inline] = /"data:audio\/wav;base64,([^"]+)"/u.exec(output) ?? [];
  if (inline !== undefined) return Buffer.from(inline, 'base64');
  const [address] = /http[^"]+/u.exec(output) ?? [];
  if (address === undefined) return null;
  const hangs = name === 'stalled-audio' || name === 'unanswered-audio';
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(hangs ? 100 : 20_000) });
    return answer.ok ? Buffer.from(await answer.bytes()) : null;
  } catch {
    return null;
  }
}

test('whatever happens, the books take for to be had what a patient client gets, and nothing else', async () => {
  const fast = await startFast();
  const { server, create, speak } = fast;
  const reference = await startFast();
  const wholes: Buffer[] = [];
  for (const index of cases.keys()) {
    const { output } = (await reference.speak(textOf(index))).body;
    wholes.push(Buffer.from(await (await fetch(String(output))).bytes()));
  }
  const ids: string[] = [];
  for (const [index, [name, options]] of cases.entries()) {
    server.faults.next(name, { ...options, text: textOf(index) });
    ids.push(String((await create(textOf(index))).body['id']));
  }
  while (server.running().length > 1) await server.advance(0.01);
  expect(server.running()).toEqual([ids[cases.findIndex(([name]) => name === 'stuck')]]);
  const judged = server.stats.inputs.map(({ creates }) => creates[0]?.isToBeHad ?? false);

  // Everything is paid for once more at once, and fetched: what could be had all the same was paid for twice.
  for (const index of cases.keys()) {
    const again = await speak(textOf(index));
    expect(await look(fast, String(again.body['id']))).toEqual(wholes[index]);
  }
  const doubles = server.doublePayments().map(({ text }) => text);

  const got = new Set<number>();
  for (const step of steps) {
    await server.advance(step);
    const looks = ids.map(async (id, index) => {
      if (got.has(index)) return;
      const bytes = await look(fast, id, cases[index]?.[0]);
      if (bytes !== null && wholes[index]?.equals(bytes) === true) got.add(index);
    });
    await Promise.all(looks);
  }
  expect(got.size).toBeGreaterThan(cases.length / 2);
  const caseOf = (index: number): unknown => [...(cases[index] ?? []), got.has(index)];
  expect(judged.map((_, index) => caseOf(index))).toEqual(
    judged.map((isToBeHad, index) => [...(cases[index] ?? []), isToBeHad]),
  );
  expect(doubles).toEqual([...got].toSorted((a, b) => a - b).map(textOf));
  const neverEnded = 1;
  expect(server.stats).toMatchObject({ running: neverEnded, unusable: cases.length - got.size - neverEnded });
});
