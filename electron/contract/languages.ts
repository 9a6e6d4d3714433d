import type { EngineEntry } from './engine-entry.ts';

const names = new Intl.DisplayNames('en', { type: 'language' });

/** The English name of a language by its tag (BCP 47); the tag itself where it is none. */
export function languageName(tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** What an engine speaks, in a sentence: its languages, and the rate of its sound where that is always the same. */
export function spokenWords({
  languages,
  sampleRate,
}: Pick<EngineEntry, 'languages' | 'sampleRate'>): string {
  const spoken = new Intl.ListFormat('en').format(languages.map(languageName));
  const rate = sampleRate === null ? '' : `, at ${sampleRate / 1000} kHz`;
  return `It speaks ${spoken === '' ? 'any language' : spoken}${rate}.`;
}
