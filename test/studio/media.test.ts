import { mkdirSync, readFileSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectIdSchema } from '../../electron/contract/ids.ts';
import { coverUrl, exportUrl, peaksUrl, stitchedUrl } from '../../electron/contract/media.ts';
import { exportsFolder } from '../../electron/media/media.ts';
import { stitchWav } from '../support/stitch-wav.ts';
import { epubFiles, zip } from '../support/epub-builder.ts';
import { imported } from '../support/lamp-book.ts';
import { openTestStudio, type TestStudio } from '../support/test-studio.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function ask({ studio }: TestStudio, url: string, headers: Record<string, string> = {}, method = 'GET') {
  return studio.media(new Request(`http://studio/${url}`, { method, headers }), url);
}

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

/** The lamp book, narrated and registered; `written` is its file as an export writes it. */
async function narrated() {
  const { self, client, studio, project, library } = await imported();
  await self.narrate(project);
  const { assembly } = await client.call('assembly.get', { project: project.id });
  const file = stitchWav(assembly);
  const { name } = await client.call('stitched.register', { file });
  const write = async (target: string) => {
    const done = new Promise<void>((resolve) => {
      studio.subscribe((event) => {
        if (event.name === 'export' && event.payload.state !== 'running') resolve();
      });
    });
    mkdirSync(path.dirname(target), { recursive: true });
    const ticket = studio.tickets.forTarget(target, { overwrite: true });
    const started = await client.call('exports.start', {
      project: project.id,
      name,
      ticket,
    });
    await done;
    return started.export;
  };
  return { self, library, project, file, name, write };
}

