/** What the frames of an MP3 file say of it. Layout: ISO/IEC 11172-3 and 13818-3, Layer III. */
export interface Mp3Outline {
  /** Index of the first frame, behind tags. */
  start: number;
  /** Hz. */
  sampleRate: number;
  channels: number;
  /** Whether the file ends before its audio does: inside a frame, or before the frames that its first one announces. */
  isCutShort: boolean;
}

interface Frame {
  bytes: number;
  sampleRate: number;
  channels: number;
  /** Which of MPEG 1, 2 and 2.5, as two bits of the header. */
  version: number;
}

/** A stray 0xFF can look like a frame; this many in a row, each where the one before ends, are no accident. */
const framesToBelieve = 3;
/** Bytes of rubbish, such as the padding of a tag, that may stand before the first frame. */
const longestRubbish = 16_384;

/** kb/s by the four bits of the header, for MPEG 1 and for MPEG 2 and 2.5. */
const bitrates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const bitrates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const rates1 = [44_100, 48_000, 32_000];
const version1 = 3;
const version2 = 2;

/** Looks through the frame headers of a whole file; null when it is no MP3. */
export function scanMp3(bytes: Uint8Array): Mp3Outline | null {
  const start = findFirstFrame(bytes, skipTags(bytes));
  const first = start === null ? null : readFrame(bytes, start);
  if (start === null || first === null) return null;
  let frames = 0;
  let at = start;
  for (let frame: Frame | null = first; frame !== null && at < bytes.length; frame = readFrame(bytes, at)) {
    at += frame.bytes;
    frames++;
  }
  const announced = announcedFrames(bytes.subarray(start, start + first.bytes), first);
  const { sampleRate, channels } = first;
  // Encoders differ in whether the frame that announces them counts itself.
  const isMissingFrames = announced !== null && frames < announced && isChainWhole(bytes, at);
  const isCutShort = at > bytes.length || isMissingFrames;
  return { start, sampleRate, channels, isCutShort };
}

/** Whether only a tag or padding stands behind the last frame; otherwise frames are damaged, and cannot be counted. */
function isChainWhole(bytes: Uint8Array, end: number): boolean {
  const rest = bytes.subarray(end);
  return rest.every((byte) => byte === 0) || /^(?:TAG|APETAGEX|LYRICSBEGIN|3DI)/u.test(ascii(rest, 0, 11));
}

/** Index behind the ID3v2 tags at the start (id3.org, ID3v2.4 section 3.1). */
function skipTags(bytes: Uint8Array): number {
  let at = 0;
  while (ascii(bytes, at, at + 3) === 'ID3' && at + 10 <= bytes.length) {
    const size = bytes.subarray(at + 6, at + 10).reduce((sum, byte) => (sum << 7) | (byte & 0x7f), 0);
    const hasFooter = ((bytes[at + 5] ?? 0) & 0x10) !== 0;
    at += 10 + size + (hasFooter ? 10 : 0);
  }
  return at;
}

function findFirstFrame(bytes: Uint8Array, from: number): number | null {
  const last = Math.min(bytes.length - 4, from + longestRubbish);
  for (let at = from; at <= last; at++) {
    if (bytes[at] === 0xff && isChain(bytes, at)) return at;
  }
  return null;
}

function isChain(bytes: Uint8Array, start: number): boolean {
  const first = readFrame(bytes, start);
  let at = start;
  for (let count = 0; count < framesToBelieve; count++) {
    // A file of fewer frames is one, too, when it ends with a frame.
    if (count > 0 && at === bytes.length) return true;
    const frame = readFrame(bytes, at);
    if (frame === null || frame.version !== first?.version || frame.sampleRate !== first.sampleRate)
      return false;
    at += frame.bytes;
  }
  return true;
}

function readFrame(bytes: Uint8Array, at: number): Frame | null {
  const [sync = 0, kind = 0, coding = 0, mode = 0] = bytes.subarray(at, at + 4);
  const version = (kind >> 3) & 3;
  const isLayer3 = ((kind >> 1) & 3) === 1;
  if (sync !== 0xff || (kind & 0xe0) !== 0xe0 || version === 1 || !isLayer3) return null;
  const bitrate = (version === version1 ? bitrates1 : bitrates2)[coding >> 4] ?? 0;
  const baseRate = rates1[(coding >> 2) & 3];
  if (bitrate === 0 || baseRate === undefined) return null;
  const sampleRate = version === version1 ? baseRate : version === version2 ? baseRate / 2 : baseRate / 4;
  const padding = (coding >> 1) & 1;
  const bytesPerBitrate = version === version1 ? 144_000 : 72_000;
  const length = Math.floor((bytesPerBitrate * bitrate) / sampleRate) + padding;
  return { bytes: length, sampleRate, channels: mode >> 6 === 3 ? 1 : 2, version };
}

/** The number of frames behind this one, where it is a Xing or Info frame that says so. */
function announcedFrames(frame: Uint8Array, { version, channels }: Frame): number | null {
  const sideInfo = version === version1 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17;
  const at = 4 + sideInfo;
  if (!/^(?:Xing|Info)$/u.test(ascii(frame, at, at + 4)) || frame.length < at + 12) return null;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.length);
  const saysFrames = (view.getUint32(at + 4) & 1) !== 0;
  return saysFrames ? view.getUint32(at + 8) : null;
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
