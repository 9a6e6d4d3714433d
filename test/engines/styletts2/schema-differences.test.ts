import { expect, test } from 'vitest';
import { ReplicateClient } from '../../../electron/engines/services/replicate/replicate-client.ts';
import { schemaDifferences } from '../../../electron/engines/styletts2/schema-differences.ts';
import { startFast } from '../../replicate-server/fast-server.ts';
import type { NewerVersion } from '../../replicate-server/model-versions.ts';

/** How the newest version of a service's model differs from Lectern's controls. */
async function differencesOf(newerVersion: NewerVersion | null): Promise<string[]> {
  const { server } = await startFast({ newerVersion });
  const client = new ReplicateClient({ apiUrl: server.url, token: server.token });
  const { latestVersion } = await client.model('adirik', 'styletts2');
  return schemaDifferences(latestVersion?.schema ?? null);
}

const id = 'ab'.repeat(32);

test('the version that Lectern was made for has the inputs of its controls', async () => {
  expect(await differencesOf(null)).toEqual([]);
});

test('a newer version that is the same has none either', async () => {
  expect(await differencesOf({ id })).toEqual([]);
});

test('inputs that are gone, new, needed or of another range are each named', async () => {
  const differences = await differencesOf({
    id,
    inputs: {
      beta: null,
      alpha: { type: 'number', minimum: 0, maximum: 2, default: 0.3, description: '' },
      speed: { type: 'number', default: 1, description: '' },
      language: { type: 'string', description: '' },
    },
    required: ['text', 'language'],
  });
  expect(differences.join('\n')).toMatch(/no input “beta”/u);
  expect(differences.join('\n')).toMatch(/“alpha” is 2 at the most; Lectern’s control has 1/u);
  expect(differences.join('\n')).toMatch(/an input “speed” that Lectern does not set/u);
  expect(differences.join('\n')).toMatch(/needs an input “language”/u);
  expect(differences).toHaveLength(4);
});

test('a service that describes nothing is no difference', () => {
  for (const document of [null, {}, { components: { schemas: {} } }, 'x']) {
    expect(schemaDifferences(document)).toEqual([]);
  }
});
