import type { StudioEvent } from '../../electron/contract/events.ts';
import type { ProjectId } from '../../electron/contract/ids.ts';
import { endWords } from '../narration/progress-words.ts';

/** What the person is told who is elsewhere. */
export interface Ending {
  project: ProjectId;
  /** What it is, in a word or two, before the book's title. */
  what: string;
  /** How it stands, in a sentence. */
  how: string;
}

/** What an event ended, or made wait for a person; null for what merely goes on, or was ended by the person. */
export function endingOf(event: StudioEvent): Ending | null {
  if (event.name === 'narration') {
    const { project, state, failed, problem } = event.payload;
    if (state === 'done') {
      const what = failed > 0 ? 'Narrated in part' : 'Narrated';
      return { project, what, how: endWords(event.payload) };
    }
    if (state === 'stopped')
      return { project, what: 'Stopped', how: problem?.message ?? endWords(event.payload) };
    return state === 'paused' && problem !== null ? { project, what: 'Paused', how: problem.message } : null;
  }
  if (event.name === 'export') {
    const { project, state, problem } = event.payload;
    if (state === 'succeeded') return { project, what: 'Exported', how: 'The file is written and checked.' };
    if (state === 'failed')
      return { project, what: 'Not exported', how: problem?.message ?? 'It could not be written.' };
  }
  return null;
}
