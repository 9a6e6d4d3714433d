/** What a file is by its first bytes: an MP3 (with or without an ID3 tag), a WAV, or neither. */
export function audioKind(bytes: Uint8Array): 'mp3' | 'wav' | null {
  const riff = ascii(bytes, 0, 4);
  if ((riff === 'RIFF' || riff === 'RF64') && ascii(bytes, 8, 12) === 'WAVE') return 'wav';
  return riff.startsWith('ID3') || startsLayer3Frame(bytes) ? 'mp3' : null;
}

/** ISO 11172-3, 2.4.1.3: 11 bits of sync, a version, layer III, a bit rate and a sampling rate that exist. */
function startsLayer3Frame([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  const isLayer3 = first === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08;
  const bitRate = third >> 4;
  return isLayer3 && bitRate !== 0 && bitRate !== 15 && (third & 0x0c) !== 0x0c;
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
