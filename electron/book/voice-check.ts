import { existsSync } from 'node:fs';
import { referenceTerms } from '../contract/named-voice.ts';
import { LecternError } from '../contract/problem.ts';
import type { EngineEntry } from '../contract/engine-entry.ts';
import type { Voice } from '../contract/voice.ts';
import { readVoice, referenceOf, voiceFaults } from '../contract/voice-settings.ts';
import type { Library } from '../library/open-library.ts';
import { readSettings } from '../library/settings.ts';
import { clipFile } from '../library/take-files.ts';

/**
 * Refuses a voice that cannot speak before anything is paid: `invalid-call` for settings that cannot work together,
 * `consent-needed` for a reference before the terms were accepted, `not-found` for a clip that is gone.
 */
export function refuseFaultyVoice(library: Library, entry: EngineEntry, voice: Voice): void {
  const fault = voiceFaults(entry, voice).find(({ severity }) => severity === 'error');
  const isRead = readVoice(entry, voice) !== null;
  if (fault !== undefined || !isRead) {
    const why = fault?.message ?? `A setting of it has a value that ${entry.name} does not take.`;
    throw new LecternError('invalid-call', `This voice cannot speak. ${why}`, 'Change the voice.');
  }
  const reference = referenceOf(entry, voice);
  if (reference === null) return;
  if (readSettings(library.db).referenceTermsAccepted === null) {
    throw new LecternError(
      'consent-needed',
      `This voice copies a reference. ${referenceTerms}`,
      'Accept these terms once, where a reference is chosen, or remove the reference.',
    );
  }
  if (reference.kind === 'clip' && !existsSync(library.file(clipFile(reference.hash)))) {
    throw new LecternError(
      'not-found',
      `The reference clip “${reference.name}” is no longer in the library.`,
      'Choose another reference for this voice.',
    );
  }
}
