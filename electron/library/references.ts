import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { privateFolderMode } from '../base/durable-file.ts';
import { fileProblem } from '../base/file-problem.ts';
import type { CallInput } from '../contract/calls.ts';
import type { Clip, ReferenceFile } from '../contract/named-voice.ts';
import { LecternError } from '../contract/problem.ts';
import { listClips, saveClip } from '../db/queries/clips.ts';
import type { AudioCalls } from '../audio/worker-calls.ts';
import type { WorkerClient } from '../base/port.ts';
import type { Library } from './open-library.ts';
import { readSettings } from './settings.ts';
import { clipFile } from './take-files.ts';
import type { TicketedFile, Tickets } from './tickets.ts';

/** Imports reference clips: cut out of audio files, named after their content. */
export class References {
  readonly #library: Library;
  readonly #worker: WorkerClient<AudioCalls>;
  readonly #tickets: Tickets;
  /** The files, as their tickets have them, that were found to be audio and may be listened to. */
  readonly #audible = new WeakSet<TicketedFile>();

  constructor(library: Library, worker: WorkerClient<AudioCalls>, tickets: Tickets) {
    this.#library = library;
    this.#worker = worker;
    this.#tickets = tickets;
  }

  /** Looks at an audio file. Rejects with what is wrong with it, or `consent-needed` before the terms were accepted. */
  async inspect({ ticket }: CallInput<'references.inspect'>): Promise<ReferenceFile> {
    this.#requireConsent();
    const file = this.#tickets.audio(ticket);
    const facts = await this.#worker.call('inspectReference', { file: file.path });
    this.#audible.add(file);
    return { name: file.name, ...facts };
  }

  /** Cuts a clip out of it, in seconds. Rejects as `inspect` does. */
  async cut({ ticket, name, from, to }: CallInput<'references.cut'>): Promise<Clip> {
    this.#requireConsent();
    const { path: file } = this.#tickets.audio(ticket);
    this.#library.ensureHeld();
    const incoming = this.#library.file(clipFile(randomUUID()));
    try {
      mkdirSync(path.dirname(incoming), { recursive: true, mode: privateFolderMode });
      const { hash, quality } = await this.#worker.call('cutReference', { file, from, to, target: incoming });
      renameSync(incoming, this.#library.file(clipFile(hash)));
      const clip = { hash, name, quality };
      saveClip(this.#library.db, clip);
      return clip;
    } catch (thrown) {
      rmSync(incoming, { force: true });
      throw fileProblem(thrown, path.dirname(incoming));
    }
  }

  /** The clips of the library, newest first. */
  list(): Clip[] {
    return listClips(this.#library.db);
  }

  /** A clip as it is sent to a model. Rejects with `not-found` when it is gone. */
  async read(hash: string): Promise<{ bytes: Uint8Array; name: string; mediaType: string }> {
    try {
      const bytes = await readFile(this.#library.file(clipFile(hash)));
      return { bytes, name: `${hash}.wav`, mediaType: 'audio/wav' };
    } catch (thrown) {
      throw new LecternError(
        'not-found',
        'The reference clip of this voice is no longer in the library.',
        'Choose another reference for this voice.',
        { cause: thrown },
      );
    }
  }

  /** The file of a ticket that was found to be audio; null for any other. The ticket is renewed. */
  audibleFile(ticket: string): string | null {
    const file = this.#tickets.findAudio(ticket);
    return file !== null && this.#audible.has(file) ? file.path : null;
  }

  #requireConsent(): void {
    if (readSettings(this.#library.db).referenceTermsAccepted !== null) return;
    throw new LecternError(
      'consent-needed',
      'A reference can only be chosen once the model’s terms for it are accepted.',
      'Read and accept them, then choose the reference again.',
    );
  }
}
