/** Samples in one bucket of the finest level. */
export const finestBucket = 256;

/** A mipmap of waveform peaks: level n has buckets of 256 x 2^n samples, each a minimum and a maximum (16-bit). */
export type Peaks = Int16Array<ArrayBuffer>[];

const magic = 0x314b504c; // "LPK1"
const headerBytes = 8;

/** The peaks of 16-bit samples, down to the level that has a single bucket. */
export function buildPeaks(samples: Int16Array): Peaks {
  const buckets = Math.ceil(samples.length / finestBucket);
  const finest = new Int16Array(buckets * 2);
  for (let bucket = 0; bucket < buckets; bucket++) {
    let low = 0x7fff;
    let high = -0x8000;
    const end = Math.min((bucket + 1) * finestBucket, samples.length);
    for (let index = bucket * finestBucket; index < end; index++) {
      const sample = samples[index] ?? 0;
      if (sample < low) low = sample;
      if (sample > high) high = sample;
    }
    finest[bucket * 2] = low;
    finest[bucket * 2 + 1] = high;
  }
  const levels: Peaks = [finest];
  for (let level = finest; level.length > 2;) {
    level = halve(level);
    levels.push(level);
  }
  return levels;
}

/** The file form: "LPK1", u32 number of finest buckets, then every level's pairs, little endian. */
export function encodePeaks(peaks: Peaks): Uint8Array<ArrayBuffer> {
  const pairs = peaks.reduce((sum, level) => sum + level.length, 0);
  const bytes = new Uint8Array(headerBytes + pairs * 2);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, (peaks[0]?.length ?? 0) / 2, true);
  let at = headerBytes;
  for (const level of peaks) {
    for (const value of level) {
      view.setInt16(at, value, true);
      at += 2;
    }
  }
  return bytes;
}

/** Reads the file form back; null when the bytes are not whole, so that the caller builds them anew. */
export function decodePeaks(bytes: Uint8Array): Peaks | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headerBytes || view.getUint32(0, true) !== magic) return null;
  const levels: Peaks = [];
  let at = headerBytes;
  for (let buckets = view.getUint32(4, true); ; buckets = Math.ceil(buckets / 2)) {
    if (at + buckets * 4 > bytes.length) return null;
    const level = new Int16Array(buckets * 2);
    for (let index = 0; index < level.length; index++, at += 2) level[index] = view.getInt16(at, true);
    levels.push(level);
    if (buckets <= 1) return at === bytes.length ? levels : null;
  }
}

function halve(level: Int16Array): Int16Array<ArrayBuffer> {
  const buckets = Math.ceil(level.length / 4);
  const coarser = new Int16Array(buckets * 2);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const at = bucket * 4;
    const low = level[at] ?? 0;
    const high = level[at + 1] ?? 0;
    coarser[bucket * 2] = Math.min(low, level[at + 2] ?? low);
    coarser[bucket * 2 + 1] = Math.max(high, level[at + 3] ?? high);
  }
  return coarser;
}
