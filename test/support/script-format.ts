import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Details, Format } from '../../electron/audio/formats/format.ts';
import { mismatch } from '../../electron/audio/stitched/mismatch.ts';
import type { StitchedFile } from '../../electron/contract/stitched.ts';

const settings = z.strictObject({ spoilt: z.boolean().default(false) });

function scriptOf({ sampleRate, marks }: StitchedFile, { about, chunks, cover }: Details): string {
  const lines = chunks.map(({ start, text }) => `${(start / sampleRate).toFixed(3)} ${text}`);
  const { title, author, language } = about;
  return [JSON.stringify({ title, author, language, cover: cover?.mediaType, marks }), ...lines].join('\n');
}

/** A format that Lectern does not have: what is said, and when. What is spoilt does not pass its own check. */
export const script: Format = {
  id: 'script',
  name: 'Script',
  extension: 'txt',
  description: 'What is said, and when',
  mediaType: 'text/plain',
  settings,
  largest: () => 10_000,
  async write({ file }, details, { handle, onProgress }) {
    const { spoilt } = settings.parse(details.settings);
    await handle.writeFile(spoilt ? 'spoilt' : scriptOf(file, details));
    onProgress(1);
  },
  async verify(path, { file }, details) {
    if (readFileSync(path, 'utf8') !== scriptOf(file, details)) throw mismatch('is spoilt');
    return Promise.resolve();
  },
};
