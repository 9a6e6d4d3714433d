import { hash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { readOriginalIdentity, readTakeIdentity } from '../../electron/audio/identity-chunk.ts';
import { exportBook } from '../support/exporting.ts';
import { book, imported } from '../support/lamp-book.ts';
import { makeOld } from '../support/old-library.ts';
import { expectSoundAccount, openPaidStudio, startFastServer } from '../support/paid-studio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestStudio } from '../support/test-studio.ts';

function database(library: string): string {
  return path.join(library, 'lectern.sqlite');
}

function change(library: string, sql: string): void {
  const db = new Sqlite(database(library));
  db.exec(sql);
  db.close();
}

/** What the lamp book is when it is narrated and exported by a library that nothing ever happened to. */
async function rightBytes(): Promise<Buffer | null> {
  const { self, project, library } = await imported();
  await self.narrate(project);
  return (await exportBook(self, project, path.join(library, 'book.wav'))).bytes;
}

/** The samples of every take below a library, by their hash. */
function soundsIn(library: string): Set<string> {
  const entries = readdirSync(path.join(library, 'takes'), { recursive: true, withFileTypes: true });
  return new Set(
    entries
      .filter(({ name }) => name.endsWith('.wav'))
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)))
      .map((bytes) => hash('sha256', bytes.subarray(44, 44 + bytes.readUInt32LE(40)))),
  );
}

/** Puts the first prediction of a narrated library back to where a process left it that was killed while keeping it. */
const killedWhileKeeping = `DELETE FROM takes WHERE prediction_id = 1;
  UPDATE predictions SET state = 'running', ended_at = NULL WHERE id = 1`;

describe('a take that is found under its name after a crash', () => {
  async function found(leave: (take: (id: number) => string, library: string) => void) {
    const { library, engine, project, studio, self } = await imported();
    await self.narrate(project);
    await studio.close();
    change(library, killedWhileKeeping);
    leave((id) => path.join(library, 'takes', String(project.id), `${id}.wav`), library);
    const sounds = soundsIn(library);
    const spoken = engine.spoken.length;
    const next = await openTestStudio(library, engine);
    await next.narrate(project);
    const { bytes } = await exportBook(next, project, path.join(library, 'book.wav'));
    const right = await rightBytes();
    return {
      spokenAgain: engine.spoken.length - spoken,
      isRight: right !== null && bytes?.equals(right) === true,
      // Nothing that was there is lost.
      lost: [...sounds].filter((sound) => !soundsIn(library).has(sound)),
    };
  }

  test('is believed when it says that it is of that prediction, and sounds as it says', async () => {
    const result = await found(() => undefined);
    expect(result).toEqual({ spokenAgain: 0, isRight: true, lost: [] });
  });

  test('is left alone when it says that it is another’s, and the chunk is spoken', async () => {
    const result = await found((take) => {
      copyFileSync(take(2), take(1));
    });
    expect(result).toEqual({ spokenAgain: 1, isRight: true, lost: [] });
  });

  test('is left alone when it says nothing', async () => {
    const result = await found((_, library) => {
      makeOld(library);
      change(library, 'UPDATE predictions SET unidentified = 0');
    });
    expect(result).toEqual({ spokenAgain: 1, isRight: true, lost: [] });
  });

  test('is believed without a word when its prediction is of a Lectern that wrote none', async () => {
    const result = await found((_, library) => {
      makeOld(library);
    });
    expect(result).toEqual({ spokenAgain: 0, isRight: true, lost: [] });
  });

  test('is left alone when a sample of it is another than it says', async () => {
    const result = await found((take) => {
      const bytes = readFileSync(take(1));
      bytes.writeUInt8(bytes.readUInt8(1000) ^ 1, 1000);
      writeFileSync(take(1), bytes);
    });
    expect(result).toEqual({ spokenAgain: 1, isRight: true, lost: [] });
  });
});

test('an older database that is put back beside newer takes makes no chapter be heard with another’s audio', async () => {
  const { library, project, studio } = await imported();
  await studio.close();
  copyFileSync(database(library), path.join(library, 'older'));
  const newer = await openTestStudio(library);
  const [one, two] = (await newer.client.call('sections.list', { project: project.id })).filter(
    ({ included }) => included,
  );
  if (one === undefined || two === undefined) throw new Error('there must be two chapters');
  const narrateOnly = (studioOf: typeof newer, section: typeof one.id) => {
    const ended = studioOf.narration(({ state }) => state === 'done' || state === 'cancelled');
    return {
      ended,
      started: studioOf.client.call('narration.start', { project: project.id, sections: [section] }),
    };
  };
  await narrateOnly(newer, one.id).ended;
  await newer.studio.close();
  const sounds = soundsIn(library);
  expect(sounds.size).toBeGreaterThan(2);

  // As our own message once advised. The numbers of predictions begin anew, and their files are there already.
  for (const ending of ['-wal', '-shm']) rmSync(database(library) + ending, { force: true });
  copyFileSync(path.join(library, 'older'), database(library));
  const older = await openTestStudio(library);
  older.engine.holds = (text) => text.startsWith('The second night');
  const held = older.engine.held();
  const narration = narrateOnly(older, two.id);
  await narration.started;
  await held;
  // Killed now, and opened again.
  const killed = temporaryFolder();
  for (const name of readdirSync(library)) {
    if (/^(?:lectern\.sqlite|takes)/u.test(name))
      cpSync(path.join(library, name), path.join(killed, name), { recursive: true });
  }
  older.engine.release();
  await narration.ended;
  const right = await rightBytes();
  for (const [folder, opened] of [
    [library, older],
    [killed, await openTestStudio(killed)],
  ] as const) {
    await opened.narrate(project);
    const { bytes, end } = await exportBook(opened, project, path.join(folder, 'book.wav'));
    expect(end.state).toBe('succeeded');
    expect(right !== null && bytes?.equals(right)).toBe(true);
    expect([...sounds].filter((sound) => !soundsIn(folder).has(sound))).toEqual([]);
  }
});

