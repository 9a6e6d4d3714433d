const startsOfFiles: readonly (readonly [RegExp, string])[] = [
  [/^\s*<(?:!doctype|html|head|body)/iu, 'a web page'],
  [/^\s*<\?xml|^\s*<[a-z]/iu, 'an XML document'],
  [/^\s*[{[]\s*(?:["{[\]}]|\d|$)/u, 'a JSON document'],
  [/^fLaC/u, 'a FLAC file'],
  [/^OggS/u, 'an Ogg file'],
  [/^.{4}ftyp/su, 'an MP4 or M4A file'],
  [/^FORM.{4}AIF/su, 'an AIFF file'],
  [/^\xFF[\xF0\xF1\xF8\xF9]/u, 'an AAC file'],
  [/^\x1A\x45\xDF\xA3/u, 'a WebM or Matroska file'],
  [/^0&\xB2u/u, 'a Windows Media file'],
  [/^ID3/u, 'a file that begins with an MP3’s tag but holds no MP3 audio'],
  [/^PK\x03\x04/u, 'a ZIP archive'],
  [/^%PDF/u, 'a PDF'],
  [/^[\t\n\r\x20-\x7E]+$/u, 'plain text'],
];

/** What bytes that are neither WAV nor MP3 look like, for a sentence: `a web page`, `an unknown kind of file`. */
export function describeForeign(bytes: Uint8Array): string {
  const start = String.fromCharCode(...bytes.subarray(0, 256));
  return startsOfFiles.find(([pattern]) => pattern.test(start))?.[1] ?? 'an unknown kind of file';
}
