import type { Details } from '../../electron/audio/formats/format.ts';
import { wav } from '../../electron/audio/formats/wav/wav.ts';
import { chunkIdSchema, sectionIdSchema } from '../../electron/contract/ids.ts';
import type { StitchedFile } from '../../electron/contract/stitched.ts';
import type { Assembly, TimelineItem } from '../../electron/contract/timeline.ts';
import { stitch } from '../../renderer/stitch/stitch.ts';
import { encodeWav } from '../../renderer/stitch/wav/encode-wav.ts';

/** An assembly of which only the sound matters. */
export interface BareAssembly {
  /** Hz. */
  sampleRate: number;
  chapters: { title: string; items: TimelineItem[] }[];
}

/** The same as the studio would give it: one chunk a chapter. */
export function assembled({ sampleRate, chapters }: BareAssembly): Assembly {
  return {
    sampleRate,
    about: { title: 'A book', author: null, language: null, cover: null },
    chapters: chapters.map(({ title, items }, index) => ({
      section: sectionIdSchema.parse(index + 1),
      title,
      spoken: [{ chunk: chunkIdSchema.parse(index + 1), text: title, items }],
    })),
  };
}

/** What is heard of an assembly, as it is played. */
export function stitchWav(assembly: Assembly | BareAssembly): StitchedFile {
  return encodeWav(stitch('about' in assembly ? assembly : assembled(assembly)));
}

const details: Details = {
  about: { title: 'A book', author: null, language: null, cover: null },
  chunks: [],
  cover: null,
  settings: {},
};

/** For `writeStitched`: a WAV, which tells of nothing but its sound. */
export const asWav = { format: wav, details };

/** The same for another thread. */
export const asWavThere = { format: wav.id, details };
