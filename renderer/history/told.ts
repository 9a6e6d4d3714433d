import type { Problem } from '../../electron/contract/problem.ts';
import { createStore } from '../app/store.ts';

/** What is said after an edit: that it was done, or why it was not. */
export type Told = { words: string } | { problem: Problem };

/** What was said last; null when it was dismissed or is over. Each is an object of its own, also with the same words. */
export const told = createStore<Told | null>(null);

/** Says what an edit did. */
export function tell(words: string): void {
  told.set({ words });
}

/** Says why an edit was not done; nothing for what the person cancelled. */
export function tellProblem(problem: Problem | null): void {
  if (problem !== null) told.set({ problem });
}
