import type { HostServices } from '../../contract/calls.ts';
import { LecternError } from '../../contract/problem.ts';
import { defaultFormat } from '../../contract/format.ts';
import type { Studio } from '../../studio/open-studio.ts';
import { ExportTargets } from './export-targets.ts';
import { version } from './version.ts';

/** What the browser host does for its page: it has no dialogs, so it keeps exports itself and refuses the rest. */
export function browserServices(
  library: string,
  { tickets, formats }: Pick<Studio, 'tickets' | 'formats'>,
): HostServices {
  const targets = new ExportTargets(library, formats);
  return {
    'host.info': () => ({ kind: 'browser', version, library }),
    'host.chooseTarget': ({ suggestedName, format = defaultFormat }) => ({
      ticket: tickets.forTarget(targets.choose(suggestedName, format), { overwrite: false }),
      format,
    }),
    'host.chooseManuscript': () => {
      throw onlyInTheWindow('ask for a file', 'Drop the file on the page, or pick it there.');
    },
    'host.chooseAudio': () => {
      throw onlyInTheWindow('ask for a file', 'Drop the audio file on the page, or pick it there.');
    },
    'host.revealExport': () => {
      throw onlyInTheWindow('show a file in its folder', 'Download the export instead.');
    },
    'host.chooseLibrary': () => {
      throw onlyInTheWindow('open another library', 'Start Lectern again with --library and its folder.');
    },
  };
}

function onlyInTheWindow(what: string, action: string): LecternError {
  return new LecternError('invalid-call', `Lectern in a browser cannot ${what}.`, action);
}
