import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { chunksOf, imported } from '../support/lamp-book.ts';
import { openTestStudio } from '../support/test-studio.ts';

describe('after a crash', () => {
  /** Puts a library into the state that a process leaves when it is killed while the first chunk is being kept. */
  async function killedWhileKeeping(leave: (take: string) => void) {
    const { library, engine, project, studio, self } = await imported();
    const { total } = await self.narrate(project);
    await studio.close();
    const db = new Sqlite(path.join(library, 'lectern.sqlite'));
    db.exec(`DELETE FROM takes WHERE prediction_id = 1;
             UPDATE predictions SET state = 'running', ended_at = NULL WHERE id = 1`);
    db.close();
    const take = path.join(library, 'takes', String(project.id), '1.wav');
    leave(take);
    const spoken = engine.spoken.length;
    const next = await openTestStudio(library, engine);
    const end = await next.narrate(project);
    expect(end).toMatchObject({ state: 'done', ready: total });
    return { take, spokenAgain: engine.spoken.length - spoken, chunks: await chunksOf(next, project) };
  }

  test('a take that was written whole but not recorded is recorded, not spoken again', async () => {
    const { spokenAgain, chunks } = await killedWhileKeeping(() => undefined);
    expect(spokenAgain).toBe(0);
    expect(chunks.find(({ text }) => text === 'One')?.take?.samples).toBeGreaterThan(0);
  });

  test('half a take is thrown away and spoken again', async () => {
    const { take, spokenAgain } = await killedWhileKeeping((file) => {
      writeFileSync(`${file}.part`, readFileSync(file).subarray(0, 500));
      rmSync(file);
    });
    expect(spokenAgain).toBe(1);
    expect(existsSync(`${take}.part`)).toBe(false);
  });
});

test('what a killed export had written is removed at the next start', async () => {
  const { library, project, studio } = await imported();
  await studio.close();
  const temporary = path.join(library, 'book.wav.0123456789ab.part');
  writeFileSync(temporary, 'half an audiobook');
  const db = new Sqlite(path.join(library, 'lectern.sqlite'));
  db.prepare(
    `INSERT INTO exports (project_id, target, temporary, state, samples, bytes, created_at)
     VALUES (?, ?, ?, 'running', 1, 2, '2026-01-01')`,
  ).run(project.id, path.join(library, 'book.wav'), temporary);
  db.close();
  await openTestStudio(library);
  expect(existsSync(temporary)).toBe(false);
});
