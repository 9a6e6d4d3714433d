import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  encodeIdentity,
  frameTake,
  isWholeTake,
  originalIdentityFile,
  readOriginalIdentity,
  readTakeContent,
  readTakeIdentity,
} from '../../electron/audio/identity-chunk.ts';
import type { TakeIdentity } from '../../electron/audio/take-identity.ts';
import { decodeWav, wavHeader } from '../../electron/audio/wav.ts';
import { identityOf } from '../support/identities.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = path.join(folder, '7.wav');
});

const samples = Buffer.from(Int16Array.from({ length: 300 }, (_, index) => index * 100).buffer);
const sent: TakeIdentity['sent'] = {
  input: { text: 'The lamp', alpha: 0.3, reference: null },
  inputHash: 'beef',
  service: 'https://api.replicate.com/v1',
  remoteId: 'abc',
  predictTime: 1.5,
  cost: 0.0003,
};

function takeOf(identity: TakeIdentity): Buffer {
  const { header, tail } = frameTake(300, 24_000, identity);
  return Buffer.concat([header, samples, tail]);
}

function read(bytes: Uint8Array) {
  writeFileSync(file, bytes);
  return readTakeIdentity(file);
}

/** A take behind whose samples stands a chunk with this text. */
function takeSaying(text: string | Buffer, id = 'lect'): Buffer {
  const content = Buffer.from(text);
  const chunk = Buffer.alloc(8 + content.length + (content.length % 2));
  chunk.write(id, 0, 'latin1');
  chunk.writeUInt32LE(content.length, 4);
  content.copy(chunk, 8);
  const header = Buffer.from(wavHeader(300, 24_000));
  header.writeUInt32LE(header.readUInt32LE(4) + chunk.length, 4);
  return Buffer.concat([header, samples, chunk]);
}

describe('a take says what it is', () => {
  test.each([
    ['of an even length', 'even'],
    ['of an odd length, padded', 'odd!'],
  ])('in an identity %s', (_, text) => {
    for (const identity of [identityOf(samples, { text }), identityOf(samples, { text: `${text}.` })]) {
      const bytes = takeOf(identity);
      expect(read(bytes)).toEqual(identity);
      expect(bytes.length % 2).toBe(0);
      expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
    }
  });

  test('with what was sent, and for a try', () => {
    const identity = identityOf(samples, { sent, project: null });
    expect(read(takeOf(identity))).toEqual(identity);
  });

  test('and its samples stand where they did, for whatever reads WAV', () => {
    const bytes = takeOf(identityOf(samples));
    expect(bytes.subarray(44, 44 + samples.length).equals(samples)).toBe(true);
    expect(decodeWav(bytes).samples).toHaveLength(300);
    writeFileSync(file, bytes);
    const { error, status, stdout, stderr } = spawnSync('soxi', ['-s', file], { encoding: 'utf8' });
    if (error !== undefined) return;
    expect({ status, samples: stdout.trim(), stderr }).toEqual({ status: 0, samples: '300', stderr: '' });
  });

  test('one of an earlier Lectern says nothing, and is whole all the same', () => {
    expect(read(Buffer.concat([wavHeader(300, 24_000), samples]))).toBeNull();
    expect(readTakeContent(file)).toEqual({ samples: 300, sampleRate: 24_000, identity: null });
  });
});

test('a take is whole at its exact length alone, with an identity where it needs one', () => {
  const bytes = takeOf(identityOf(samples));
  writeFileSync(file, bytes);
  expect([isWholeTake(file, 300, true), isWholeTake(file, 300, false)]).toEqual([true, true]);
  expect([isWholeTake(file, 299, true), isWholeTake(file, 301, true)]).toEqual([false, false]);
  for (const length of [0, 100, 644, 650, bytes.length - 1]) {
    writeFileSync(file, bytes.subarray(0, length));
    expect(isWholeTake(file, 300, true), `${length} bytes`).toBe(false);
  }
  writeFileSync(file, bytes.subarray(0, 644));
  expect(isWholeTake(file, 300, false)).toBe(true);
  expect(isWholeTake(`${file}.missing`, 300, false)).toBe(false);
});

