import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { narrate, Run } from '../support/command-line.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const story = `# The Ferry

## The Crossing

The ferry left at six, as it always did. Nobody spoke.

## The Shore

On the far side there was a light — small, yellow, and very far away.
`;

function workshop() {
  const folder = temporaryFolder();
  const library = path.join(folder, 'library');
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(path.join(folder, name), content);
    return name;
  };
  return {
    folder,
    library,
    write,
    narrate: (...args: string[]) => narrate(args, { folder, library }),
    start: (...args: string[]) => new Run(['narrate', ...args], { folder, library }),
    read: (name: string) => readFileSync(path.join(folder, name)),
  };
}

describe('a book becomes one WAV', () => {
  test('the sample, with the draft voice; the second run speaks nothing and gives the same bytes', async () => {
    const { narrate, read } = workshop();
    const first = await narrate('sample', '--out', 'sample.wav');
    expect(first).toMatchObject({ code: 0 });
    expect(first.out).toMatch(/sample\.wav: 3 chapters, \d+ min, checked\.\n$/);
    const bytes = read('sample.wav');
    expect(bytes.subarray(0, 4).toString()).toBe('RIFF');
    const seconds = (bytes.length - 80) / 48_000;
    expect(seconds).toBeGreaterThan(150);
    expect(seconds).toBeLessThan(420);
    const second = await narrate('sample', '--out', 'again.wav');
    expect(second.err).toMatch(/Nothing was left to speak: \d+ chunks there already/);
    expect(read('again.wav').equals(bytes)).toBe(true);
  });

  test('tells every chapter on a line of its own when there is no terminal', async () => {
    const { narrate, write } = workshop();
    const { err } = await narrate(write('ferry.md', story), '--out', 'ferry.wav', '--voice', 'draft:kal16');
    expect(err).toMatch(/Chapter 1 of 2, “The Crossing” · 0 % done/);
    expect(err).toMatch(/Chapter 2 of 2, “The Shore” · \d+ % done · \d+ s left/);
    expect(err).not.toContain('\u001b');
  });

  test('chapters are counted among the included ones', async () => {
    const { narrate, write, read } = workshop();
    const book = write(
      'ferry.md',
      story.replace('## The Crossing', '## Contents\n\nCrossing, shore\n\n## The Crossing'),
    );
    const { code, out } = await narrate(
      book,
      '--out',
      'shore.wav',
      '--chapters',
      '2',
      '--voice',
      'draft:kal16',
    );
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringMatching(/1 chapter,/) as string });
    expect(read('shore.wav').toString('latin1')).toContain('The Shore');
    const beyond = await narrate(book, '--out', 'x.wav', '--chapters', '3');
    expect(beyond).toMatchObject({ code: 2 });
    expect(beyond.err).toMatch(/no chapter 3: this book has 2 included chapters/);
  });

  test('an existing file is replaced with --force and not without', async () => {
    const { narrate, write, read } = workshop();
    const book = write('ferry.md', story);
    write('out.wav', 'precious');
    const refused = await narrate(book, '--out', 'out.wav', '--voice', 'draft:kal16');
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.err).toMatch(/out\.wav is there already/);
    expect(read('out.wav').toString()).toBe('precious');
    expect(await narrate(book, '--out', 'out.wav', '--voice', 'draft:kal16', '--force')).toMatchObject({
      code: 0,
    });
    expect(read('out.wav').length).toBeGreaterThan(10_000);
  });
});

describe('the plan', () => {
  test('as JSON is the only thing on standard output, speaks nothing and makes no library', async () => {
    const { narrate, write, library } = workshop();
    const { code, out, err } = await narrate(write('ferry.md', story), '--plan', '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const told = (text: string, pauseAfter: number, spoken = text) => ({
      ...{ text, pauseAfter, spoken, refused: null, ready: false },
    });
    expect(JSON.parse(out)).toEqual({
      title: 'The Ferry',
      author: null,
      language: null,
      chapters: [
        {
          title: 'Title page',
          included: false,
          reason: 'Title page',
          chunks: [told('The Ferry', 2)],
        },
        {
          title: 'The Crossing',
          included: true,
          reason: null,
          chunks: [
            told('The Crossing', 1),
            told('The ferry left at six, as it always did. Nobody spoke.', 2),
          ],
        },
        {
          title: 'The Shore',
          included: true,
          reason: null,
          chunks: [
            told('The Shore', 1),
            told(
              'On the far side there was a light — small, yellow, and very far away.',
              2,
              'On the far side there was a light, small, yellow, and very far away.',
            ),
          ],
        },
      ],
    });
    expect(existsSync(library)).toBe(false);
  });

  test('for people names what is skipped and why, and works while another process holds the library', async () => {
    const { start, narrate, write } = workshop();
    const book = write('ferry.md', `${story}\n## Copyright\n\nAll rights reserved.\n`);
    const long = write('long.txt', 'It went on and on, and nobody knew why. '.repeat(400));
    const holder = start(long, '--out', 'long.wav');
    await holder.says(/Chapter 1 of 1/);
    const { code, out } = await narrate(book, '--plan', '--chapters', '2');
    expect(code).toBe(0);
    expect(out).toMatch(/–\s+The Crossing\s+\(skipped: Not among the chosen chapters\)/);
    expect(out).toMatch(/1\s+The Shore\s+\(2 chunks, about \d+ s\)/);
    expect(out).toMatch(/–\s+Copyright\s+\(skipped: Copyright notice\)/);
    const refused = await narrate(book, '--out', 'x.wav');
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(
      new RegExp(`in use by Lectern on the command line \\(process ${String(holder.child.pid)}`),
    );
    holder.child.kill('SIGINT');
    expect(await holder.ended).toMatchObject({ code: 130 });
  });
});

