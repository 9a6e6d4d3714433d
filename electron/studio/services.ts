import { rmSync } from 'node:fs';
import type { StudioServices } from '../contract/calls.ts';
import type { ProjectId, SectionId } from '../contract/ids.ts';
import { LecternError } from '../contract/problem.ts';
import type { Project } from '../contract/project.ts';
import { findChunk, updateChunkVoice } from '../db/queries/chunks.ts';
import { listExports } from '../db/queries/exports.ts';
import { deleteProject, findProject, listProjects, updateProject } from '../db/queries/projects.ts';
import {
  findSection,
  listSections,
  orderSections,
  updateSection,
  type SectionRow,
} from '../db/queries/sections.ts';
import { findVoice } from '../db/queries/voices.ts';
import { assemble } from '../book/assembly.ts';
import { ChosenVoices } from '../book/chosen-voices.ts';
import type { Importer } from '../book/import.ts';
import { checkExportTarget } from '../media/export-target.ts';
import { found } from '../base/not-found.ts';
import {
  describeChunk,
  describeSection,
  describeSections,
  readChunk,
  readChunks,
  readSections,
  summarise,
} from '../book/reading.ts';
import type { Parts } from './service-parts.ts';
import { readSettings, updateSettings } from '../library/settings.ts';
import { predictionServices, type PredictionCalls } from './prediction-services.ts';
import { originalsFolder, takesFolder } from '../library/take-files.ts';
import { voiceServices, type VoiceCalls } from './voice-services.ts';

/** The services behind the contract, call by call. */
export function makeServices(parts: Parts): StudioServices {
  return { ...bookServices(parts), ...voiceServices(parts), ...predictionServices(parts) };
}

function bookServices(parts: Parts): Omit<StudioServices, VoiceCalls | PredictionCalls> {
  const { library, engines, events, tickets, importer, narrator, files, checks, exporter } = parts;
  const { db } = library;
  const projectOf = (id: ProjectId): Project => found(findProject(db, id), 'project');
  const sectionOf = (id: SectionId): SectionRow => found(findSection(db, id), 'section');
  const changed = (project: ProjectId): void => {
    events.emit('project', { project });
  };
  const imported = async (importing: ReturnType<Importer['import']>) => {
    const result = await importing;
    if (result.created) changed(result.project.id);
    return result;
  };

  return {
    'projects.import': ({ ticket }) =>
      imported(tickets.readManuscript(ticket, (file) => importer.import(file))),
    'projects.importSample': () => imported(importer.importSample()),
    'projects.list': () => listProjects(db).map((project) => summarise(db, engines, project)),
    'projects.get': ({ project }) => projectOf(project),
    'projects.update': ({ project: id, voice, voiceId, pauses }) => {
      const project = projectOf(id);
      if (voiceId !== undefined) found(findVoice(db, voiceId), 'voice');
      updateProject(db, {
        ...project,
        voice: voice ?? project.voice,
        // A voice of its own takes it away from the named one.
        voiceId: voiceId ?? (voice === undefined ? project.voiceId : null),
        pauses: pauses ?? project.pauses,
      });
      changed(id);
      return projectOf(id);
    },
    'projects.remove': ({ project: id }) => {
      const project = projectOf(id);
      if (narrator.isBusy(id) || exporter.isBusy(id)) throw inUse(project);
      library.ensureHeld();
      // Where one of them leads elsewhere, nothing is deleted. Links inside go, not what they lead to.
      const folders = [takesFolder(id), originalsFolder(id)].map((folder) => library.file(folder));
      deleteProject(db, id);
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
      changed(id);
      return {};
    },
    'sections.list': ({ project }) => describeSections(db, engines, projectOf(project)),
    'sections.update': ({ section: id, included, title, voice }) => {
      const section = sectionOf(id);
      if (voice !== undefined && voice !== null) found(findVoice(db, voice), 'voice');
      const update = {
        ...section,
        included: included ?? section.included,
        title: title ?? section.title,
        voice: voice === undefined ? section.voice : voice,
      };
      updateSection(db, update);
      changed(section.project);
      return describeSection(db, engines, projectOf(section.project), update);
    },
    'sections.move': ({ section: id, position }) => {
      const { project } = sectionOf(id);
      const order = listSections(db, project)
        .map((section) => section.id)
        .filter((other) => other !== id);
      order.splice(position, 0, id);
      db.transaction(() => {
        orderSections(db, project, order);
      }).immediate();
      changed(project);
      return describeSections(db, engines, projectOf(project));
    },
    'chunks.list': ({ section: id }) => {
      const section = sectionOf(id);
      const project = projectOf(section.project);
      const voices = new ChosenVoices(db, engines, project);
      return readChunks(db, voices, section).map((chunk) => describeChunk(chunk, project));
    },
    'chunks.update': ({ chunk: id, voice, seed }) => {
      const chunk = found(findChunk(db, id), 'chunk');
      if (voice !== undefined && voice !== null) found(findVoice(db, voice), 'voice');
      const section = sectionOf(chunk.section);
      const project = projectOf(section.project);
      const update = {
        id,
        voice: voice === undefined ? chunk.voice : voice,
        seed: seed === undefined ? chunk.seed : seed,
      };
      if (seed !== undefined && seed !== null) {
        // It would change nothing now, and make a paid take stale once the chunk has its paid voice again.
        const speaker = new ChosenVoices(db, engines, project).of(section, update).voice;
        if (speaker.engine !== 'styletts2') throw withoutSeed();
      }
      updateChunkVoice(db, update);
      const changedChunk = found(readChunk(db, engines, project, id), 'chunk');
      if (changedChunk.kind === 'speech' && !narrator.isBusy()) narrator.settle(changedChunk);
      const described = describeChunk(found(readChunk(db, engines, project, id), 'chunk'), project);
      events.emit('chunk', { project: project.id, chunk: described });
      return described;
    },
    'narration.start': (input) => narrator.start(projectOf(input.project), input),
    'narration.pause': () => narrator.pause(),
    'narration.forecast': (input) => narrator.forecast(projectOf(input.project), input),
    'narration.rest': () => narrator.rest(),
    'narration.interrupted': () => narrator.interrupted(),
    'narration.forget': () => {
      narrator.forget();
      return {};
    },
    'narration.resume': ({ maxCost }) => narrator.resume(maxCost),
    'narration.cancel': () => narrator.cancel(),
    'narration.status': () => narrator.status(),
    'assembly.get': ({ project: id, sections }) => {
      const project = projectOf(id);
      return assemble(project, readSections(db, engines, project, sections));
    },
    'stitched.register': ({ file }) => {
      const registered = files.register(file);
      checks.expect(file);
      return registered;
    },
    'exports.start': async ({ project, name, ticket }) => {
      const target = tickets.target(ticket);
      await checkExportTarget(target, library);
      return exporter.start(projectOf(project).id, name, target.path, target.overwrite);
    },
    'exports.cancel': ({ export: id }) => exporter.cancel(id),
    'exports.list': ({ project }) =>
      listExports(db, projectOf(project).id).map(({ target, ...shown }) => shown),
    'settings.get': () => readSettings(db),
    'settings.update': (change) => updateSettings(db, change),
  };
}

function withoutSeed(): LecternError {
  return new LecternError(
    'invalid-call',
    'The draft voice has no seed: it always says the same text alike.',
    'Choose another voice for this chunk first.',
  );
}

function inUse({ title }: Project): LecternError {
  return new LecternError(
    'narration-busy',
    `“${title}” is being narrated or exported.`,
    'Wait until it is done, or cancel it first.',
  );
}
