import { z } from 'zod';
import type { Format } from '../format.ts';
import { verifyWav } from './verify-wav.ts';
import { writeWav } from './write-wav.ts';

/** WAV, or RF64 past 4 GiB: the stitched file itself, byte for byte. What is exported is what was heard. */
export const wav: Format = {
  id: 'wav',
  name: 'WAV',
  extension: 'wav',
  description: 'Uncompressed, with a mark at the start of every chapter',
  mediaType: 'audio/wav',
  settings: z.strictObject({}),
  largest: ({ bytes }) => bytes,
  write: (stitched, _, writing) => writeWav(stitched, writing),
  verify: (path, stitched, _, signal) => verifyWav(path, stitched, signal),
};
