import { rmSync } from 'node:fs';
import type { StudioServices } from '../contract/calls.ts';
import { defaultFormat } from '../contract/format.ts';
import type { ProjectId } from '../contract/ids.ts';
import { LecternError } from '../contract/problem.ts';
import type { Project } from '../contract/project.ts';
import { listExports } from '../db/queries/exports.ts';
import { deleteProject, findProject, listProjects } from '../db/queries/projects.ts';
import { findVoice } from '../db/queries/voices.ts';
import { assemble } from '../book/assembly.ts';
import { projectSettings } from '../book/edits/project-settings.ts';
import type { Importer } from '../book/importer.ts';
import { checkExportTarget } from '../media/export-target.ts';
import { found } from '../base/not-found.ts';
import { aboutProject, describeProject, readSections } from '../book/reading.ts';
import type { ServiceNeeds } from './service-needs.ts';
import { readSettings, updateSettings } from '../library/settings.ts';
import { editServices, type EditCalls } from './edit-services.ts';
import { predictionServices, type PredictionCalls } from './prediction-services.ts';
import { originalsFolder, takesFolder } from '../library/take-files.ts';
import { voiceServices, type VoiceCalls } from './voice-services.ts';

/** The services behind the contract, call by call. */
export function makeServices(needs: ServiceNeeds): StudioServices {
  return {
    ...bookServices(needs),
    ...editServices(needs),
    ...voiceServices(needs),
    ...predictionServices(needs),
  };
}

function bookServices(needs: ServiceNeeds): Omit<StudioServices, EditCalls | VoiceCalls | PredictionCalls> {
  const { library, engines, events, history, tickets, importer, narrator, files, checks, exporter, rates } =
    needs;
  const { db } = library;
  const projectOf = (id: ProjectId): Project => found(findProject(db, id), 'project');
  const changed = (project: ProjectId): void => {
    events.emit('project', { project });
  };
  const imported = async (importing: ReturnType<Importer['import']>) => {
    const result = await importing;
    if (result.created) changed(result.project.id);
    return result;
  };

  return {
    'projects.import': ({ ticket, ...how }) =>
      imported(tickets.readManuscript(ticket, (file) => importer.import(file, how))),
    'projects.importSample': (how) => imported(importer.importSample(how)),
    'projects.list': () => listProjects(db).map(({ project, counts }) => describeProject(project, counts)),
    'projects.get': ({ project }) => projectOf(project),
    'projects.update': async ({ project: id, voice, voiceId, pauses, sampleRate }) => {
      projectOf(id);
      if (voiceId !== undefined) found(findVoice(db, voiceId), 'voice');
      const own = voice === undefined ? undefined : engines.check(voice);
      // Nothing may come between the last copy and the edit.
      if (sampleRate !== undefined) await rates.prepare(id, sampleRate);
      history.run(id, projectSettings, { voice: own, voiceId, pauses, sampleRate });
      return projectOf(id);
    },
    'projects.remove': ({ project: id }) => {
      const project = projectOf(id);
      if (narrator.isNarrating(id) || exporter.isBusy(id)) throw inUse(project);
      library.ensureHeld();
      // Where one of them leads elsewhere, nothing is deleted. Links inside go, not what they lead to.
      const folders = [takesFolder(id), originalsFolder(id)].map((folder) => library.file(folder));
      deleteProject(db, id);
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
      changed(id);
      return {};
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
      return assemble(db, project, readSections(db, project, sections));
    },
    'stitched.register': ({ file }) => {
      const registered = files.register(file);
      checks.expect(file);
      return registered;
    },
    'formats.list': () => exporter.formats.list(),
    'exports.start': async ({ project: id, name, ticket, format = defaultFormat, ...given }) => {
      const target = tickets.target(ticket);
      await checkExportTarget(target, library);
      const project = projectOf(id);
      const { settings = {}, about = aboutProject(db, project), chunks = [] } = given;
      const started = exporter.start(id, { name, target, format, settings, about, chunks });
      events.emit('exports', { project: id });
      return started;
    },
    'exports.cancel': ({ export: id }) => exporter.cancel(id),
    'exports.list': ({ project }) =>
      listExports(db, projectOf(project).id).map(({ target, ...shown }) => shown),
    'settings.get': () => readSettings(db),
    'settings.update': ({ voice, ...change }) => {
      const checked = voice === undefined ? change : { ...change, voice: engines.check(voice) };
      const settings = updateSettings(db, checked);
      events.emit('settings', settings);
      return settings;
    },
  };
}

function inUse({ title }: Project): LecternError {
  return new LecternError(
    'narration-busy',
    `“${title}” is being narrated or exported.`,
    'Wait until it is done, or cancel it first.',
  );
}
