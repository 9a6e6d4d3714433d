import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { makeClient, type Client } from '../../electron/contract/client.ts';
import type { NarrationProgress } from '../../electron/contract/narration.ts';
import type { Project } from '../../electron/contract/project.ts';
import { defaultStyleTts2Voice, type StyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import { openConnection } from '../../electron/connection/connection-store.ts';
import { openStudio, type Studio } from '../../electron/studio/open-studio.ts';
import { defaultPatience, hasten } from '../../electron/engines/services/replicate/patience.ts';
import { createStyleTts2Engine } from '../../electron/engines/styletts2/styletts2-engine.ts';
import { startReplicateServer, type ReplicateServer } from '../replicate-server/replicate-server.ts';
import type { ReplicateServerOptions } from '../replicate-server/options.ts';
import { book } from './lamp-book.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { listenToNarrations, locations } from './test-studio.ts';
import { ToneEngine } from './tone-engine.ts';

/** A local Replicate whose predictions take a blink. It is closed when the test has finished. */
export async function startFastServer(options: ReplicateServerOptions = {}): Promise<ReplicateServer> {
  const quick = { voice: 'tone', setupSeconds: 0.005, secondsPerCharacter: 0.0001 } as const;
  const server = await startReplicateServer({ ...quick, ...options });
  onTestFinished(() => server.close());
  return server;
}

/** A studio that speaks StyleTTS 2 through a local Replicate. */
export interface PaidStudio {
  /** The library's folder. */
  library: string;
  studio: Studio;
  client: Client;
  /** The next narration event that fulfils the condition. */
  narration(isIt: (progress: NarrationProgress) => boolean): Promise<NarrationProgress>;
  /** Imports a text whose project is spoken by StyleTTS 2. */
  importPaid(text?: string, voice?: Partial<StyleTts2Voice>): Promise<Project>;
  /** Narrates everything that is included and waits for the end, or for a pause. */
  narrate(project: Project, maxCost?: number): Promise<NarrationProgress>;
}

/** Opens a studio on a library, with its token in a folder of its own; it is closed when the test has finished. */
export async function openPaidStudio(
  server: Pick<ReplicateServer, 'url' | 'token'>,
  library = temporaryFolder(),
): Promise<PaidStudio> {
  const connection = await openConnection({
    folder: path.join(library, 'configuration'),
    environment: { REPLICATE_API_TOKEN: server.token },
  });
  connection.update({ apiUrl: server.url });
  // A cancel is not hurried: what is under way has as long as in life.
  const { grace } = defaultPatience;
  const patience = { ...hasten(defaultPatience, 0.004), pace: 0.02, silence: 0.4, grace };
  const engine = createStyleTts2Engine({
    connection: () => connection.read(),
    readReference: () => Promise.reject(new Error('no test here has a clip')),
    expectedSeconds: () => null,
    patience,
  });
  const engines = [new ToneEngine(), engine];
  const studio = await openStudio({ library, program: 'A test', locations, engines, connection, patience });
  onTestFinished(() => studio.close());
  const client = makeClient(studio.call);
  const narration = listenToNarrations(studio);
  return {
    library,
    studio,
    client,
    narration,
    async importPaid(text = book, voice = {}) {
      const file = path.join(library, 'book.md');
      writeFileSync(file, text);
      const ticket = studio.tickets.forManuscript(file);
      const { project } = await client.call('projects.import', { ticket });
      const paid = { ...defaultStyleTts2Voice, ...voice };
      return client.call('projects.update', { project: project.id, voice: paid });
    },
    async narrate({ id: project }, maxCost) {
      const ended = narration(({ state }) => ['done', 'cancelled', 'stopped', 'paused'].includes(state));
      await client.call('narration.start', { project, ...(maxCost === undefined ? {} : { maxCost }) });
      return ended;
    },
  };
}

/** Nothing was paid twice, nothing was paid for nothing but what gave no audio, and nothing is left running. */
export function expectSoundAccount(server: ReplicateServer): void {
  const { creates, distinctInputs, unusable, doublePayments } = server.stats;
  expect(doublePayments).toEqual([]);
  expect(creates).toBe(distinctInputs + unusable);
  expect(server.running()).toEqual([]);
  expect(server.leaks).toEqual([]);
}
