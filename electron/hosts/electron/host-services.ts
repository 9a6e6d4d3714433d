import path from 'node:path';
import { shell } from 'electron';
import type { HostServices, ReadingPurpose } from '../../contract/calls.ts';
import { defaultFormat } from '../../contract/format.ts';
import { LecternError } from '../../contract/problem.ts';
import { version } from '../browser/version.ts';
import type { Studio } from '../../studio/open-studio.ts';
import type { Dialogs } from './dialogs.ts';

/** What the host's services are made of. */
export interface HostNeeds {
  studio: Studio;
  dialogs: Dialogs;
  /** The open library's folder. */
  library: string;
  /** Closes the studio and starts again on another library; false when the person would rather not. */
  moveTo: (library: string) => Promise<boolean>;
}

/** What only the window's host can do. */
export function makeHostServices({ studio, dialogs, library, moveTo }: HostNeeds): HostServices {
  const { tickets, formats } = studio;
  const ticketed = (purpose: ReadingPurpose, file: string | null) =>
    file === null ? null : { ticket: tickets.forReading(purpose, file), name: path.basename(file) };
  return {
    'host.info': () => ({ kind: 'electron', version: version, library }),
    'host.chooseManuscript': async () => ticketed('manuscript', await dialogs.chooseManuscript()),
    'host.chooseAudio': async () => ticketed('audio', await dialogs.chooseAudio()),
    async 'host.chooseTarget'({ suggestedName, format = defaultFormat }) {
      const target = await dialogs.chooseTarget(suggestedName, formats.facts(format), formats.list());
      return target === null
        ? null
        : { ticket: tickets.forTarget(target.path, target), format: target.format };
    },
    'host.revealExport'({ export: id }) {
      shell.showItemInFolder(studio.exportTarget(id));
      return {};
    },
    async 'host.chooseLibrary'() {
      if ((process.env['LECTERN_HOME'] ?? '') !== '') throw fixedLibrary(library);
      const chosen = await dialogs.chooseLibrary();
      if (chosen === null || path.resolve(chosen) === path.resolve(library)) return { chosen: false };
      return { chosen: await moveTo(chosen) };
    },
  };
}

function fixedLibrary(library: string): LecternError {
  return new LecternError(
    'bad-usage',
    `The library is ${library} because the environment variable LECTERN_HOME says so.`,
    'Start Lectern without LECTERN_HOME to choose another library here.',
  );
}
