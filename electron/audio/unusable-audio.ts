/** Bytes that cannot be decoded. Whoever asked for the audio tells the person, in words of their own, and what to do. */
export class UnusableAudio extends Error {
  /** `foreign`: no WAV or MP3 file. `damaged`: one that is broken. */
  readonly kind: 'foreign' | 'damaged';

  /** `why` completes a sentence about the audio: "it is a web page, not audio". */
  constructor(kind: 'foreign' | 'damaged', why: string) {
    super(why);
    this.name = 'UnusableAudio';
    this.kind = kind;
  }
}
