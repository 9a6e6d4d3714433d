import { getEventListeners, EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Scope } from '../../electron/scope/scope.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A scope that writes down what it releases. */
function written(...names: string[]) {
  const scope = new Scope();
  const log: string[] = [];
  const note = (name: string) => (): void => {
    log.push(name);
  };
  for (const name of names) scope.add(note(name));
  return { scope, log, note };
}

test('what was added last is released first, and all of it once', () => {
  const { scope, log } = written('a', 'b', 'c');
  scope.close();
  scope.close();
  expect(log).toEqual(['c', 'b', 'a']);
  expect(scope.isClosed).toBe(true);
});

test('what is released before is forgotten', () => {
  const { scope, log, note } = written('a');
  const release = scope.add(note('early'));
  release();
  release();
  scope.close();
  expect(log).toEqual(['early', 'a']);
});

test('what is added to a closed one is released at once', () => {
  const { scope, log, note } = written();
  scope.close();
  scope.add(note('late'));
  expect(log).toEqual(['late']);
  const target = new EventTarget();
  const emitter = new EventEmitter();
  scope.listen(target, 'told', note('never'));
  scope.on(emitter, 'told', note('never'));
  scope.after(1, note('never'));
  scope.every(1, note('never'));
  target.dispatchEvent(new Event('told'));
  emitter.emit('told');
  vi.advanceTimersByTime(10);
  expect(log).toEqual(['late']);
  expect(vi.getTimerCount()).toBe(0);
  expect(scope.signal.aborted).toBe(true);
  expect(scope.child().isClosed).toBe(true);
});

test('what a release adds while it closes is released, too', () => {
  const { scope, log, note } = written('a');
  scope.add(() => {
    scope.add(note('added'));
  });
  scope.close();
  expect(log).toEqual(['added', 'a']);
});

test('one that throws keeps no other, and is heard of in the end', () => {
  const { scope, log, note } = written('a');
  const fail = (message: string) => (): void => {
    throw new Error(message);
  };
  scope.add(fail('broken'));
  scope.add(note('b'));
  expect(scope.close).toThrow('broken');
  expect(log).toEqual(['b', 'a']);
  const twice = new Scope();
  twice.add(fail('one'));
  twice.add(fail('two'));
  expect(twice.close).toThrow(AggregateError);
  expect(twice.close).not.toThrow();
});

test('listeners hear until it closes, and are gone from their targets then', () => {
  const { scope, log, note } = written();
  const target = new EventTarget();
  const emitter = new EventEmitter();
  scope.listen(target, 'told', note('target'));
  const stop = scope.listen(target, 'told', note('stopped'));
  scope.on(emitter, 'told', note('emitter'));
  stop();
  const tell = (): void => {
    target.dispatchEvent(new Event('told'));
    emitter.emit('told');
  };
  tell();
  scope.close();
  tell();
  expect(log).toEqual(['target', 'emitter']);
  expect(getEventListeners(target, 'told')).toEqual([]);
  expect(emitter.listenerCount('told')).toBe(0);
});

test('timers run until it closes', () => {
  const { scope, log, note } = written();
  scope.after(10, note('once'));
  scope.after(1000, note('late'));
  scope.every(20, note('again'));
  const callOff = scope.after(30, note('off'));
  callOff();
  vi.advanceTimersByTime(50);
  expect(log).toEqual(['once', 'again', 'again']);
  scope.close();
  expect(vi.getTimerCount()).toBe(0);
});

test('its signal aborts in its turn', () => {
  const { scope, log, note } = written('first');
  const { signal } = scope;
  expect(scope.signal).toBe(signal);
  signal.addEventListener('abort', note('aborted'));
  scope.add(note('last'));
  scope.close();
  expect(log).toEqual(['last', 'aborted', 'first']);
});

test('a child closes with its parent, or before it and is forgotten', () => {
  const { scope, log, note } = written('parent');
  const [early, late] = [scope.child(), scope.child()];
  early.add(note('early'));
  late.add(note('late'));
  early.close();
  expect(scope.isClosed).toBe(false);
  scope.close();
  expect(log).toEqual(['early', 'late', 'parent']);
  expect(late.isClosed).toBe(true);
});
