import type { Client } from '../../contract/client.ts';
import { cutLimit } from '../../contract/cut-limit.ts';
import { entryOf } from '../../contract/engine-entry.ts';
import type { Project } from '../../contract/project.ts';
import { count } from '../shared/words.ts';
import type { NarrateArguments } from './arguments.ts';

type Asked = Pick<NarrateArguments, 'voice' | 'chunkLimit'>;

/** How a book that is new is cut: as it was asked for, and as the voice that was asked for needs it. */
export async function cutAs({ voice, chunkLimit }: Asked, client: Client): Promise<{ chunkLimit?: number }> {
  if (voice === null) return chunkLimit === null ? {} : { chunkLimit };
  const settings = await client.call('settings.get', {});
  const speaker = entryOf(await client.call('engines.list', {}), voice.engine);
  return { chunkLimit: cutLimit(speaker, chunkLimit ?? settings.chunkLimit) };
}

/** Cuts a known book anew, where that was asked for; what is spoken stays as it is. Answers with what to say of it. */
export async function cutAnew(
  { chunkLimit: limit }: Asked,
  client: Client,
  project: Project,
): Promise<string | null> {
  if (limit === null || limit === project.chunkLimit) return null;
  const { changed } = await client.call('chunks.cutAnew', { project: project.id, limit, spoken: false });
  return changed === 0
    ? `Nothing had to be cut anew for chunks of at most ${limit} characters.`
    : `${count(changed, 'chunk')} cut anew, to at most ${limit} characters; what is spoken stays as it is.`;
}
