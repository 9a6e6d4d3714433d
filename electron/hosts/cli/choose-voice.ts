import path from 'node:path';
import type { CallInput } from '../../contract/calls.ts';
import type { Client } from '../../contract/client.ts';
import { referenceTerms, type Clip, type NamedVoice } from '../../contract/named-voice.ts';
import { LecternError } from '../../contract/problem.ts';
import { entryOf, type EngineEntry } from '../../contract/engine-entry.ts';
import type { Reference, Voice } from '../../contract/voice.ts';
import { defaultVoiceOf, voiceFaults } from '../../contract/voice-settings.ts';
import type { Tickets } from '../../library/tickets.ts';
import { misused } from '../shared/misused.ts';
import { checkSpeakers } from './check-speakers.ts';
import { clipSeconds, type VoiceChoice } from './voice-options.ts';

/** What a project is told of its voice. */
export type ProjectVoice = Pick<CallInput<'projects.update'>, 'voice' | 'voiceId'>;

/** What choosing a voice needs. */
export interface Choosing {
  client: Client;
  tickets: Tickets;
  /** Says a line to the person. */
  say: (line: string) => void;
}

/**
 * The voice that was asked for, with its reference clip in the library. Rejects before anything is spent: with
 * `bad-usage` for a voice that cannot work, with `invalid-call` for a speaker that its engine does not have, with `consent-needed` until the terms for references are accepted.
 */
export async function chooseVoice(choice: VoiceChoice, choosing: Choosing): Promise<ProjectVoice> {
  const { client, say } = choosing;
  const entry = entryOf(await client.call('engines.list', {}), choice.engine);
  if (choice.acceptTerms) {
    await client.call('settings.update', { referenceTermsAccepted: new Date().toISOString() });
  }
  const named = choice.named === null ? null : await findVoice(client, entry, choice.named);
  const isChanged = Object.keys(choice.settings).length > 0 || choice.reference !== null;
  if (named !== null && !isChanged) {
    await checkSpeakers(client, named.voice, say);
    return { voiceId: named.id };
  }
  const begun = named?.voice ?? defaultVoiceOf(entry);
  const voice: Voice = { ...begun, ...choice.settings };
  const copied = entry.settings.find(({ kind }) => kind === 'reference');
  if (copied !== undefined && choice.reference !== null) {
    voice[copied.id] = await bring(choice.reference, choosing);
  }
  for (const { severity, message } of voiceFaults(entry, voice)) {
    if (severity === 'error') throw misused(message);
    say(`Note: ${message}`);
  }
  await checkSpeakers(client, voice, say);
  return { voice };
}

async function findVoice(
  client: Client,
  { id, name: engine }: EngineEntry,
  name: string,
): Promise<NamedVoice> {
  const voices = await client.call('voices.list', {});
  const folded = name.toLowerCase();
  const found =
    voices.find((voice) => voice.name === name) ??
    voices.find((voice) => voice.name.toLowerCase() === folded);
  if (found === undefined) {
    const names = voices.filter(({ voice }) => voice.engine === id).map((voice) => `“${voice.name}”`);
    const known = names.length === 0 ? 'this library has none' : `this library has ${names.join(', ')}`;
    throw misused(`There is no ${engine} voice named “${name}”; ${known}.`);
  }
  if (found.voice.engine !== id) throw misused(`The voice “${found.name}” is none of ${engine}.`);
  return found;
}

/** A reference for the model: a file is cut into a clip of the library. */
async function bring(
  reference: Exclude<VoiceChoice['reference'], null>,
  { client, tickets, say }: Choosing,
): Promise<Reference> {
  const { referenceTermsAccepted } = await client.call('settings.get', {});
  if (referenceTermsAccepted === null) throw needsConsent();
  if (reference.kind === 'url') return reference;
  const ticket = tickets.forAudio(reference.path);
  const file = await client.call('references.inspect', { ticket });
  const to = Math.min(file.seconds, clipSeconds);
  const name = path.parse(file.name).name || file.name;
  const clip = await client.call('references.cut', { ticket, name, from: 0, to });
  if (to < file.seconds) say(`Reference: the first ${clipSeconds} s of “${file.name}”.`);
  judge(clip, say);
  return { kind: 'clip', hash: clip.hash, name: clip.name };
}

/** Says what may disappoint about a clip. Throws for one that cannot work. */
function judge({ name, quality }: Clip, say: (line: string) => void): void {
  for (const { severity, message } of quality.verdicts) {
    if (severity === 'error') {
      throw new LecternError(
        'bad-usage',
        `“${name}” cannot be a reference: ${message}`,
        'Choose another recording: a few seconds of clear speech by one person.',
      );
    }
    if (severity === 'warning') say(`Reference “${name}”: ${message}`);
  }
}

function needsConsent(): LecternError {
  return new LecternError(
    'consent-needed',
    `A voice is only copied once you have accepted these terms: ${referenceTerms}`,
    'If you agree, run the same command once more with --accept-reference-terms.',
  );
}
