import type { DraftVoice } from './voice.ts';
import { nothingToSpeak } from '../text/unspeakable.ts';
import { fliteLimit, speakWithFlite, type FliteModule, type FliteSpeech } from './flite.ts';
import { readFliteWav, writeWav } from './join-wav.ts';
import { prepareText } from './prepare-text.ts';
import { draftVoice } from './speaker.ts';
import { splitText, type Piece, type Seam } from './split-text.ts';

/** One chunk as the draft voice speaks it. */
export interface DraftSpeech {
  /** A WAV file, mono, 16 bits, at the speaker's own rate: 16 kHz, and 8 kHz for `kal`. */
  audio: Uint8Array<ArrayBuffer>;
  /** The text as Flite was given it. */
  spokenText: string;
}

/**
 * The silence in seconds that stays on each side of a seam between two calls to Flite. Between sentences all of Flite's
 * own stays: it makes the same one between two sentences of one call. Elsewhere a sentence's silence would be a
 * stumble, so what is left is as short as Flite's own pause at a comma, or nearly nothing.
 */
const silenceAtSeam: Record<Seam, number> = { sentence: Number.POSITIVE_INFINITY, clause: 0.06, word: 0.01 };

/**
 * Speaks one chunk and blocks until it is done, about a 70th of the audio's length. Throws `text-unspeakable` when the
 * text has a word that Flite cannot speak or nothing would be heard, `engine-failed` when Flite fails.
 */
export function speakDraft(flite: FliteModule, text: string, voice: DraftVoice): DraftSpeech {
  const spokenText = prepareText(text);
  const pieces = splitText(spokenText, fliteLimit);
  const speeches = pieces.map((piece) => speakWithFlite(flite, piece.text, voice));
  if (!speeches.some(isHeard)) throw nothingToSpeak(draftVoice, text);
  const [only] = speeches;
  return {
    audio: speeches.length === 1 && only !== undefined ? only.wav : join(pieces, speeches),
    spokenText,
  };
}

function isHeard({ utterances }: FliteSpeech): boolean {
  return utterances.flat().some((phone) => phone.name !== 'pau');
}

function join(pieces: readonly Piece[], speeches: readonly FliteSpeech[]): Uint8Array<ArrayBuffer> {
  let sampleRate = 0;
  const kept = speeches.map((speech, index) => {
    const wav = readFliteWav(speech.wav);
    sampleRate = wav.sampleRate;
    const seconds = wav.samples.length / sampleRate;
    const before = excess(leadingSilence(speech), pieces[index - 1]?.seam ?? 'sentence');
    const after = excess(trailingSilence(speech, seconds), pieces[index]?.seam ?? 'sentence');
    return wav.samples.subarray(Math.round(before * sampleRate), Math.round((seconds - after) * sampleRate));
  });
  return writeWav(sampleRate, kept);
}

function excess(silence: number, seam: Seam): number {
  return Math.max(0, silence - silenceAtSeam[seam]);
}

/** Seconds of silence before the first sound, from Flite's own timing. */
function leadingSilence({ utterances }: FliteSpeech): number {
  const first = utterances[0]?.[0];
  return first?.name === 'pau' ? first.end : 0;
}

/** Seconds of silence after the last sound, in audio of so many seconds. */
function trailingSilence({ utterances }: FliteSpeech, seconds: number): number {
  const phones = utterances.at(-1) ?? [];
  const last = phones.at(-1);
  if (last?.name !== 'pau') return 0;
  // The speakers made of diphones (kal, kal16) stop half-way through the silence that they announce, in each utterance.
  const announced = utterances.reduce((sum, utterance) => sum + (utterance.at(-1)?.end ?? 0), 0);
  const unspoken = Math.max(0, (announced - seconds) / utterances.length);
  return last.end - (phones.at(-2)?.end ?? 0) - unspoken;
}
