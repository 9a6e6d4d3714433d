import type { TakeId } from '../../electron/contract/ids.ts';
import type { Take } from '../../electron/contract/take.ts';
import type { Voice } from '../../electron/contract/voice.ts';
import { money } from '../ui/format.ts';
import { entryOf } from '../../electron/contract/engine-entry.ts';
import { seedOf, withSeed } from '../../electron/contract/voice-settings.ts';
import {
  differingSettings,
  sameVoice,
  settingsOf,
  toldInLine,
  voiceWords,
  type Catalogue,
} from '../voices/voice-words.ts';

/** The numbers of takes: counted from 1 in the order in which they were made. */
export function takeNumbers(takes: readonly Take[]): Map<TakeId, number> {
  const byAge = [...takes].sort((one, other) =>
    one.createdAt === other.createdAt ? one.id - other.id : one.createdAt < other.createdAt ? -1 : 1,
  );
  return new Map(byAge.map(({ id }, index) => [id, index + 1]));
}

/** Length of a take in seconds. */
export function secondsOf({ samples, sampleRate }: Pick<Take, 'samples' | 'sampleRate'>): number {
  return samples / sampleRate;
}

/** Which voice speaks it: `The narrator · seed 12`, or all of it where it has no name. */
export function takeVoiceWords(
  engines: Catalogue,
  { voice, voiceName }: Pick<Take, 'voice' | 'voiceName'>,
): string {
  if (voiceName === null) return voiceWords(engines, voice);
  const seed = seedOf(entryOf(engines, voice.engine), voice);
  return seed === null ? voiceName : `${voiceName} · seed ${seed}`;
}

/** What it cost. */
export function takeCostWords({ cost }: Pick<Take, 'cost'>): string {
  if (cost === null) return 'cost not known';
  return cost === 0 ? 'free' : money(cost);
}

/** The settings in which takes of the same engine differ and that are not told by their voices' words: `Timbre 0.3`. */
export function differenceWords(engines: Catalogue, take: Take, takes: readonly Take[]): string[] {
  const told = toldInLine(engines, take.voice);
  const alike = takes.filter(({ voice }) => voice.engine === take.voice.engine);
  const differing = differingSettings(
    engines,
    alike.map(({ voice }) => voice),
  );
  return settingsOf(engines, take.voice)
    .filter(({ name }) => differing.has(name) && !told.has(name))
    .map(({ name, value }) => `${name} ${value}`);
}

/** How a take suits its chunk as it is now: as the studio says, or in its very voice with another seed. */
export type TakeFit = Take['fit'] | 'seed';

/** See {@link TakeFit}. */
export function fitOf(
  engines: Catalogue,
  { fit, voice }: Pick<Take, 'fit' | 'voice'>,
  speaker: Voice | undefined,
): TakeFit {
  if (fit !== 'voice' || speaker?.engine !== voice.engine) return fit;
  const entry = entryOf(engines, voice.engine);
  return sameVoice(withSeed(entry, speaker, seedOf(entry, voice)), voice) ? 'seed' : fit;
}

/** What it takes to hear a take, where that is more than choosing it; null where it is not. */
export function fitWords(fit: TakeFit): string | null {
  switch (fit) {
    case 'wanted':
    case 'seed':
      return null;
    case 'voice':
      return 'In another voice: choosing it gives this chunk that voice.';
    case 'words':
      return 'Of other words: choosing it has these spoken here, and the text stays as it is written.';
    case 'elsewhere':
      return 'It says more than this chunk, or only a part of it, since the chunk was split or joined. Undo that to use it here.';
  }
}

/** How a take stands, in a word or two; `warns` where it is nothing good. */
export interface Badge {
  words: string;
  warns: boolean;
}

/** See {@link Badge}. */
export function badgesOf({
  heard,
  chosen,
  draft,
  clipped,
}: Pick<Take, 'heard' | 'chosen' | 'draft' | 'clipped'>): Badge[] {
  return [
    { is: heard, words: 'Heard now', warns: false },
    { is: chosen, words: 'Your choice', warns: false },
    { is: draft, words: 'Draft', warns: false },
    { is: clipped > 0, words: 'Too loud in places', warns: true },
  ].flatMap(({ is, words, warns }) => (is ? [{ words, warns }] : []));
}

/** What the button that chooses a take is called; null where there is nothing to choose. */
export function chooseLabel(fit: TakeFit, { chosen, heard }: Pick<Take, 'chosen' | 'heard'>): string | null {
  if (fit === 'elsewhere' || chosen) return null;
  // What is heard gives way to newer ones until a person keeps it.
  if (heard && fit === 'wanted') return 'Keep this one';
  return fit === 'wanted' || fit === 'seed' ? 'Choose' : 'Use it here';
}
