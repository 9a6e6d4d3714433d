import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { ReadDb } from '../../electron/db/connection.ts';
import { expectFullCount } from '../support/full-count.ts';
import { openTestStudio } from '../support/test-studio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Random } from '../support/random-walk.ts';
import { ToneEngine } from '../support/tone-engine.ts';

const program = path.resolve(import.meta.dirname, '../support/walk-until-killed.ts');
const kills = 20;
const stepsWanted = 2000;

const book = Array.from(
  { length: 4 },
  (_, chapter) =>
    `# Night ${chapter + 1}\n\n${Array.from(
      { length: 6 },
      (_, index) =>
        `On evening ${index + 1} the keeper of the ${chapter + 1}th lamp wrote that the sea was calm. “Nobody came,” he wrote; and nobody had, for the steps were wet. The lamp burned lower than the night before, and he trimmed it twice.`,
    ).join('\n\n')}\n\n* * *\n\nIt went out at last, and the morning came.\n`,
).join('\n');

interface Row {
  section: number;
  text: string;
  fromParagraph: number;
  fromOffset: number;
  toParagraph: number;
  toOffset: number;
}

const bare = (text: string): string => text.replace(/\s/gu, '');

/** Every chunk is the text of the place that it says, and laid end to end they are the section's paragraphs. */
function expectConservation(db: ReadDb): void {
  const chunks = db
    .prepare<[], Row>(
      `SELECT section_id AS section, text, from_paragraph AS fromParagraph, from_offset AS fromOffset,
              to_paragraph AS toParagraph, to_offset AS toOffset
         FROM chunks ORDER BY section_id, from_paragraph, from_offset`,
    )
    .all();
  const paragraphs = Map.groupBy(
    db
      .prepare<[], { section: number; text: string }>(
        'SELECT section_id AS section, text FROM paragraphs ORDER BY section_id, position',
      )
      .all(),
    ({ section }) => section,
  );
  for (const [section, rows] of Map.groupBy(chunks, (chunk) => chunk.section)) {
    const texts = (paragraphs.get(section) ?? []).map(({ text }) => text);
    for (const row of rows) {
      const slice = texts
        .slice(row.fromParagraph, row.toParagraph + 1)
        .map((text, index, all) =>
          text.slice(index === 0 ? row.fromOffset : 0, index === all.length - 1 ? row.toOffset : undefined),
        )
        .join('\n');
      expect(bare(slice)).toBe(bare(row.text));
    }
    expect(bare(rows.map(({ text }) => text).join(''))).toBe(bare(texts.join('')));
  }
}

/** The takes of a library by their numbers, each with its file. */
function takesOf(db: ReadDb): Map<number, string> {
  const rows = db.prepare<[], { id: number; file: string }>('SELECT id, file FROM takes').all();
  return new Map(rows.map(({ id, file }) => [id, file]));
}

/** Walks until it has gone so many steps, and kills it there with -9; the answer is its steps. */
async function walkAndKill(library: string, seed: number, length: number): Promise<string[]> {
  const walker = spawn(process.execPath, [program, library, String(seed)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  walker.stderr.on('data', (data: Buffer) => (complaint += data.toString()));
  const closed = new Promise<void>((resolve) =>
    walker.once('close', () => {
      resolve();
    }),
  );
  const gone: string[] = [];
  for await (const line of createInterface({ input: walker.stdout })) {
    gone.push(line);
    if (gone.length === length) walker.kill('SIGKILL');
  }
  await closed;
  if (gone.length < length) throw new Error(`after ${gone.length} steps of seed ${seed}: ${complaint}`);
  return gone;
}

test(`a walk of ${stepsWanted} random edits, undos and narrations, killed ${kills} times, loses no take and no character`, async () => {
  const library = temporaryFolder();
  const first = await openTestStudio(library, new ToneEngine(), [new ToneEngine('styletts2')]);
  await first.import(book);
  await first.studio.close();
  const seed = Number(process.env['LECTERN_SEED'] ?? Date.now() % 100_000);
  process.stdout.write(`random walk from seed ${seed}\n`);
  const random = new Random(seed);
  let takes = new Map<number, string>();
  const walked: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const left = stepsWanted - walked.length;
    const length =
      kill === kills - 1 ? left : Math.max(1, Math.round((left / (kills - kill)) * (0.5 + random.next())));
    walked.push(...(await walkAndKill(library, seed + kill, length)));
    const db = new Sqlite(path.join(library, 'lectern.sqlite'), { readonly: true });
    expectFullCount(db);
    expectConservation(db);
    const now = takesOf(db);
    for (const [id, file] of takes) expect(now.get(id), `take ${id}`).toBe(file);
    for (const file of now.values()) expect(existsSync(path.join(library, file)), file).toBe(true);
    takes = now;
    db.close();
  }
  expect(walked.length).toBeGreaterThanOrEqual(stepsWanted);
  // The walk went everywhere, and undoing all of it leads back to the beginning.
  expect(new Set(walked).size).toBe(15);
  expect(takes.size).toBeGreaterThan(30);
});
