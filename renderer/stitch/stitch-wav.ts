import { LecternError } from '../../electron/contract/problem.ts';
import type { Assembly, AssemblyItem, Mark, Part, StitchedFile } from '../../electron/contract/stitched.ts';
import { base64 } from './wav/bytes.ts';
import { headerBytes, sampleBytes, wavHeader, wavMarks } from './wav/wav-chunks.ts';

/**
 * Turns an assembly into one WAV (RF64 past 4 GiB), described as a list of parts: header, a part for each take and
 * silence, chapter marks. Pure; its cost is that of the list, whatever the length of the audio.
 *
 * A chapter without a take gets no mark: a listener who chooses a chapter must hear that chapter, not the next one.
 * Throws `narration-incomplete` when the assembly has no take at all, since nobody wants an audiobook of silence.
 */
export function stitchWav(assembly: Assembly): StitchedFile {
  const { items, marks, samples } = layOut(assembly);
  if (!items.some(isTake)) {
    throw new LecternError(
      'narration-incomplete',
      'There is nothing to stitch: none of the chosen chapters has any audio yet.',
      'Narrate at least one chapter, then try again.',
    );
  }
  const tail = wavMarks(marks);
  const bytes = headerBytes + samples * sampleBytes + tail.length;
  const header = wavHeader(assembly.sampleRate, samples, bytes);
  const parts: Part[] = [literal(header), ...items];
  if (tail.length > 0) parts.push(literal(tail));
  return { format: 'wav', sampleRate: assembly.sampleRate, samples, bytes, parts, marks };
}

/** One timeline for all chapters: neighbouring silences become one, also across chapters; empty items vanish. */
function layOut(assembly: Assembly): { items: AssemblyItem[]; marks: Mark[]; samples: number } {
  const items: AssemblyItem[] = [];
  const marks: Mark[] = [];
  let samples = 0;
  for (const chapter of assembly.chapters) {
    const audible = chapter.items.filter((item) => item.samples > 0);
    if (audible.some(isTake)) marks.push({ title: labelText(chapter.title), position: samples });
    for (const item of audible) {
      const last = items.at(-1);
      if (item.kind === 'silence' && last?.kind === 'silence') {
        items[items.length - 1] = { kind: 'silence', samples: last.samples + item.samples };
      } else {
        items.push(item);
      }
      samples += item.samples;
    }
  }
  return { items, marks, samples };
}

function isTake({ kind }: AssemblyItem): boolean {
  return kind === 'take';
}

/** A title as a label can hold it: a label ends at its first NUL and is well-formed UTF-8. */
function labelText(title: string): string {
  return title.toWellFormed().replaceAll('\0', '');
}

function literal(bytes: Uint8Array): Part {
  return { kind: 'literal', base64: base64(bytes) };
}
