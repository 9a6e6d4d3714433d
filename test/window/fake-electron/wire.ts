// What the test and the process with the fake Electron say to each other.

/** A request of the test, by the name of a command. */
export interface Request {
  id: number;
  command: string;
  args: readonly unknown[];
}

/** What the process answers, and what it tells of its own accord: something was shown to the person, or asked of the system. */
export type Message =
  { id: number; value: unknown } | { id: number; error: string } | { shown: string; detail: unknown };