describe('nothing is believed', () => {
  test('of a take that is cut anywhere, or has more behind it', () => {
    const bytes = takeOf(identityOf(samples));
    for (let length = 0; length < bytes.length; length += length > 60 && length < 600 ? 53 : 1) {
      expect(read(bytes.subarray(0, length)), `${length} bytes`).toBeNull();
      expect(readTakeContent(file), `${length} bytes`).toBeNull();
    }
    expect(read(Buffer.concat([bytes, Buffer.alloc(2)]))).toBeNull();
  });

  test('of a take any byte of whose header or sizes is another', () => {
    const bytes = takeOf(identityOf(samples));
    const tail = 44 + samples.length;
    const places = [
      ...Array.from({ length: 44 }, (_, at) => at),
      ...[0, 1, 2, 3, 4, 5, 6, 7].map((at) => tail + at),
    ];
    for (const at of places) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 0x41, at);
      expect(read(changed), `byte ${at}`).toBeNull();
    }
  });

  test('of sizes that reach around the world', () => {
    for (const size of [0xffff_ffff, 0xffff_fffe, 0x8000_0000, 0x7fff_fffe, 1, 0]) {
      for (const at of [4, 40, 44 + samples.length + 4]) {
        const lying = takeOf(identityOf(samples));
        lying.writeUInt32LE(size, at);
        expect(read(lying), `${size} at ${at}`).toBeNull();
      }
    }
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{"lectern":1'],
    ['null', 'null'],
    ['a list', '[1]'],
    ['another form', JSON.stringify({ ...identityOf(samples), lectern: 2 })],
    ['no hash', JSON.stringify({ ...identityOf(samples), sha256: '../../7' })],
    ['a number that is none', JSON.stringify({ ...identityOf(samples), prediction: '7' })],
    ['a number below one', JSON.stringify({ ...identityOf(samples), prediction: -7 })],
    ['a part of a number', JSON.stringify({ ...identityOf(samples), prediction: 7.5 })],
    [
      'an infinite number',
      JSON.stringify(identityOf(samples)).replace('"prediction":7', '"prediction":1e999'),
    ],
    ['another rate than its header', JSON.stringify(identityOf(samples, { sampleRate: 44_100 }))],
    ['no rate, as originals do', JSON.stringify(identityOf(samples, { sampleRate: null }))],
    ['a bottomless pit', `{"voice":${'[['.repeat(100_000)}`],
    [
      'a bottomless voice',
      JSON.stringify(identityOf(samples)).replace('"rms"', `${'['.repeat(50_000)}${']'.repeat(50_000)}`),
    ],
    ['text that is not UTF-8', Buffer.from([0xff, 0xfe, 0x7b])],
    ['more than any take has to say', JSON.stringify(identityOf(samples, { text: 'x'.repeat(2_000_000) }))],
  ])('that says %s', (_, text) => {
    expect(read(takeSaying(text))).toBeNull();
  });

  test('of another chunk, however well it speaks', () => {
    const said = JSON.stringify(identityOf(samples));
    expect(read(takeSaying(said))).toEqual(identityOf(samples));
    expect(read(takeSaying(said, 'LIST'))).toBeNull();
  });

  test('of a take that another program put something into, however well', () => {
    const more = Buffer.concat([
      takeOf(identityOf(samples)),
      Buffer.from('LIST\x02\x00\x00\x00ab', 'latin1'),
    ]);
    more.writeUInt32LE(more.length - 8, 4);
    expect(read(more)).toBeNull();
    expect(isWholeTake(file, 300, true)).toBe(false);
  });

  test('of any bytes at all, which never make it throw', () => {
    const bytes = takeOf(identityOf(samples));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 8 }), (changes) => {
        const changed = Buffer.from(bytes);
        for (const [at, value] of changes) changed.writeUInt8(value, at);
        writeFileSync(file, changed);
        const content = readTakeContent(file);
        if (content !== null) expect(content).toMatchObject({ samples: 300, sampleRate: 24_000 });
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (any) => {
        expect(read(any)).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  test('of what is no file', () => {
    const pipe = path.join(folder, 'pipe.wav');
    mkdirSync(path.join(folder, 'folder.wav'), { recursive: true });
    expect(readTakeIdentity(path.join(folder, 'folder.wav'))).toBeNull();
    expect(readTakeIdentity(path.join(folder, 'missing.wav'))).toBeNull();
    if (spawnSync('mkfifo', [pipe]).status === 0) expect(readTakeIdentity(pipe)).toBeNull();
  });
});

describe('an original says what it is in a file beside it', () => {
  const place = () => ({ original: path.join(folder, '7.audio'), beside: path.join(folder, '7.json') });

  test('that has its name', () => {
    const { original, beside } = place();
    expect(originalIdentityFile(original)).toBe(beside);
    const identity = identityOf(Buffer.from('an MP3'), { sampleRate: null, sent });
    writeFileSync(beside, encodeIdentity(identity));
    expect(readOriginalIdentity(original)).toEqual(identity);
  });

  test('unless that is a take’s, cut short, or not there', () => {
    const { original, beside } = place();
    const whole = encodeIdentity(identityOf(samples, { sampleRate: null }));
    for (const bytes of [encodeIdentity(identityOf(samples)), whole.subarray(0, 100), Buffer.alloc(0)]) {
      writeFileSync(beside, bytes);
      expect(readOriginalIdentity(original)).toBeNull();
    }
    expect(readOriginalIdentity(path.join(folder, '8.audio'))).toBeNull();
    expect(readFileSync(beside)).toHaveLength(0);
  });
});
