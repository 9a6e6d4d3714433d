import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeIdSchema } from '../../../electron/contract/ids.ts';
import { stitchedFileSchema, type Part } from '../../../electron/contract/stitched.ts';
import type { TimelineItem } from '../../../electron/contract/timeline.ts';
import { stitchWav, type BareAssembly } from '../../support/stitch-wav.ts';
import { base64, utf8 } from '../../../renderer/stitch/wav/bytes.ts';

const take = (id: number, samples: number): TimelineItem => ({
  kind: 'take',
  take: takeIdSchema.parse(id),
  from: 0,
  samples,
  gain: 0,
  fadeIn: 0,
  fadeOut: 0,
});
const silence = (samples: number): TimelineItem => ({ kind: 'silence', samples });
const assemble = (...chapters: BareAssembly['chapters']): BareAssembly => ({ sampleRate: 24_000, chapters });

function literal(part: Part | undefined): Buffer {
  if (part?.kind !== 'literal') throw new Error('expected literal bytes here');
  return Buffer.from(part.base64, 'base64');
}

const hex = (text: string): string => text.replaceAll(/\s/g, '');

describe('the file that an assembly becomes', () => {
  const file = stitchWav(
    assemble(
      { title: 'One', items: [take(1, 1000), silence(10)] },
      { title: 'Zwölf 🐙', items: [silence(5), take(2, 500)] },
    ),
  );

  it('has exactly the header that WAV readers expect', () => {
    expect(literal(file.parts[0]).toString('hex')).toBe(
      hex(`
        52494646 8e0c0000 57415645
        4a554e4b 1c000000 ${'00'.repeat(28)}
        666d7420 10000000 0100 0100 c05d0000 80bb0000 0200 1000
        64617461 d60b0000`),
    );
  });

  it('has a cue point and a label for each chapter after the audio', () => {
    expect(literal(file.parts.at(-1)).toString('hex')).toBe(
      hex(`
        63756520 34000000 02000000
        01000000 00000000 64617461 00000000 00000000 00000000
        02000000 f2030000 64617461 00000000 00000000 f2030000
        4c495354 2c000000 6164746c
        6c61626c 08000000 01000000 4f6e6500
        6c61626c 10000000 02000000 5a77c3b66c6620f09f909900`),
    );
  });

  it('joins neighbouring silences, also across chapters, without moving a mark', () => {
    expect(file.parts.slice(1, -1)).toEqual([take(1, 1000), silence(15), take(2, 500)]);
    expect(file.marks).toEqual([
      { title: 'One', position: 0 },
      { title: 'Zwölf 🐙', position: 1010 },
    ]);
  });

  it('declares its own lengths and passes the contract', () => {
    const literals = literal(file.parts[0]).length + literal(file.parts.at(-1)).length;
    expect(file.samples).toBe(1515);
    expect(file.bytes).toBe(literals + 2 * 1515);
    expect(stitchedFileSchema.parse(file)).toEqual(file);
  });
});

it('pads labels of odd length, so that every chunk starts at an even byte', () => {
  const tail = literal(stitchWav(assemble({ title: 'Four', items: [take(1, 1)] })).parts.at(-1));
  expect(tail.length % 2).toBe(0);
  expect(tail.subarray(-14).toString('latin1')).toBe('\x09\0\0\0\x01\0\0\0Four\0\0');
});

it('gives no mark to a chapter without audio, and drops items without samples', () => {
  const file = stitchWav(
    assemble(
      { title: 'Spoken', items: [take(1, 10)] },
      { title: 'Empty', items: [] },
      { title: 'Nothing in it', items: [silence(0)] },
      { title: 'Not spoken', items: [silence(7)] },
      { title: 'Last', items: [take(2, 10), silence(0)] },
    ),
  );
  expect(file.marks.map((mark) => mark.title)).toEqual(['Spoken', 'Last']);
  expect(file.parts.slice(1, -1)).toEqual([take(1, 10), silence(7), take(2, 10)]);
});

it.each([[[]], [[silence(100)]]])('refuses an assembly in which nothing is heard: %j', (items) => {
  expect(() => stitchWav(assemble({ title: 'Empty', items }))).toThrow(/nothing to stitch/);
});

it('cleans titles of what a label cannot hold', () => {
  const file = stitchWav(assemble({ title: 'a\0b\ud800', items: [take(1, 1)] }));
  expect(file.marks[0]?.title).toBe('ab\ufffd');
});

describe('beyond 32 bits', () => {
  const unmarked = (samples: number): string =>
    literal(stitchWav(assemble({ title: 'x', items: [take(1, samples)] })).parts[0]).toString('latin1');
  // 80 bytes of header, 36 of cue, 26 of labels.
  const largestRiff = (2 ** 32 - 142 - 2) / 2;

  it('is RIFF to the last byte below 4 GiB and RF64 from there on', () => {
    expect(unmarked(largestRiff).slice(0, 4)).toBe('RIFF');
    expect(unmarked(largestRiff + 1).slice(0, 4)).toBe('RF64');
  });

  it('writes 64-bit sizes where the junk was', () => {
    const samples = 30 * 3600 * 24_000;
    const file = stitchWav(assemble({ title: 'x', items: [take(1, samples)] }));
    const header = literal(file.parts[0]);
    expect(header.toString('latin1', 0, 16)).toBe('RF64\xff\xff\xff\xffWAVEds64');
    expect(header.readUInt32LE(16)).toBe(28);
    expect(header.readBigUInt64LE(20)).toBe(BigInt(file.bytes - 8));
    expect(header.readBigUInt64LE(28)).toBe(BigInt(samples * 2));
    expect(header.readBigUInt64LE(36)).toBe(BigInt(samples));
    expect(header.readUInt32LE(44)).toBe(0);
    expect(header.toString('latin1', 72, 80)).toBe('data\xff\xff\xff\xff');
    expect(header.length).toBe(80);
  });

  it('keeps every mark, but writes cue points only where 32 bits suffice', () => {
    const file = stitchWav(
      assemble(
        { title: 'a', items: [take(1, 2 ** 32 - 1)] },
        { title: 'b', items: [take(2, 1)] },
        { title: 'c', items: [take(3, 10)] },
      ),
    );
    const tail = literal(file.parts.at(-1));
    expect(file.marks.map((mark) => mark.position)).toEqual([0, 2 ** 32 - 1, 2 ** 32]);
    expect(tail.readUInt32LE(8)).toBe(2);
    expect(tail.readUInt32LE(12 + 24 + 4)).toBe(2 ** 32 - 1);
  });
});

describe('the leaf’s own encodings', () => {
  it('agrees with the platform on base64', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      }),
    );
  });

  it('agrees with the platform on UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(Buffer.from(utf8(text)).toString('hex')).toBe(Buffer.from(text).toString('hex'));
      }),
    );
  });
});