describe('chunks that cannot be spoken', () => {
  const mixed =
    'He opened the letter and read it aloud.\n\nПривет, мой старый и верный друг!\n\nThen he put it away again.\n';

  test('are listed and nothing is exported, unless gaps are allowed', async () => {
    const { folder, narrate, write } = workshop();
    const book = write('letter.txt', mixed);
    const refused = await narrate(book, '--out', 'letter.wav', '--voice', 'draft:kal16');
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/Not spoken, in “.*”: “Привет, мой старый/);
    expect(refused.err).toMatch(/Cyrillic/);
    expect(refused.err).toMatch(/1 chunk could not be spoken, so nothing was exported/);
    expect(existsSync(path.join(folder, 'letter.wav'))).toBe(false);
    const allowed = await narrate(book, '--out', 'letter.wav', '--allow-gaps');
    expect(allowed.code).toBe(0);
    expect(existsSync(path.join(folder, 'letter.wav'))).toBe(true);
  });
});

test('the book itself is never replaced by its audiobook, whatever link leads to it', async () => {
  const { folder, narrate, write, read } = workshop();
  write('ferry.md', story);
  symlinkSync('ferry.md', path.join(folder, 'link.wav'));
  linkSync(path.join(folder, 'ferry.md'), path.join(folder, 'twin.wav'));
  for (const out of ['link.wav', 'twin.wav']) {
    const { code, err } = await narrate('ferry.md', '--out', out, '--force');
    expect(code).toBe(2);
    expect(err).toMatch(/is the book itself/);
    expect(read(out).toString()).toBe(story);
  }
});

test('the recording of the voice and the library itself are never replaced by an audiobook', async () => {
  const { folder, library, narrate, write, read } = workshop();
  write('ferry.md', story);
  write('voice.wav', 'a recording');
  mkdirSync(path.join(library, 'takes'), { recursive: true });
  symlinkSync(path.join(library, 'takes'), path.join(folder, 'elsewhere'));
  const styled = ['--voice', 'styletts2', '--reference', 'voice.wav', '--accept-reference-terms'];
  const recorded = await narrate('ferry.md', '--out', 'voice.wav', '--force', ...styled);
  expect([recorded.code, recorded.err]).toEqual([
    2,
    expect.stringMatching(/is the recording that the voice is copied from/u),
  ]);
  expect(read('voice.wav').toString()).toBe('a recording');
  for (const out of [path.join(library, 'takes', 'book.wav'), path.join('elsewhere', 'book.wav')]) {
    const { code, err } = await narrate('ferry.md', '--out', out, '--force');
    expect([code, err], out).toEqual([2, expect.stringMatching(/part of the library itself \(takes\)/u)]);
  }
  // Nothing was begun: the library is not even made.
  expect(readdirSync(library)).toEqual(['takes']);
});

