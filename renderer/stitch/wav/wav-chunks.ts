import type { Mark } from '../../../electron/contract/timeline.ts';
import { concat, u16, u32, u64, utf8 } from './bytes.ts';

/** Bytes of one sample: 16-bit mono. */
export const sampleBytes = 2;

/** Bytes before the first sample. */
export const headerBytes = 80;

/** The largest number of a 32-bit field. As a size in RF64 it means "see ds64". */
const largest32 = 0xffff_ffff;

/**
 * Everything before the samples: `RIFF|WAVE|JUNK|fmt |data`. A file past 4 GiB is RF64 (EBU Tech 3306), its 64-bit
 * sizes standing where the junk was, so the samples begin at the same byte either way.
 */
export function wavHeader(sampleRate: number, samples: number, fileBytes: number): Uint8Array {
  const isWide = fileBytes > largest32;
  const riffBytes = fileBytes - 8;
  const dataBytes = samples * sampleBytes;
  return concat(
    utf8(isWide ? 'RF64' : 'RIFF'),
    u32(isWide ? largest32 : riffBytes),
    utf8('WAVE'),
    isWide ? chunk('ds64', u64(riffBytes, dataBytes, samples), u32(0)) : chunk('JUNK', new Uint8Array(28)),
    chunk('fmt ', u16(1, 1), u32(sampleRate, sampleRate * sampleBytes), u16(sampleBytes, sampleBytes * 8)),
    utf8('data'),
    u32(isWide ? largest32 : dataBytes),
  );
}

/**
 * Everything after the samples: a `cue ` point and a `labl` for each mark, or nothing when there is no mark. A cue
 * point's position has 32 bits, so marks beyond 2^32 samples (49 hours at 24 kHz) cannot be written and are left out.
 */
export function wavMarks(marks: readonly Mark[]): Uint8Array {
  const points = marks.filter((mark) => mark.position <= largest32);
  if (points.length === 0) return new Uint8Array(0);
  const cues = points.map((mark, index) =>
    concat(u32(index + 1, mark.position), utf8('data'), u32(0, 0, mark.position)),
  );
  const labels = points.map((mark, index) => chunk('labl', u32(index + 1), utf8(`${mark.title}\0`)));
  return concat(chunk('cue ', u32(points.length), ...cues), chunk('LIST', utf8('adtl'), ...labels));
}

/** A RIFF chunk: id, size of the body, body, and a byte of padding when the size is odd. */
function chunk(id: string, ...body: readonly Uint8Array[]): Uint8Array {
  const bytes = concat(...body);
  return concat(utf8(id), u32(bytes.length), bytes, new Uint8Array(bytes.length % 2));
}
