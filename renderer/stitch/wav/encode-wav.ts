import type { Part, StitchedFile } from '../../../electron/contract/stitched.ts';
import type { Timeline } from '../../../electron/contract/timeline.ts';
import { base64 } from './bytes.ts';
import { headerBytes, sampleBytes, wavHeader, wavMarks } from './wav-chunks.ts';

/**
 * A timeline as one WAV (RF64 past 4 GiB), described as a list of parts: header, a part for each take and silence,
 * chapter marks. Pure; its cost is that of the list, whatever the length of the audio.
 */
export function encodeWav({ sampleRate, samples, items, ...timeline }: Timeline): StitchedFile {
  const marks = timeline.marks.map(({ title, position }) => ({ title: labelText(title), position }));
  const tail = wavMarks(marks);
  const bytes = headerBytes + samples * sampleBytes + tail.length;
  const parts: Part[] = [literal(wavHeader(sampleRate, samples, bytes)), ...items];
  if (tail.length > 0) parts.push(literal(tail));
  return { format: 'wav', sampleRate, samples, bytes, parts, marks };
}

/** A title as a label can hold it: a label ends at its first NUL and is well-formed UTF-8. */
function labelText(title: string): string {
  return title.toWellFormed().replaceAll('\0', '');
}

function literal(bytes: Uint8Array): Part {
  return { kind: 'literal', base64: base64(bytes) };
}
