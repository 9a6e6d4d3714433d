import { stat } from 'node:fs/promises';
import { TakesChanged } from '../audio/stitched/changed-takes.ts';
import type { StitchedWriter } from '../audio/stitched/stitched-writer.ts';
import { takesUsed, type TakeOnDisk, type TakeSource } from '../audio/stitched/take-source.ts';
import type { TakeId } from '../contract/ids.ts';
import { LecternError } from '../contract/problem.ts';
import type { StitchedFile } from '../contract/stitched.ts';
import { recordProblem } from '../db/queries/chunks.ts';
import { deleteTake, findProvableTake, listTakesOfSameFile, type KnownTake } from '../db/queries/takes.ts';
import type { ChunkTeller } from '../book/chunk-teller.ts';
import type { Library } from '../library/open-library.ts';
import type { PredictionLog } from './prediction-log.ts';
import type { TakeEvidence } from './take-evidence.ts';

/** How many takes are remembered as proven: those of thirty hours. When there are more, all are looked at anew. */
const remembered = 10_000;

/** How many changed takes are named in a message. */
const named = 3;

/** How much of a text names it, in characters. */
const nameLength = 60;

/** What takes are checked with. */
export interface TakeChecksNeeds {
  library: Library;
  /** What takes have to be. */
  takes: TakeSource;
  writer: StitchedWriter;
  evidence: TakeEvidence;
  log: PredictionLog;
  teller: ChunkTeller;
}

/** Sees to it that nothing is heard but what was made: a take whose file was changed is not believed any more. */
export class TakeChecks {
  readonly #needs: TakeChecksNeeds;
  /** By path: what the file looked like when its samples were last hashed, and their hash. */
  readonly #proven = new Map<string, string>();

  constructor(needs: TakeChecksNeeds) {
    this.#needs = needs;
  }

  /**
   * Before takes are played: rejects with `take-changed`, naming them, when some are not what was made, and has their
   * chunks spoken again. What was looked at before, and was not touched since, is not read again.
   */
  async beforePlaying(takes: Iterable<TakeId>): Promise<void> {
    const changed = await this.#lookAt(takes);
    if (changed.length > 0) throw this.forget(changed);
  }

  /** Looks, in the background, at what will be heard first: a player asks for it at once. */
  expect(file: StitchedFile): void {
    const first = [...takesUsed(file)].slice(0, 1);
    // Whoever plays it is told what is wrong with it.
    this.#lookAt(first).catch(() => undefined);
  }

  /**
   * Before takes are exported: those of an earlier Lectern, of which only the length is known, get their identity and
   * hash. Rejects with `TakesChanged` for those that have not even that, and with what keeps them from being written.
   */
  async beforeExport(takes: Iterable<TakeId>, signal: AbortSignal): Promise<void> {
    const changed: TakeId[] = [];
    for (const id of new Set(takes)) {
      if (signal.aborted) return;
      const take = findProvableTake(this.#needs.library.db, id);
      if (take?.sha256 !== null) continue;
      if ((await this.#needs.evidence.prove(take)) === null) changed.push(id);
    }
    if (changed.length > 0) throw new TakesChanged(changed);
  }

  /** Believes these takes no more: their chunks are to be spoken again. The answer says so, naming them. */
  forget(takes: readonly TakeId[]): LecternError {
    const { library, log, teller } = this.#needs;
    const known = takes.flatMap((take) => listTakesOfSameFile(library.db, take));
    // Somebody else, who played it at the same time, was told already.
    if (known.length === 0) return new TakesChanged(takes);
    const { message, action } = this.#describe(known).problem;
    const all = log.write((db) => {
      for (const take of known) {
        if (take.chunk !== null) recordProblem(db, take.chunk, this.#describe([take]).problem);
      }
      for (const { id } of known) deleteTake(db, id);
      return known;
    });
    for (const { chunk, prediction } of all) {
      if (chunk === null) log.tell(prediction);
      else teller.tell(chunk);
    }
    return new LecternError('take-changed', message, action);
  }

  /** Which takes are not what was made; the others are remembered. */
  async #lookAt(takes: Iterable<TakeId>): Promise<TakeId[]> {
    const { takes: source, writer } = this.#needs;
    const unproven = new Map<TakeId, TakeOnDisk>();
    const looks = new Map<string, string>();
    for (const id of new Set(takes)) {
      const take = { path: source.path(id), proof: source.proof(id) };
      if (take.proof === null) continue;
      const look = await lookOf(take.path, take.proof.sha256);
      if (look !== null && this.#proven.get(take.path) === look) continue;
      unproven.set(id, take);
      if (look !== null) looks.set(take.path, look);
    }
    if (unproven.size === 0) return [];
    const changed = await writer.findChanged(unproven);
    if (changed.length > 0) return changed;
    if (this.#proven.size > remembered) this.#proven.clear();
    for (const [path, look] of looks) this.#proven.set(path, look);
    return [];
  }

  #describe(known: readonly KnownTake[]): LecternError {
    const names = known.slice(0, named).map(nameOf).join('; ');
    const more = known.length > named ? `; and ${known.length - named} more` : '';
    const sound = known.length === 1 ? 'The sound of one chunk is' : `The sound of ${known.length} chunks is`;
    const its = known.length === 1 ? 'its file was' : 'their files were';
    const isFree = known.every(({ prediction, project }) =>
      this.#needs.evidence.hasOriginal(prediction, project),
    );
    return new LecternError(
      'take-changed',
      `${sound} not what was made any more, since ${its} changed: ${names}${more}.`,
      isFree
        ? 'Narrate again: it is made anew of the audio that was received, at no cost.'
        : 'Narrate again, then try again: only what was changed is spoken.',
    );
  }
}

/** The chapter and the beginning of what is said there. */
function nameOf({ section, text }: KnownTake): string {
  const start = text.length <= nameLength ? text : `${text.slice(0, nameLength).replace(/\s+\S*$/u, '')} …`;
  return section === null ? `a try, “${start}”` : `in “${section}”, “${start}”`;
}

/** What a file looks like from outside, with the hash it is held against; null where it cannot be seen. */
async function lookOf(path: string, sha256: string): Promise<string | null> {
  const facts = await stat(path, { bigint: true }).catch(() => null);
  if (facts === null) return null;
  const { size, mtimeNs, ctimeNs, ino } = facts;
  return [size, mtimeNs, ctimeNs, ino, sha256].join(' ');
}