describe('what an earlier Lectern made', () => {
  test('says what it is soon after the library was opened, and is otherwise as it was', async () => {
    const server = await startFastServer();
    const first = await openPaidStudio(server);
    const { library } = first;
    const project = await first.importPaid();
    await first.narrate(project);
    await first.studio.close();
    makeOld(library);
    const sounds = soundsIn(library);
    const again = await openPaidStudio(server, library);
    const take = path.join(library, 'takes', String(project.id), '2.wav');
    const original = path.join(library, 'originals', String(project.id), '2.audio');
    while (readOriginalIdentity(original) === null) await new Promise(setImmediate);
    expect(readTakeIdentity(take)).toMatchObject({
      prediction: 2,
      sampleRate: 24_000,
      project: { id: project.id, title: project.title },
      voice: { engine: 'styletts2' },
      sent: { service: server.url, remoteId: server.predictions[1]?.id, cost: expect.any(Number) as number },
    });
    expect(readOriginalIdentity(original)?.sha256).toBe(hash('sha256', readFileSync(original)));
    expect(soundsIn(library)).toEqual(sounds);
    await again.studio.close();
    const db = new Sqlite(database(library), { readonly: true });
    expect(db.prepare('SELECT count(*) FROM takes WHERE sha256 IS NULL').pluck().get()).toBe(0);
    const identities = db.prepare('SELECT file, sha256 FROM takes').all() as {
      file: string;
      sha256: string;
    }[];
    for (const { file, sha256 } of identities) {
      expect(readTakeIdentity(path.join(library, file))?.sha256).toBe(sha256);
    }
    db.close();
    expectSoundAccount(server);
  });

  test('says what it is at once when it is exported, and is proven from then on', async () => {
    const { library, project, studio, self } = await imported();
    await self.narrate(project);
    await studio.close();
    makeOld(library);
    const next = await openTestStudio(library);
    const target = path.join(library, 'book.wav');
    const { end } = await exportBook(next, project, target);
    expect(end.state).toBe('succeeded');
    for (const name of readdirSync(path.join(library, 'takes', String(project.id)))) {
      if (!name.endsWith('.wav')) continue;
      const file = path.join(library, 'takes', String(project.id), name);
      expect(readTakeIdentity(file)?.project?.id).toBe(project.id);
      const bytes = readFileSync(file);
      bytes.writeUInt8(bytes.readUInt8(500) ^ 1, 500);
      writeFileSync(file, bytes);
    }
    rmSync(target);
    expect((await exportBook(next, project, target)).end.problem?.code).toBe('take-changed');
  });

  test('is not exported when it is cut short', async () => {
    const { library, project, studio, self } = await imported();
    await self.narrate(project);
    await studio.close();
    makeOld(library);
    const file = path.join(library, 'takes', String(project.id), '2.wav');
    writeFileSync(file, readFileSync(file).subarray(0, -100));
    const next = await openTestStudio(library);
    const { end } = await exportBook(next, project, path.join(library, 'book.wav'));
    expect(end.problem).toMatchObject({ code: 'take-changed' });
    await next.narrate(project);
    expect((await exportBook(next, project, path.join(library, 'book.wav'))).end.state).toBe('succeeded');
  });
});

describe('a paid original', () => {
  /** Two chunks that were paid for; the takes of both are gone. */
  async function withoutTakes() {
    const server = await startFastServer();
    const first = await openPaidStudio(server);
    const project = await first.importPaid(book);
    await first.narrate(project);
    const { creates } = server.stats;
    await first.studio.close();
    const { library } = first;
    rmSync(path.join(library, 'takes'), { recursive: true });
    const original = (id: number, kind = 'audio') =>
      path.join(library, 'originals', String(project.id), `${id}.${kind}`);
    return { server, library, project, creates, original };
  }

  test('that says what it is, and is that, saves paying again; another’s under its name does not, and is kept', async () => {
    const { server, library, project, creates, original } = await withoutTakes();
    const theirs = readFileSync(original(2));
    copyFileSync(original(2), original(3));
    copyFileSync(original(2, 'json'), original(3, 'json'));
    const again = await openPaidStudio(server, library);
    expect(await again.narrate(project)).toMatchObject({ state: 'done' });
    // The one that was overwritten from outside was paid again, and it alone.
    expect(server.stats.creates).toBe(creates + 1);
    expect(readFileSync(original(3)).equals(theirs)).toBe(true);
    expect(existsSync(original(3, 'json'))).toBe(true);
  });

  test('that is not what it says is not used', async () => {
    const { server, library, project, creates, original } = await withoutTakes();
    writeFileSync(original(2), readFileSync(original(3)));
    const again = await openPaidStudio(server, library);
    expect(await again.narrate(project)).toMatchObject({ state: 'done' });
    expect(server.stats.creates).toBe(creates + 1);
  });
});
