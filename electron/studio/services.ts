import { rmSync } from 'node:fs';
import type { StudioServices } from '../contract/calls.ts';
import type { ProjectId, SectionId } from '../contract/ids.ts';
import { LecternError } from '../contract/problem.ts';
import type { Project } from '../contract/project.ts';
import { listExports } from '../db/queries/exports.ts';
import { deleteProject, findProject, listProjects, updateProject } from '../db/queries/projects.ts';
import {
  findSection,
  listSections,
  orderSections,
  updateSection,
  type SectionRow,
} from '../db/queries/sections.ts';
import { assemble } from './assembly.ts';
import type { Engines } from './engines.ts';
import type { EventBus } from './event-bus.ts';
import type { Exporter } from './exporter.ts';
import type { Importer } from './import.ts';
import type { Library } from './library.ts';
import type { Narrator } from './narrator.ts';
import { found } from './not-found.ts';
import {
  describeChunk,
  describeSection,
  describeSections,
  readChunks,
  readSections,
  summarise,
} from './reading.ts';
import { readSettings, updateSettings } from './settings.ts';
import type { StitchedFiles } from './stitched-files.ts';
import { takesFolder } from './take-keeper.ts';
import type { Tickets } from './tickets.ts';

/** What the services are made of. */
export interface Parts {
  library: Library;
  engines: Engines;
  events: EventBus;
  tickets: Tickets;
  importer: Importer;
  narrator: Narrator;
  files: StitchedFiles;
  exporter: Exporter;
}

/** The services behind the contract, call by call. */
export function makeServices(parts: Parts): StudioServices {
  const { library, engines, events, tickets, importer, narrator, files, exporter } = parts;
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
    'projects.import': ({ ticket }) => imported(importer.import(tickets.redeem(ticket))),
    'projects.importSample': () => imported(importer.importSample()),
    'projects.list': () => listProjects(db).map((project) => summarise(db, engines, project)),
    'projects.get': ({ project }) => projectOf(project),
    'projects.update': ({ project: id, voice, pauses }) => {
      const project = projectOf(id);
      updateProject(db, { ...project, voice: voice ?? project.voice, pauses: pauses ?? project.pauses });
      changed(id);
      return projectOf(id);
    },
    'projects.remove': ({ project: id }) => {
      const project = projectOf(id);
      if (narrator.isBusy(id) || exporter.isBusy(id)) throw inUse(project);
      deleteProject(db, id);
      rmSync(library.file(takesFolder(id)), { recursive: true, force: true });
      changed(id);
      return {};
    },
    'sections.list': ({ project }) => describeSections(db, engines, projectOf(project)),
    'sections.update': ({ section: id, included, title }) => {
      const section = sectionOf(id);
      const update = {
        ...section,
        included: included ?? section.included,
        title: title ?? section.title,
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
    'stitched.register': ({ file }) => files.register(file),
    'exports.start': ({ project, name, ticket, overwrite }) =>
      exporter.start(projectOf(project).id, name, tickets.redeem(ticket).path, overwrite),
    'exports.cancel': ({ export: id }) => exporter.cancel(id),
    'exports.list': ({ project }) =>
      listExports(db, projectOf(project).id).map(({ target, ...shown }) => shown),
    'settings.get': () => readSettings(db),
    'settings.update': (change) => updateSettings(db, change),
  };
}

function inUse({ title }: Project): LecternError {
  return new LecternError(
    'narration-busy',
    `“${title}” is being narrated or exported.`,
    'Wait until it is done, or cancel it first.',
  );
}
