import type { NamedVoice } from '../../../electron/contract/named-voice.ts';
import type { Chunk, Project, Section } from '../../../electron/contract/project.ts';
import type { Voice } from '../../../electron/contract/voice.ts';

/** The voice that speaks a chunk: settings of its own, else its own voice, else its chapter's, else the book's. */
export function speakerOf(
  project: Pick<Project, 'voice' | 'voiceId'>,
  section: Pick<Section, 'voice'>,
  chunk: Pick<Chunk, 'voice' | 'ownVoice'>,
  voices: readonly NamedVoice[],
): Voice {
  if (chunk.ownVoice !== null) return chunk.ownVoice;
  const followed = chunk.voice ?? section.voice ?? project.voiceId;
  return voices.find(({ id }) => id === followed)?.voice ?? project.voice;
}
