import { existsSync } from 'node:fs';
import { referenceTerms } from '../contract/named-voice.ts';
import { LecternError } from '../contract/problem.ts';
import { voiceFaults, type Voice } from '../contract/voice.ts';
import type { Library } from '../library/open-library.ts';
import { readSettings } from '../library/settings.ts';
import { clipFile } from '../library/take-files.ts';

/**
 * Refuses a voice that cannot speak before anything is paid: `invalid-call` for settings that cannot work together,
 * `consent-needed` for a reference before the terms were accepted, `not-found` for a clip that is gone.
 */
export function refuseFaultyVoice(library: Library, voice: Voice): void {
  const fault = voiceFaults(voice).find(({ severity }) => severity === 'error');
  if (fault !== undefined) {
    throw new LecternError('invalid-call', `This voice cannot speak. ${fault.message}`, 'Change the voice.');
  }
  if (voice.engine !== 'styletts2' || voice.reference === null) return;
  if (readSettings(library.db).referenceTermsAccepted === null) {
    throw new LecternError(
      'consent-needed',
      `This voice copies a reference. ${referenceTerms}`,
      'Accept these terms once, where a reference is chosen, or remove the reference.',
    );
  }
  const { reference } = voice;
  if (reference.kind === 'clip' && !existsSync(library.file(clipFile(reference.hash)))) {
    throw new LecternError(
      'not-found',
      `The reference clip “${reference.name}” is no longer in the library.`,
      'Choose another reference for this voice.',
    );
  }
}
