import { dialog } from 'electron';
import { toProblem } from '../../contract/problem.ts';

/** Logs a failure in one line; no stack trace, for whoever reads it is a person. */
export function logFailure(thrown: unknown): void {
  const { message } = toProblem(thrown);
  process.stderr.write(`lectern: ${message.replaceAll(/\s+/gu, ' ')}\n`);
}

/** Logs what nobody foresaw, and shows the first of it: after that, more windows would only be in the way. */
export function showUnforeseenFailures(): void {
  let shown = false;
  const onFailure = (thrown: unknown): void => {
    logFailure(thrown);
    if (shown) return;
    shown = true;
    showFailure(thrown);
  };
  process.on('uncaughtException', onFailure);
  process.on('unhandledRejection', onFailure);
}

/** Shows a failure in a box of its own; works before the app is ready and waits until it is read. */
export function showFailure(thrown: unknown): void {
  const { message, action } = toProblem(thrown);
  dialog.showErrorBox(message, action);
}
