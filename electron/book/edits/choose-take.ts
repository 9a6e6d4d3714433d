import type { ChunkId, TakeId } from '../../contract/ids.ts';
import { LecternError } from '../../contract/problem.ts';
import { seedOf } from '../../contract/voice-settings.ts';
import { findChunk } from '../../db/queries/chunks.ts';
import { found } from '../../base/not-found.ts';
import type { Engines } from '../../engines/engines.ts';
import { ChosenVoices } from '../chosen-voices.ts';
import { listTakes } from '../takes-of-chunk.ts';
import { findProject } from '../../db/queries/projects.ts';
import { findSection } from '../../db/queries/sections.ts';
import type { Command } from './command.ts';
import { quote } from './command.ts';
import { shownOf, spokenOnly } from './words.ts';

/**
 * Chooses the take that is heard of a chunk. One of another voice gives the chunk that voice, one of other words makes
 * them its “say as”: the chunk then wants the very take. Null leaves it to the newest again, and to its voice.
 */
export function chooseTake(engines: Engines): Command<{ chunk: ChunkId; take: TakeId | null }> {
  return {
    run(draft, { chunk: id, take: chosen }) {
      const image = spokenOnly(draft.chunk(id));
      if (chosen === null) {
        draft.changeChunk(id, { chosen: null, ownVoice: null });
        return `let Lectern choose for ${quote(shownOf(image))}`;
      }
      const chunk = found(findChunk(draft.db, id), 'chunk');
      const take = found(
        listTakes(draft.db, chunk).find((one) => one.id === chosen),
        'take',
      );
      if (take.fit === 'elsewhere') throw elsewhere();
      if (take.fit === 'wanted') {
        draft.changeChunk(id, { chosen });
        return `choose a take of ${quote(shownOf(image))}`;
      }
      const project = found(findProject(draft.db, draft.project), 'project');
      const section = found(findSection(draft.db, chunk.section), 'section');
      const voices = new ChosenVoices(draft.db, engines, project);
      const seed = seedOf(engines.of(take.voice).entry, take.voice);
      // Where its own voice with another seed is all the difference, it goes on following that voice.
      const own = voices.of(section, { voice: chunk.voice, ownVoice: null, seed: null }).voice;
      const withSeed = voices.of(section, { voice: chunk.voice, ownVoice: null, seed }).voice;
      const same = (voice: typeof own): boolean => isSame(voice, take.voice);
      draft.changeChunk(id, {
        chosen,
        sayAs: take.text === shownOf(image) ? null : take.text,
        ...(same(own)
          ? { ownVoice: null, seed: null }
          : same(withSeed)
            ? { ownVoice: null, seed }
            : { ownVoice: take.voice, seed: null }),
      });
      return `choose a take of ${quote(shownOf(image))}`;
    },
  };
}

function isSame(a: object, b: object): boolean {
  const sorted = (voice: object): string =>
    JSON.stringify(Object.entries(voice).toSorted(([x], [y]) => (x < y ? -1 : 1)));
  return sorted(a) === sorted(b);
}

function elsewhere(): LecternError {
  return new LecternError(
    'invalid-call',
    'This take says more than the chunk does now, or only a part of it.',
    'Undo the splitting or joining of the chunk; the take is then heard again.',
  );
}