test('a reader that goes away is no failure', async () => {
  const { start, write } = workshop();
  const run = start(write('ferry.md', story), '--plan');
  run.child.stdout?.destroy();
  expect(await run.ended).toMatchObject({ code: 0, err: '' });
});

describe('bad usage and bad input end with 2, a message, and nothing done', () => {
  test.each([
    [['--out', 'x.wav'], /No book was named/],
    [['ferry.md'], /Where the audiobook goes is missing/],
    [['ferry.md', '--out', 'x.mp3'], /WAV \(\.wav\); “x\.mp3” ends in none/],
    [['ferry.md', 'other.md', '--out', 'x.wav'], /Only one book/],
    [['ferry.md', '--out', 'x.wav', '--voice', 'hal'], /no voice “hal”.*draft:rms/],
    [['ferry.md', '--out', 'x.wav', '--chapters', '3-1'], /not a list of chapters/],
    [['ferry.md', '--out', 'x.wav', '--chapters', 'two'], /not a list of chapters/],
    [['ferry.md', '--out', 'x.wav', '--speed', '2'], /--speed/],
    [['ferry.md', '--json'], /--json goes with --plan/],
    [['ferry.md', '--out', '--force'], /Option '--out' argument is ambiguous\.\n/],
    [['ferry.md', '--out', 'missing/x.wav'], /folder .*missing does not exist/],
    [['ferry.md', '--out', 'ferry.md/x.wav'], /ferry\.md is not a folder/],
    [['nowhere.epub', '--out', 'x.wav'], /no file “nowhere\.epub”/],
    [['folder', '--out', 'x.wav'], /“folder” is a folder/],
    [['empty.txt', '--out', 'x.wav'], /“empty\.txt” is empty/],
    [['binary.txt', '--out', 'x.wav'], /“binary\.txt”/],
    [['fake.epub', '--out', 'x.wav'], /“fake\.epub”/],
    [['silent.txt', '--out', 'x.wav'], /“silent\.txt”/],
    [['/dev/zero', '--out', 'x.wav'], /“zero” is not an ordinary file/],
    [['/dev/zero', '--plan'], /“zero” is not an ordinary file/],
    [['circle.txt', '--out', 'x.wav'], /no file “circle\.txt”/],
  ])('%j', async (args, message) => {
    const { folder, narrate, write } = workshop();
    write('ferry.md', story);
    write('empty.txt', '');
    write(
      'binary.txt',
      Uint8Array.from({ length: 4000 }, (_, index) => (index * 97) % 256),
    );
    write('fake.epub', 'This is no ZIP archive at all, just words.');
    write('silent.txt', '* * *\n\n---\n\n* * *\n');
    mkdirSync(path.join(folder, 'folder'));
    symlinkSync('circle.txt', path.join(folder, 'circle.txt'));
    const { code, out, err } = await narrate(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/ {4}at |node:internal|\.ts:\d/);
    expect(readdirSync(folder).filter((name) => /\.wav|\.part/.test(name))).toEqual([]);
  });

  test('help is not a mistake', async () => {
    const { narrate } = workshop();
    expect(await narrate('--help')).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('--plan') as string,
    });
  });
});

test('a damaged library is refused by name and left as it is', async () => {
  const { library, narrate } = workshop();
  mkdirSync(library);
  const file = path.join(library, 'lectern.sqlite');
  writeFileSync(file, 'not a database, but somebody may want it back. '.repeat(200));
  const before = readFileSync(file);
  const { code, err } = await narrate('sample', '--out', 'x.wav');
  expect(code).toBe(1);
  expect(err).toMatch(/database is damaged \(.*lectern\.sqlite\)/);
  expect(readFileSync(file).equals(before)).toBe(true);
});
