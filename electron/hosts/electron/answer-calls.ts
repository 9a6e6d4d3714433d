import { statSync } from 'node:fs';
import path from 'node:path';
import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { hostCalls, readingPurposeSchema, type HostServices, type Ticket } from '../../contract/calls.ts';
import { dispatch, type Transport } from '../../contract/client.ts';
import { LecternError, toProblem, type Result } from '../../contract/problem.ts';
import { fileReadProblem } from '../../manuscript/file-read-problem.ts';
import type { Tickets } from '../../library/tickets.ts';
import { callChannel, ticketChannel } from './channels.ts';
import { isOurs } from './studio-scheme.ts';

/** Who answers, and whom. */
export interface Answering {
  studio: Transport;
  host: HostServices;
  tickets: Tickets;
  /** The only window that is answered. */
  window: () => BrowserWindow | null;
}

/** Answers the page's calls and requests for tickets; anyone else is refused. Answers are values, never exceptions. */
export function answerCalls({ studio, host, tickets, window }: Answering): void {
  ipcMain.handle(callChannel, (event, name: unknown, input: unknown): Promise<Result<unknown>> => {
    if (!isFromPage(event, window())) return Promise.resolve(refused());
    const called = String(name);
    return Object.hasOwn(hostCalls, called) ? dispatch(host, called, input) : studio(called, input);
  });
  ipcMain.handle(ticketChannel, (event, file: unknown, purpose: unknown): Result<Ticket> => {
    if (!isFromPage(event, window())) return refused();
    const wanted = readingPurposeSchema.safeParse(purpose);
    if (!wanted.success) return refused('it does not say what the file is to be read as');
    try {
      return { ok: true, value: tickets.forReading(wanted.data, ordinaryFile(file)) };
    } catch (thrown) {
      return { ok: false, problem: toProblem(thrown) };
    }
  });
}

function isFromPage({ sender, senderFrame }: IpcMainInvokeEvent, window: BrowserWindow | null): boolean {
  const isWindow = window !== null && sender === window.webContents;
  return isWindow && senderFrame !== null && senderFrame === sender.mainFrame && isOurs(senderFrame.url);
}

function refused(why = 'it did not come from Lectern’s own page'): Result<never> {
  const problem = toProblem(
    new LecternError(
      'invalid-call',
      `A call was refused because ${why}.`,
      'This is a mistake in the program that called; please report it.',
    ),
  );
  return { ok: false, problem };
}

/** The whole path of an ordinary file. Throws what keeps anything else from being read. */
function ordinaryFile(file: unknown): string {
  if (typeof file !== 'string' || !path.isAbsolute(file) || file.includes('\0')) {
    throw new LecternError(
      'file-missing',
      'What was dropped is not a file on this computer.',
      'Save it as a file first, then drop that.',
    );
  }
  const name = path.basename(file);
  let isFile: boolean;
  try {
    isFile = statSync(file).isFile();
  } catch (thrown) {
    throw fileReadProblem(thrown, name);
  }
  if (isFile) return file;
  throw new LecternError('file-unreadable', `“${name}” is not a file.`, 'Drop the file itself.');
}
