import type { StudioServices } from '../contract/calls.ts';
import type { EngineEntry } from '../contract/engine-entry.ts';
import type { ChunkId, ProjectId, SectionId } from '../contract/ids.ts';
import { LecternError } from '../contract/problem.ts';
import type { Chunk, Project } from '../contract/project.ts';
import { seedSetting } from '../contract/voice-settings.ts';
import { findChunk, listChunks, type ChunkRow } from '../db/queries/chunks.ts';
import { findProject } from '../db/queries/projects.ts';
import { findCountedSection, findSection, type SectionRow } from '../db/queries/sections.ts';
import { findVoice } from '../db/queries/voices.ts';
import { found } from '../base/not-found.ts';
import { ChosenVoices } from '../book/chosen-voices.ts';
import { chooseTake } from '../book/edits/choose-take.ts';
import { chunkVoice } from '../book/edits/chunk-voice.ts';
import type { Command } from '../book/edits/command.ts';
import { correct } from '../book/edits/correct.ts';
import { cutAnew } from '../book/edits/cut-anew.ts';
import { describeCut, planCut } from '../book/edits/plan-cut.ts';
import { join } from '../book/edits/join.ts';
import { move } from '../book/edits/move.ts';
import { rename } from '../book/edits/rename.ts';
import { sayAs } from '../book/edits/say-as.ts';
import { sectionVoice } from '../book/edits/section-voice.ts';
import { setPause } from '../book/edits/set-pause.ts';
import { skip } from '../book/edits/skip.ts';
import { split } from '../book/edits/split.ts';
import { describeChunk, describeSection, describeSections, readChunk } from '../book/reading.ts';
import { listTakes } from '../book/takes-of-chunk.ts';
import type { ServiceNeeds } from './service-needs.ts';

/** The calls about the text of a project. */
export type EditCalls = Extract<
  keyof StudioServices,
  `sections.${string}` | `chunks.${string}` | `takes.${string}` | `history.${string}`
>;

/** What the contract offers about sections, chunks, takes and the edits of them. */
export function editServices(needs: ServiceNeeds): Pick<StudioServices, EditCalls> {
  const { library, engines, events, history, rates } = needs;
  const { db } = library;
  const projectOf = (id: ProjectId): Project => found(findProject(db, id), 'project');
  const sectionOf = (id: SectionId): SectionRow => found(findSection(db, id), 'section');
  const chunkOf = (id: ChunkId): ChunkRow => found(findChunk(db, id), 'chunk');
  const shownChunks = (section: SectionId, project: Project): Chunk[] =>
    listChunks(db, section).map((chunk) => describeChunk(chunk, project));

  /** Makes an edit of one chunk, and tells of it. */
  const edit = <Input extends { chunk: ChunkId }>(command: Command<Input>, input: Input): Chunk => {
    const { project: id } = chunkOf(input.chunk);
    history.run(id, command, input);
    const chunk = found(readChunk(db, projectOf(id), input.chunk), 'chunk');
    events.emit('chunk', { project: id, chunk });
    return chunk;
  };
  /** Has the takes there at the rate that an undo or a redo brings, which changes nothing else. */
  const prepared = async (project: ProjectId, which: 'undo' | 'redo'): Promise<void> => {
    const rate = history.ratesAfter(project)[which];
    if (rate !== undefined && rate !== projectOf(project).sampleRate) await rates.prepare(project, rate);
  };
  /** Makes an edit after which a section has other chunks. */
  const recut = <Input extends { chunk: ChunkId }>(command: Command<Input>, input: Input): Chunk[] => {
    const { project, section } = chunkOf(input.chunk);
    history.run(project, command, input);
    return shownChunks(section, projectOf(project));
  };

  return {
    'sections.list': ({ project }) => describeSections(db, projectOf(project)),
    'sections.update': ({ section: id, included, title, heading = false, voice }) => {
      const { project } = sectionOf(id);
      if (voice !== undefined && voice !== null) found(findVoice(db, voice), 'voice');
      if (title !== undefined) history.run(project, rename, { section: id, title, heading });
      if (included !== undefined) history.run(project, skip, { section: id, included });
      if (voice !== undefined) history.run(project, sectionVoice, { section: id, voice });
      return describeSection(found(findCountedSection(db, id), 'section'), projectOf(project));
    },
    'sections.move': ({ section: id, position }) => {
      const { project } = sectionOf(id);
      history.run(project, move, { section: id, position });
      return describeSections(db, projectOf(project));
    },
    'chunks.list': ({ section: id }) => shownChunks(id, projectOf(sectionOf(id).project)),
    'chunks.update': ({ chunk: id, voice, seed }) => {
      const chunk = chunkOf(id);
      if (voice !== undefined && voice !== null) found(findVoice(db, voice), 'voice');
      if (seed !== undefined && seed !== null) {
        // It would change nothing now, and make a paid take stale once the chunk has its paid voice again.
        const own = voice === undefined ? chunk : { ...chunk, voice, ownVoice: null };
        const voices = new ChosenVoices(db, engines, projectOf(chunk.project));
        const speaker = voices.of(sectionOf(chunk.section), { ...own, seed }).voice;
        const { entry } = engines.of(speaker);
        if (seedSetting(entry) === undefined) throw withoutSeed(entry);
      }
      return edit(chunkVoice, { chunk: id, voice, seed });
    },
    'chunks.correct': (input) => edit(correct, input),
    'chunks.sayAs': (input) => edit(sayAs, input),
    'chunks.pause': (input) => edit(setPause, input),
    'chunks.split': (input) => recut(split, input),
    'chunks.join': (input) => recut(join, input),
    'chunks.cutAnew': ({ project: id, ...cut }) => {
      const planned = describeCut(planCut(db, projectOf(id), cut));
      history.run(id, cutAnew, cut);
      return planned;
    },
    'chunks.planCut': ({ project: id, ...cut }) => describeCut(planCut(db, projectOf(id), cut)),
    'takes.list': ({ chunk }) => listTakes(db, chunkOf(chunk)),
    'takes.choose': (input) => edit(chooseTake(engines), input),
    'history.get': ({ project }) => history.read(projectOf(project).id),
    'history.undo': async ({ project, edit: id }) => {
      await prepared(projectOf(project).id, 'undo');
      return history.undo(project, id);
    },
    'history.redo': async ({ project, edit: id }) => {
      await prepared(projectOf(project).id, 'redo');
      return history.redo(project, id);
    },
  };
}

function withoutSeed({ name }: EngineEntry): LecternError {
  return new LecternError(
    'invalid-call',
    `This voice (${name}) has no seed: it always says the same text alike.`,
    'Choose another voice for this chunk first.',
  );
}
