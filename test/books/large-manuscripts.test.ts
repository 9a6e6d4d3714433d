import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readingLimits } from '../../electron/manuscript/too-much.ts';
import { ManuscriptReader } from '../../electron/book/manuscript-reader.ts';
import { narrate } from '../support/command-line.ts';
import { epubFiles, zip } from '../support/epub-builder.ts';
import { makeNovel } from '../support/novel.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { locations } from '../support/test-studio.ts';

/** More than the Bible has, in characters. */
const longest = 5_000_000;

/** The hardest Markdown that people write: something emphasised in nearly every sentence. */
function emphasised(text: string): string {
  return text.replaceAll(/\b(without|once|harbour|clock) (\w+)/gu, '*$1* **$2**');
}

test('5 MB of prose are well within what reading may take, whatever the format', async () => {
  const folder = temporaryFolder();
  const novel = makeNovel(longest);
  const body = novel
    .split('\n\n')
    .map((paragraph) => `<p>${paragraph.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
    .join('\n');
  const files: Record<string, string | Uint8Array> = {
    'novel.txt': novel,
    'novel.md': emphasised(novel),
    'novel.epub': await zip(epubFiles({ documents: [{ name: 'one.xhtml', body }] })),
  };
  // Less than what is allowed, so that it has room to spare.
  const reader = new ManuscriptReader(locations.manuscriptWorker, {
    ...readingLimits,
    megabytes: 0.8 * readingLimits.megabytes,
  });
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(path.join(folder, name), content);
    const planned = await reader.plan({ path: path.join(folder, name), name }, 280);
    const characters = planned.sections
      .flatMap(({ chunks }) => chunks)
      .reduce((sum, { text }) => sum + text.length, 0);
    expect(characters, name).toBeGreaterThan(longest * 0.9);
  }
  await reader.close();
});

test('a manuscript without end is bad input on the command line, not a crash of it', async () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'endless.md'), emphasised(makeNovel(longest)).repeat(11));
  const { code, signal, out, err } = await narrate(['endless.md', '--plan'], {
    folder,
    library: path.join(folder, 'library'),
  });
  expect({ code, signal, out }).toEqual({ code: 2, signal: null, out: '' });
  expect(err).toMatch(/“endless\.md” was given up (?:at 1536 MB|after 120 seconds)/u);
});
