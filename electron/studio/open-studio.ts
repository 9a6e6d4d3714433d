import type { Services } from '../contract/calls.ts';
import { dispatch, type Transport } from '../contract/client.ts';
import type { ProjectId, SectionId } from '../contract/ids.ts';
import type { Project } from '../contract/project.ts';
import { findProject, listProjects, updateProject } from '../db/queries/projects.ts';
import { findSection, updateSection, type SectionRow } from '../db/queries/sections.ts';
import type { StudioEvent } from '../contract/events.ts';
import { createDraftEngine } from '../voices/draft/draft-engine.ts';
import type { Engine } from '../voices/engine.ts';
import type { AudioCalls } from '../workers/audio-calls.ts';
import type { ManuscriptCalls } from '../workers/manuscript-calls.ts';
import { WorkerClient } from '../workers/port.ts';
import { assemble } from './assembly.ts';
import { Engines } from './engines.ts';
import { EventBus } from './event-bus.ts';
import { Exporter } from './exporter.ts';
import { Importer } from './import.ts';
import { libraryProblem, openLibrary } from './library.ts';
import { Narrator } from './narrator.ts';
import { found } from './not-found.ts';
import { describeChunk, describeSection, describeSections, readChunks, readSections } from './reading.ts';
import { readProjectSettings, updateProjectSettings } from './settings.ts';
import { TakeKeeper } from './take-keeper.ts';
import { Tickets } from './tickets.ts';

/** The entry points of the worker threads and the draft voice's file; where they are is for the host to know. */
export interface Locations {
  manuscriptWorker: URL;
  speechWorker: URL;
  audioWorker: URL;
  stitchedWorker: URL;
  /** Flite's WebAssembly file, where it is not in its package. */
  flite?: URL;
}

/** What a host decides. */
export interface StudioOptions {
  /** The library's folder. */
  library: string;
  /** Who holds the library, in words for a person: "Lectern’s command line". */
  program: string;
  locations: Locations;
  /** The ways to speak; without it, all that Lectern has. */
  engines?: readonly Engine[];
}

/** The services behind the contract, on one open library. */
export interface Studio {
  /** Answers a call of the contract, whoever it comes from. */
  readonly call: Transport;
  /** For the host: turns the paths that a person chose into tickets. */
  readonly tickets: Tickets;
  /** Listens to every event; the answer stops listening. */
  subscribe(listener: (event: StudioEvent) => void): () => void;
  /** Cancels what runs, puts everything away and lets go of the library. Calls under way end as `cancelled`. */
  close(): Promise<void>;
}

/** Opens the studio on a library and settles what a killed process left behind. Throws what `openLibrary` throws. */
export async function openStudio(options: StudioOptions): Promise<Studio> {
  const { locations } = options;
  const library = openLibrary(options.library, options.program);
  const { db } = library;
  const events = new EventBus();
  const tickets = new Tickets();
  const manuscripts = new WorkerClient<ManuscriptCalls>(locations.manuscriptWorker);
  const audio = new WorkerClient<AudioCalls>(locations.audioWorker);
  const engines = new Engines(options.engines ?? createEngines(locations));
  const keeper = new TakeKeeper(library, audio);
  const narrator = new Narrator(library, engines, keeper, events);
  const importer = new Importer(library, manuscripts);
  const exporter = new Exporter(library, locations.stitchedWorker, events);
  let closed: Promise<void> | undefined;
  const putAway = async (): Promise<void> => {
    await Promise.all([manuscripts.close(), narrator.close(), exporter.close()]);
    await Promise.all([audio.close(), engines.close()]);
    library.close();
  };
  const close = (): Promise<void> => (closed ??= putAway());

  const projectOf = (id: ProjectId): Project => found(findProject(db, id), 'project');
  const sectionOf = (id: SectionId): SectionRow => found(findSection(db, id), 'section');
  const services: Services = {
    'projects.import': ({ ticket }) => importer.import(tickets.redeem(ticket)),
    'projects.importSample': () => importer.importSample(),
    'projects.list': () => listProjects(db),
    'projects.get': ({ project }) => projectOf(project),
    'projects.update': ({ project: id, voice, pauses }) => {
      const project = projectOf(id);
      updateProject(db, { ...project, voice: voice ?? project.voice, pauses: pauses ?? project.pauses });
      events.emit('project', { project: id });
      return projectOf(id);
    },
    'sections.list': ({ project }) => describeSections(db, engines, projectOf(project)),
    'sections.update': ({ section: id, included, title }) => {
      const section = sectionOf(id);
      const changed = {
        ...section,
        included: included ?? section.included,
        title: title ?? section.title,
      };
      updateSection(db, changed);
      events.emit('project', { project: section.project });
      return describeSection(db, engines, projectOf(section.project), changed);
    },
    'chunks.list': ({ section: id }) => {
      const project = projectOf(sectionOf(id).project);
      return readChunks(db, engines, project, id).map((chunk) => describeChunk(chunk, project));
    },
    'narration.start': (input) => narrator.start(projectOf(input.project), input),
    'narration.pause': () => narrator.pause(),
    'narration.resume': () => narrator.resume(),
    'narration.cancel': () => narrator.cancel(),
    'narration.status': () => narrator.status(),
    'assembly.get': ({ project: id, sections }) => {
      const project = projectOf(id);
      return assemble(project, readSections(db, engines, project, sections));
    },
    'stitched.register': ({ file }) => exporter.register(file),
    'exports.start': ({ project, name, ticket, overwrite }) =>
      exporter.start(projectOf(project).id, name, tickets.redeem(ticket).path, overwrite),
    'exports.cancel': ({ export: id }) => exporter.cancel(id),
    'settings.get': () => readProjectSettings(db),
    'settings.update': (change) => updateProjectSettings(db, change),
  };

  try {
    exporter.recover();
    await keeper.recover();
  } catch (thrown) {
    await close();
    throw thrown;
  }
  return {
    call: (name, input) =>
      dispatch(services, name, input, (thrown) => libraryProblem(thrown, library.folder)),
    tickets,
    subscribe: (listener) => events.subscribe(listener),
    close,
  };
}

function createEngines({ speechWorker: worker, flite }: Locations): Engine[] {
  return [createDraftEngine(flite === undefined ? { worker } : { worker, flite })];
}