describe('a stitched file', () => {
  test('is served as it is written, whole and in every kind of range', async () => {
    const { self, name, file, library, write } = await narrated();
    const target = path.join(library, 'book.wav');
    await write(target);
    const written = readFileSync(target);
    const url = stitchedUrl(name);
    const whole = await ask(self, url);
    expect(whole.status).toBe(200);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'audio/wav',
      'content-length': String(file.bytes),
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=31536000, immutable',
      etag: `"${name}"`,
      'x-content-type-options': 'nosniff',
    });
    expect((await bytesOf(whole)).equals(written)).toBe(true);
    const last = written.length - 1;
    // A player gets a range in helpings; it asks for the next when it has heard this one.
    const helping = 256 * 1024;
    expect(written.length).toBeGreaterThan(helping);
    const ranges: [string, number, number][] = [
      ['bytes=0-0', 0, 0],
      ['bytes=0-', 0, helping - 1],
      ['bytes=1000-', 1000, helping + 999],
      [`bytes=1000-${last}`, 1000, helping + 999],
      [`bytes=1000-${last - 1}`, 1000, helping + 999],
      ['bytes=43-1001', 43, 1001],
      [`bytes=${last}-`, last, last],
      ['bytes=-77', last - 76, last],
      [`bytes=-${last + 1000}`, 0, helping - 1],
      [`bytes=100-${last + 1000}`, 100, helping + 99],
    ];
    for (const [range, first, end] of ranges) {
      const part = await ask(self, url, { Range: range });
      expect(part.status, range).toBe(206);
      expect(part.headers.get('content-range')).toBe(`bytes ${first}-${end}/${written.length}`);
      expect(part.headers.get('content-length')).toBe(String(end - first + 1));
      expect((await bytesOf(part)).equals(written.subarray(first, end + 1)), range).toBe(true);
    }
  });

  test('answers ranges outside itself, senseless ones, and those for another version as HTTP has it', async () => {
    const { self, name, file } = await narrated();
    const url = stitchedUrl(name);
    for (const range of [`bytes=${file.bytes}-`, 'bytes=999999999999-', 'bytes=-0']) {
      const response = await ask(self, url, { Range: range });
      expect(response.status, range).toBe(416);
      expect(response.headers.get('content-range')).toBe(`bytes */${file.bytes}`);
    }
    for (const range of ['bytes=5-2', 'bytes=0-1,5-6', 'bytes=', 'bytes=-', 'lines=1-2', 'bytes=a-b']) {
      const response = await ask(self, url, { Range: range });
      expect(response.status, range).toBe(200);
      expect(response.headers.get('content-length')).toBe(String(file.bytes));
      await response.body?.cancel();
    }
    const same = await ask(self, url, { Range: 'bytes=0-9', 'If-Range': `"${name}"` });
    expect([same.status, (await bytesOf(same)).length]).toEqual([206, 10]);
    const other = await ask(self, url, { Range: 'bytes=0-9', 'If-Range': '"another"' });
    expect([other.status, (await bytesOf(other)).length]).toEqual([200, file.bytes]);
  });

  test('HEAD has the headers alone, and nothing can be changed', async () => {
    const { self, name, file } = await narrated();
    const head = await ask(self, stitchedUrl(name), { Range: 'bytes=0-9' }, 'HEAD');
    expect([head.status, head.body]).toEqual([200, null]);
    expect(head.headers.get('content-length')).toBe(String(file.bytes));
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const response = await ask(self, stitchedUrl(name), {}, method);
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    }
  });

  test.runIf(process.platform === 'linux')('leaves no take open when the listener goes away', async () => {
    const { self, name } = await narrated();
    const open = () =>
      readdirSync('/proc/self/fd').filter((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`).endsWith('.wav');
        } catch {
          return false;
        }
      });
    const response = await ask(self, stitchedUrl(name), { Range: 'bytes=100-' });
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(open()).toEqual([]);
  });

  test('whose take is gone says so, with the peaks', async () => {
    const { self, name, library } = await narrated();
    const takes = path.join(library, 'takes');
    rmSync(takes, { recursive: true, force: true });
    for (const url of [stitchedUrl(name), peaksUrl(name, 2)]) {
      const response = await ask(self, url);
      expect(response.status).toBe(500);
      expect(await response.text()).toContain('cannot be opened');
    }
  });
});

describe('peaks', () => {
  test('come as little-endian pairs for a level, the same when asked again', async () => {
    const { self, name, file } = await narrated();
    const response = await ask(self, peaksUrl(name, 3));
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('cache-control')).toContain('immutable');
    const pairs = await bytesOf(response);
    expect(pairs).toHaveLength(Math.ceil(file.samples / 2048) * 4);
    expect(pairs.readInt16LE(0)).toBeLessThan(-5000);
    expect(pairs.readInt16LE(2)).toBeGreaterThan(5000);
    expect((await bytesOf(await ask(self, peaksUrl(name, 3)))).equals(pairs)).toBe(true);
    expect(await bytesOf(await ask(self, peaksUrl(name, 24)))).toHaveLength(4);
    expect((await ask(self, peaksUrl(name, 25))).status).toBe(404);
  });
});

describe('a cover', () => {
  const documents = [{ name: 'a.xhtml', body: '<h1>One</h1><p>Some words to read.</p>' }];
  const coverOf = async (file: string, mediaType: string, bytes: Uint8Array) => {
    const studio = await openTestStudio(temporaryFolder());
    const manifest = `<item id="c" href="${file}" media-type="${mediaType}" properties="cover-image"/>`;
    const folder = temporaryFolder();
    const book = path.join(folder, 'book.epub');
    writeFileSync(book, await zip(epubFiles({ documents, manifest, files: { [`OEBPS/${file}`]: bytes } })));
    const ticket = studio.studio.tickets.forManuscript(book);
    const { project } = await studio.client.call('projects.import', { ticket });
    return ask(studio, coverUrl(project.id));
  };

  test('comes as it is in the book, and an SVG can run nothing', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const response = await coverOf('c.svg', 'image/svg+xml', svg);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/svg+xml',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    expect((await bytesOf(response)).equals(svg)).toBe(true);
  });

  test('that says it is something else is not served as that', async () => {
    const page = Buffer.from('<script>alert(1)</script>');
    const response = await coverOf('c.png', 'image/png; charset=x, text/html', page);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
  });
});

describe('an export', () => {
  test('of the library itself is a download under its name, with ranges', async () => {
    const { self, library, write } = await narrated();
    const target = path.join(exportsFolder(library), 'Jo’s 100% “Lampe”.wav');
    const id = await write(target);
    const written = readFileSync(target);
    const response = await ask(self, exportUrl(id));
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="Jo_s 100_ _Lampe_.wav"; filename*=UTF-8''Jo%E2%80%99s%20100%25%20%E2%80%9CLampe%E2%80%9D.wav`,
    );
    expect((await bytesOf(response)).equals(written)).toBe(true);
    const part = await ask(self, exportUrl(id), { Range: 'bytes=-10' });
    expect(part.status).toBe(206);
    expect((await bytesOf(part)).equals(written.subarray(-10))).toBe(true);
    rmSync(target);
    expect((await ask(self, exportUrl(id))).status).toBe(404);
  });

  test('that a person put somewhere else is not offered', async () => {
    const { self, library, write } = await narrated();
    for (const target of ['book.wav', 'exports/deeper/book.wav', 'exports-too/book.wav']) {
      expect((await ask(self, exportUrl(await write(path.join(library, target))))).status).toBe(404);
    }
  });
});

test('what is not there is not found, whatever its URL looks like', async () => {
  const self = (await imported()).self;
  const unknown = 'f'.repeat(64);
  const urls = [
    coverUrl(projectIdSchema.parse(1)),
    coverUrl(projectIdSchema.parse(99)),
    stitchedUrl(unknown),
    peaksUrl(unknown, 0),
    exportUrl(1),
    'media/cover/../../lectern.sqlite',
    'media/cover/1.5',
    'media/export/0',
    'media/export/99999999999999999999',
    `media/stitched/${unknown}`,
    'media/stitched/..%2f..%2flectern.sqlite.wav',
    'media/',
    '',
  ];
  for (const url of urls) {
    const response = await ask(self, url);
    expect(response.status, url).toBe(404);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  }
});
