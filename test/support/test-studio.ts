import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { makeClient, type Client } from '../../electron/contract/client.ts';
import type { NarrationProgress } from '../../electron/contract/narration.ts';
import type { Project } from '../../electron/contract/project.ts';
import { locate } from '../../electron/locations.ts';
import { openStudio, type Studio } from '../../electron/studio/open-studio.ts';
import type { Engine } from '../../electron/engines/engine.ts';
import { ToneEngine } from './tone-engine.ts';

/** The worker threads, from source. */
export const locations = locate(new URL('../../electron/cli.ts', import.meta.url).href);

/** A studio with a tone for a voice, and what tests ask of it. */
export interface TestStudio {
  studio: Studio;
  client: Client;
  engine: ToneEngine;
  /** Imports a text as `name`. */
  import(text: string, name?: string): Promise<{ project: Project; created: boolean }>;
  /** Narrates everything that is included and waits for the end. */
  narrate(project: Project): Promise<NarrationProgress>;
  /** The next narration event that fulfils the condition. */
  narration(isIt: (progress: NarrationProgress) => boolean): Promise<NarrationProgress>;
}

/** What resolves with the next narration event that fulfils a condition. */
export function listenToNarrations(studio: Studio): TestStudio['narration'] {
  return (isIt) =>
    new Promise((resolve) => {
      const stop = studio.subscribe((event) => {
        if (event.name !== 'narration' || !isIt(event.payload)) return;
        stop();
        resolve(event.payload);
      });
    });
}

/** Opens a studio on a library folder; it is closed when the test has finished. */
export async function openTestStudio(
  library: string,
  engine = new ToneEngine(),
  others: readonly Engine[] = [],
): Promise<TestStudio> {
  const engines = [engine, ...others];
  const studio = await openStudio({ library, program: 'A test', locations, engines });
  onTestFinished(() => studio.close());
  return inTestStudio(studio, library, engine);
}

/** What tests ask of a studio that they opened themselves. */
export function inTestStudio(studio: Studio, library: string, engine: ToneEngine): TestStudio {
  const client = makeClient(studio.call);
  const narration = listenToNarrations(studio);
  return {
    studio,
    client,
    engine,
    narration,
    async import(text, name = 'book.md') {
      const file = path.join(library, name);
      writeFileSync(file, text);
      return client.call('projects.import', { ticket: studio.tickets.forManuscript(file) });
    },
    async narrate({ id }) {
      const ended = narration(({ state }) => ['done', 'cancelled', 'stopped'].includes(state));
      await client.call('narration.start', { project: id });
      return ended;
    },
  };
}
