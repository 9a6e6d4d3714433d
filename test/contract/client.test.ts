import { expect, test, vi } from 'vitest';
import { allCalls } from '../../electron/contract/calls.ts';
import { dispatch, makeClient } from '../../electron/contract/client.ts';
import { LecternError, toProblem } from '../../electron/contract/problem.ts';

const list = vi.fn((): never[] => []);
/** Services of which only one is ever reached. */
const services = { 'projects.list': list };

// The renderer is not trusted: whatever it sends is a value with a refusal, never an exception or a surprise.
test.each([
  ['an unknown call', 'projects.destroy', {}],
  ['a property of every object', 'constructor', {}],
  ['the prototype', '__proto__', {}],
  ['no object', 'projects.get', 7],
  ['a missing field', 'projects.get', {}],
  ['a wrong type', 'projects.get', { project: '1; DROP TABLE projects' }],
  ['a number that is no id', 'projects.get', { project: -1 }],
])('%s is refused by its shape', async (_, name, input) => {
  expect(await dispatch(services, name, input)).toMatchObject({
    ok: false,
    problem: { code: 'invalid-call' },
  });
  expect(list).not.toHaveBeenCalled();
});

test('a value comes back through the client, a problem as the error that it was', async () => {
  const client = makeClient((name, input) => dispatch(services, name, input));
  expect(await client.call('projects.list', {})).toEqual([]);
  list.mockImplementationOnce(() => {
    throw new LecternError('library-damaged', 'It is damaged.', 'Put back a copy.');
  });
  await expect(client.call('projects.list', {})).rejects.toMatchObject({
    problem: { code: 'library-damaged', message: 'It is damaged.', action: 'Put back a copy.' },
  });
});

test('something unforeseen is told without its stack', async () => {
  list.mockImplementationOnce(() => {
    throw new TypeError('x is not a function');
  });
  const answer = await dispatch(services, 'projects.list', {});
  expect(answer).toMatchObject({ ok: false, problem: { code: 'unexpected' } });
  expect(JSON.stringify(answer)).not.toContain('at ');
  expect(toProblem('just a string').message).toContain('just a string');
});

test('every call has an input and an output schema', () => {
  for (const { input, output } of Object.values(allCalls)) {
    expect(input.safeParse(Symbol('nothing')).success).toBe(false);
    expect(output.safeParse(Symbol('nothing')).success).toBe(false);
  }
});
