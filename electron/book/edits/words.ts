import { isSpeakable } from '../../chunking/speakable.ts';
import { LecternError } from '../../contract/problem.ts';
import type { ChunkImage } from '../../db/queries/images.ts';

/** The words that a person gave. Throws `text-unspeakable` for such as nobody could speak. */
export function wordsOf(text: string): string {
  const words = text.trim();
  if (isSpeakable(words)) return words;
  throw new LecternError(
    'text-unspeakable',
    `“${words.slice(0, 60)}” has neither a letter nor a digit, so that no voice can speak it.`,
    'Write something that can be spoken, or skip the chapter.',
  );
}

/** The chunk, where it is spoken. Throws `invalid-call` for an ornament. */
export function spokenOnly(chunk: ChunkImage): ChunkImage {
  if (chunk.kind === 'speech') return chunk;
  throw new LecternError(
    'invalid-call',
    `“${chunk.text.slice(0, 60)}” is an ornament, which is not spoken.`,
    'Choose a chunk that is spoken.',
  );
}

/** The words of a chunk as they are shown. */
export function shownOf({ correction, text }: Pick<ChunkImage, 'correction' | 'text'>): string {
  return correction ?? text;
}
