/** A stitched WAV as a stranger would read it: chunk by chunk, RF64 included. */
export interface WavFile {
  sampleRate: number;
  channels: number;
  bits: number;
  /** Where the samples begin, and how many bytes they have. */
  dataOffset: number;
  dataBytes: number;
  /** Chapter marks in samples. */
  marks: { title: string; position: number }[];
}

/** Reads the structure of a WAV file of less than 2 GB. */
export function readWav(bytes: Buffer): WavFile {
  const file: WavFile = { sampleRate: 0, channels: 0, bits: 0, dataOffset: 0, dataBytes: 0, marks: [] };
  const positions = new Map<number, number>();
  const titles = new Map<number, string>();
  for (let at = 12; at + 8 <= bytes.length;) {
    const id = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const start = at + 8;
    if (id === 'fmt ') {
      file.channels = bytes.readUInt16LE(start + 2);
      file.sampleRate = bytes.readUInt32LE(start + 4);
      file.bits = bytes.readUInt16LE(start + 14);
    } else if (id === 'data') {
      file.dataOffset = start;
      file.dataBytes = size;
    } else if (id === 'cue ') {
      for (let point = 0; point < bytes.readUInt32LE(start); point++) {
        const entry = start + 4 + point * 24;
        positions.set(bytes.readUInt32LE(entry), bytes.readUInt32LE(entry + 20));
      }
    } else if (id === 'LIST' && bytes.toString('latin1', start, start + 4) === 'adtl') {
      readLabels(bytes.subarray(start + 4, start + size), titles);
    }
    at = start + size + (size % 2);
  }
  file.marks = [...positions].map(([id, position]) => ({ title: titles.get(id) ?? '', position }));
  return file;
}

function readLabels(list: Buffer, titles: Map<number, string>): void {
  for (let at = 0; at + 8 <= list.length;) {
    const size = list.readUInt32LE(at + 4);
    if (list.toString('latin1', at, at + 4) === 'labl') {
      titles.set(list.readUInt32LE(at + 8), list.toString('utf8', at + 12, at + 8 + size - 1));
    }
    at += 8 + size + (size % 2);
  }
}

/** Longest stretch of digital silence in seconds, highest absolute sample, and samples at full scale. */
export function listen(bytes: Buffer, { dataOffset, dataBytes, sampleRate }: WavFile) {
  const samples = new Int16Array(bytes.buffer, bytes.byteOffset + dataOffset, dataBytes / 2);
  let peak = 0;
  let clipped = 0;
  let silent = 0;
  let longest = 0;
  for (const sample of samples) {
    const level = Math.abs(sample);
    peak = Math.max(peak, level);
    if (level >= 0x7fff) clipped++;
    silent = sample === 0 ? silent + 1 : 0;
    longest = Math.max(longest, silent);
  }
  return { peak: peak / 0x8000, clipped, longestSilence: longest / sampleRate };
}
