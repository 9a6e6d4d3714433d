import type { StudioServices } from '../contract/calls.ts';
import { listVoices } from '../db/queries/voices.ts';
import type { ServiceNeeds } from './service-needs.ts';
import { removeVoice, saveVoice } from '../book/named-voices.ts';

/** The calls about voices. */
export type VoiceCalls = Extract<
  keyof StudioServices,
  `engines.${string}` | `voices.${string}` | `references.${string}` | `tries.${string}`
>;

/** What the contract offers about voices: named ones, reference clips, tries. */
export function voiceServices({
  library,
  engines,
  events,
  references,
  tries,
  signal,
}: ServiceNeeds): Pick<StudioServices, VoiceCalls> {
  const { db } = library;
  const changed = <Value>(value: Value): Value => {
    events.emit('voices', {});
    return value;
  };
  return {
    'engines.list': () => engines.entries(),
    'engines.speakers': ({ voice, setting }) => engines.speakers(voice, setting, signal),
    'engines.health': ({ voice }) => engines.health(voice, signal),
    'voices.list': () => listVoices(db),
    'voices.save': ({ voice, ...input }) =>
      changed(saveVoice(db, engines, { ...input, voice: engines.check(voice) })),
    'voices.remove': ({ id }) => {
      removeVoice(db, id);
      return changed({});
    },
    'references.inspect': (input) => references.inspect(input),
    'references.cut': async (input) => changed(await references.cut(input)),
    'references.list': () => references.list(),
    'tries.start': ({ text, voice }) => changed(tries.start({ text, voice: engines.check(voice) })),
    'tries.list': () => tries.list(),
    'tries.remove': ({ prediction }) => {
      tries.remove(prediction);
      return changed({});
    },
  };
}
