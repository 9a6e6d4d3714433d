const windows1252 = new TextDecoder('windows-1252');

/** How many bytes are looked at to recognise UTF-16 without a byte order mark. */
const sampleBytes = 4096;

/**
 * The text of a file whose encoding nobody declared, or null when the bytes are not text. Tried in this order: byte
 * order marks; UTF-16 by the position of its NULs; strict UTF-8; UTF-8 with a few stray bytes; Windows-1252, which
 * also reads Latin-1. Control characters other than line ends, tabs and page breaks are dropped.
 */
export function decodeText(bytes: Uint8Array): string | null {
  const text = decodeMarked(bytes) ?? decodeUnmarked(bytes);
  return isText(text) ? withoutControls(text) : null;
}

function decodeMarked(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeUnmarked(bytes.subarray(3));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return null;
}

function decodeUnmarked(bytes: Uint8Array): string {
  const wide = utf16WithoutMark(bytes);
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeMixed(bytes) ?? windows1252.decode(bytes);
  }
}

/** Western text in UTF-16 has a NUL in nearly every pair of bytes, always on the same side. */
function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, sampleBytes) & ~1;
  if (length < 4 || bytes.length % 2 === 1) return null;
  const nuls = [0, 0];
  for (let index = 0; index < length; index++) {
    if (bytes[index] === 0) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = nuls;
  const many = length * 0.2;
  const few = length * 0.01;
  if (odd > many && even <= few) return 'utf-16le';
  if (even > many && odd <= few) return 'utf-16be';
  return null;
}

/**
 * UTF-8 into which a few Windows-1252 bytes were pasted: decoding all of it as Windows-1252 would garble every curly
 * quote. Null when the lone bytes are not the exception.
 */
function decodeMixed(bytes: Uint8Array): string | null {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  let sequences = 0;
  let strays = 0;
  const text = latin.replace(
    /[\xC2-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3}|[\x80-\xFF]/gu,
    (match) => {
      const raw = Buffer.from(match, 'latin1');
      if (raw.length === 1) strays++;
      else sequences++;
      return raw.length === 1 ? windows1252.decode(raw) : raw.toString('utf8');
    },
  );
  return sequences > 4 * strays ? text : null;
}

/** C0 and C1 controls and DEL, except tab, line feed, vertical tab, form feed, return, next line, and DOS's end of file. */
// eslint's no-control-regex is not in force; the ranges are the point here.
const controls = /[\u0000-\u0008\u000E-\u0019\u001B-\u001F\u007F-\u0084\u0086-\u009F\uFFFE\uFFFF]/gu;

/** A page of text may hold a stray control character or two; a binary file is full of them. */
function isText(text: string): boolean {
  let found = 0;
  for (const match of text.matchAll(controls)) {
    found += match[0].length;
    if (found * 500 > text.length) return false;
  }
  return true;
}

function withoutControls(text: string): string {
  return text.replace(controls, '').replaceAll('\u001A', '');
}
