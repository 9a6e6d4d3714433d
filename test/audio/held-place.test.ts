import { cpSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ensureHeld, holdPlace } from '../../electron/audio/held-place.ts';
import { makeTake } from '../../electron/audio/make-take.ts';
import { factsOf } from '../support/identities.ts';
import { tone, wavOf } from '../support/sounds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function place() {
  const folder = path.join(temporaryFolder(), 'library');
  const database = path.join(folder, 'lectern.sqlite');
  mkdirSync(folder);
  writeFileSync(database, 'a database');
  return { folder, database, held: holdPlace(folder, database) };
}

test.each([
  [
    'the folder is gone',
    ({ folder }: ReturnType<typeof place>) => {
      renameSync(folder, `${folder}-away`);
    },
  ],
  [
    'the folder is a copy',
    ({ folder }: ReturnType<typeof place>) => {
      renameSync(folder, `${folder}-away`);
      cpSync(`${folder}-away`, folder, { recursive: true });
    },
  ],
  [
    'the database is a copy',
    ({ database }: ReturnType<typeof place>) => {
      cpSync(database, `${database}-copy`);
      renameSync(`${database}-copy`, database);
    },
  ],
])('a take that is made when %s is not written', async (_, move) => {
  const library = place();
  expect(() => {
    ensureHeld(library.held);
  }).not.toThrow();
  move(library);
  const listed = (): string[] =>
    readdirSync(path.dirname(library.folder), { recursive: true, encoding: 'utf8' });
  const before = listed();
  const take = makeTake({
    audio: wavOf(tone({ frequency: 200, seconds: 0.2, sampleRate: 24_000 }), 24_000),
    file: path.join(library.folder, 'takes', '1', '7.wav'),
    original: path.join(library.folder, 'originals', '1', '7.audio'),
    sampleRate: 24_000,
    identity: factsOf(),
    place: library.held,
  });
  await expect(take).rejects.toMatchObject({ problem: { code: 'library-moved' } });
  expect(listed()).toEqual(before);
});
