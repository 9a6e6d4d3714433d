import type { Client } from '../../contract/client.ts';
import { askedSettings, entryOf } from '../../contract/engine-entry.ts';
import { checkTold } from '../../contract/engine-state.ts';
import { toProblem } from '../../contract/problem.ts';
import type { Voice } from '../../contract/voice.ts';
import { valueOf } from '../../contract/voice-settings.ts';

/**
 * Rejects with `invalid-call`, naming what there is, for a voice with a speaker that its engine does not tell of. One that
 * cannot be asked now is no reason to stop: what is ready needs no engine, and what is not will say so itself.
 */
export async function checkSpeakers(
  client: Client,
  voice: Voice,
  say: (line: string) => void,
): Promise<void> {
  const entry = entryOf(await client.call('engines.list', {}), voice.engine);
  for (const setting of askedSettings(entry)) {
    const value = valueOf(voice, setting);
    if (typeof value !== 'string') continue;
    const told = await client
      .call('engines.speakers', { voice, setting: setting.id })
      .catch((thrown: unknown) => {
        const { code, message } = toProblem(thrown);
        if (code === 'cancelled') throw thrown;
        say(`Note: whether there is “${value}” could not be asked. ${message}`);
        return [];
      });
    checkTold(setting, value, told);
  }
}
