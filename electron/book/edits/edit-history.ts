import type { EventBus } from '../../base/event-bus.ts';
import type { Edit, History } from '../../contract/history.ts';
import type { ChunkId, ProjectId } from '../../contract/ids.ts';
import { LecternError } from '../../contract/problem.ts';
import { databaseProblem } from '../../db/database.ts';
import { insertEdit, markEdit, nextRedo, nextUndo, type StoredEdit } from '../../db/queries/edits.ts';
import { parseJson } from '../../db/statement.ts';
import type { Engines } from '../../engines/engines.ts';
import type { Library } from '../../library/open-library.ts';
import { changesSchema, inverse, renew, write, type Changes } from './changes.ts';
import type { Command } from './command.ts';
import { EditDraft } from './edit-draft.ts';

/** Makes edits, each in one transaction with what follows from it, and undoes them; also after a restart. */
export class EditHistory {
  readonly #library: Library;
  readonly #engines: Engines;
  readonly #events: EventBus;

  constructor(library: Library, engines: Engines, events: EventBus) {
    this.#library = library;
    this.#engines = engines;
    this.#events = events;
  }

  /** Makes an edit. The answer is the chunks that it changed or made. One that changes nothing leaves no trace. */
  run<Input>(project: ProjectId, command: Command<Input>, input: Input): ChunkId[] {
    const changes = this.#write(project, (draft) => {
      const name = command.run(draft, input);
      const made = draft.changes();
      if (isNothing(made)) return made;
      insertEdit(draft.db, project, name, JSON.stringify(made));
      renew(draft.db, this.#engines, project, made);
      return made;
    });
    if (!isNothing(changes)) this.#tell(project);
    return changes.chunks.flatMap(({ after }) => (after === null ? [] : [after.id]));
  }

  /** Undoes the last edit. Throws `invalid-call` when that is not the one with this id. */
  undo(project: ProjectId, id: number): History {
    this.#write(project, ({ db }) => {
      const edit = expected(nextUndo(db, project), id);
      const changes = inverse(changesOf(edit));
      write(db, changes);
      markEdit(db, id, true);
      renew(db, this.#engines, project, changes);
    });
    return this.#tell(project);
  }

  /** Does again what was undone last. Throws `invalid-call` when that is not the one with this id. */
  redo(project: ProjectId, id: number): History {
    this.#write(project, ({ db }) => {
      const changes = changesOf(expected(nextRedo(db, project), id));
      write(db, changes);
      markEdit(db, id, false);
      renew(db, this.#engines, project, changes);
    });
    return this.#tell(project);
  }

  /** The sample rates (Hz) that a project would have after an undo and after a redo. */
  ratesAfter(project: ProjectId): { undo: number | undefined; redo: number | undefined } {
    const { db } = this.#library;
    const changesIn = (edit: StoredEdit | null): Changes['project'] =>
      edit === null ? null : changesOf(edit).project;
    return {
      undo: changesIn(nextUndo(db, project))?.before.sampleRate,
      redo: changesIn(nextRedo(db, project))?.after.sampleRate,
    };
  }

  /** What can be undone and done again. */
  read(project: ProjectId): History {
    const { db } = this.#library;
    return { project, undo: shown(nextUndo(db, project)), redo: shown(nextRedo(db, project)) };
  }

  #write<Value>(project: ProjectId, make: (draft: EditDraft) => Value): Value {
    const { db } = this.#library;
    this.#library.ensureHeld();
    try {
      return db.transaction(() => make(new EditDraft(db, project))).immediate();
    } catch (thrown) {
      throw databaseProblem(thrown, db.name);
    }
  }

  #tell(project: ProjectId): History {
    const history = this.read(project);
    this.#events.emit('history', history);
    this.#events.emit('project', { project });
    return history;
  }
}

function changesOf({ changes }: StoredEdit): Changes {
  return changesSchema.parse(parseJson(changes));
}

function isNothing({ chunks, sections, project }: Changes): boolean {
  return chunks.length === 0 && sections.length === 0 && project === null;
}

function shown(edit: StoredEdit | null): Edit | null {
  return edit === null ? null : { id: edit.id, name: edit.name, createdAt: edit.createdAt };
}

function expected(edit: StoredEdit | null, id: number): StoredEdit {
  if (edit?.id === id) return edit;
  throw new LecternError(
    'invalid-call',
    'The project was edited meanwhile, so that this is not what would be undone now.',
    'Look at what there is to undo, and try again.',
  );
}
