import { afterEach, beforeEach, expect, vi } from 'vitest';
// What every test of a component stands on: the style sheets of the page (renderer/main.tsx).
import '../../../renderer/ui/tokens.css';
import '../../../renderer/ui/base.css';

// React, the queries and the components of others tell of misuse in the console alone.
beforeEach(() => {
  const error = vi.spyOn(console, 'error');
  return () => {
    const told = error.mock.calls.map((words) => words.join(' '));
    error.mockRestore();
    expect(told, 'told in the console').toEqual([]);
  };
});
afterEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
