import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LecternError } from '../../contract/problem.ts';
import type { DraftVoice } from './voice.ts';
import { runWasiCommand, type WasiOutcome } from './wasi-command.ts';

/** The most that Flite is given in one call, in characters: its memory grows with unpunctuated text. */
export const fliteLimit = 400;

/** Flite, compiled once; every call runs in a new instance of it. */
export type FliteModule = WebAssembly.Module;

/** A phone (`pau` is a silence) and when it ends, in seconds from the start of its utterance. */
export interface Phone {
  name: string;
  end: number;
}

/** What Flite made of one text. */
export interface FliteSpeech {
  /** A WAV file: 16 kHz (kal: 8 kHz), mono, 16 bits. */
  wav: Uint8Array<ArrayBuffer>;
  /** The phones of each utterance, a sentence or so, in order. Their times start again at 0 with each. */
  utterances: Phone[][];
}

/** Reads and compiles Flite's WebAssembly file. Throws `engine-failed` when it is missing or damaged. */
export function compileFlite(location: URL): FliteModule {
  try {
    return new WebAssembly.Module(readFileSync(fileURLToPath(location)));
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new LecternError(
      'engine-failed',
      `The draft voice could not be loaded: ${detail}`,
      'Install Lectern again; its speech file is missing or damaged.',
      { cause },
    );
  }
}

/**
 * Speaks one prepared text, at most {@link fliteLimit} characters of ASCII, and blocks until it is done (a few hundred
 * milliseconds at the most). Throws `engine-failed` when Flite traps, fails, or writes no audio.
 */
export function speakWithFlite(flite: FliteModule, text: string, voice: DraftVoice): FliteSpeech {
  // -f reads the text from a file, so that one beginning with "-" is not taken for an option.
  const stretch = String(1 / voice.rate);
  const args = [
    'flite',
    '-psdur',
    '-voice',
    voice.speaker,
    '--setf',
    `duration_stretch=${stretch}`,
    '-f',
    'i',
    'o',
  ];
  const outcome = run(flite, args, text);
  const wav = outcome.files.get('o')?.content();
  if (outcome.exitCode !== 0) throw failure(firstLine(outcome.stderr) ?? `exit code ${outcome.exitCode}`);
  if (wav === undefined) throw failure(firstLine(outcome.stderr) ?? 'it wrote no audio');
  return { wav, utterances: parsePhones(outcome.stdout) };
}

function run(flite: FliteModule, args: string[], text: string): WasiOutcome {
  try {
    return runWasiCommand(flite, args, new Map([['i', new TextEncoder().encode(`${text}\n`)]]));
  } catch (cause) {
    throw failure(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function failure(detail: string, cause?: unknown): LecternError {
  return new LecternError(
    'engine-failed',
    `The draft voice failed on this text: ${detail}`,
    'Try again; if it fails again, change the text a little or choose another speaker.',
    { cause },
  );
}

function firstLine(text: string): string | undefined {
  return text
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '');
}

/** Reads the lines of `-psdur`: `name:end` pairs separated by spaces, a line an utterance. */
function parsePhones(stdout: string): Phone[][] {
  const lines = stdout.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) =>
    [...line.matchAll(/(\S+):([\d.]+)/gu)].map(([, name = '', end]) => ({ name, end: Number(end) })),
  );
}
