import { describe, expect, test } from 'vitest';
import { decodeWav, wavHeader } from '../../electron/audio/wav.ts';

/** A WAV file from its format and its raw data. */
function wav(
  format: { tag: number; channels: number; bits: number; extra?: number[] },
  data: number[],
  claim?: number,
) {
  const { tag, channels, bits, extra = [] } = format;
  const fmtSize = 16 + extra.length;
  const bytes = new Uint8Array(12 + 8 + fmtSize + 8 + data.length);
  const view = new DataView(bytes.buffer);
  bytes.set(Buffer.from('RIFF....WAVEfmt '), 0);
  view.setUint32(16, fmtSize, true);
  view.setUint16(20, tag, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, 22050, true);
  view.setUint16(34, bits, true);
  bytes.set(extra, 36);
  bytes.set(Buffer.from('data'), 20 + fmtSize);
  view.setUint32(24 + fmtSize, claim ?? data.length, true);
  bytes.set(data, 28 + fmtSize);
  return bytes;
}

const bytesOf = (buffer: ArrayBuffer): number[] => [...new Uint8Array(buffer)];

describe('decoding WAV', () => {
  // Each would catch a wrong width, sign or scale of that coding.
  test.each([
    ['8-bit', { tag: 1, channels: 1, bits: 8 }, [128, 0, 255], [0, -1, 127 / 128]],
    [
      '16-bit',
      { tag: 1, channels: 1, bits: 16 },
      bytesOf(Int16Array.of(0, -0x8000, 0x4000).buffer),
      [0, -1, 0.5],
    ],
    ['24-bit', { tag: 1, channels: 1, bits: 24 }, [0, 0, 0, 0, 0, 0x80, 0, 0, 0x40], [0, -1, 0.5]],
    [
      '32-bit',
      { tag: 1, channels: 1, bits: 32 },
      bytesOf(Int32Array.of(0, -0x80000000, 0x40000000).buffer),
      [0, -1, 0.5],
    ],
    ['float', { tag: 3, channels: 1, bits: 32 }, bytesOf(Float32Array.of(0, -1, 0.25).buffer), [0, -1, 0.25]],
    [
      'stereo, averaged',
      { tag: 1, channels: 2, bits: 16 },
      bytesOf(Int16Array.of(0x4000, 0, -0x8000, -0x8000).buffer),
      [0.25, -1],
    ],
    [
      'extensible',
      {
        tag: 0xfffe,
        channels: 1,
        bits: 16,
        extra: [22, 0, 16, 0, 4, 0, 0, 0, 1, 0, ...Array<number>(14).fill(0)],
      },
      bytesOf(Int16Array.of(0x2000).buffer),
      [0.25],
    ],
  ])('%s', (_, format, data, expected) => {
    const sound = decodeWav(wav(format, data));
    expect(sound.sampleRate).toBe(22050);
    expect([...sound.samples]).toEqual(expected);
  });

  test('a stream that claims more than it has is read to its end', () => {
    const sound = decodeWav(wav({ tag: 1, channels: 1, bits: 16 }, [0, 0x40, 0, 0x40, 7], 0xffffffff));
    expect([...sound.samples]).toEqual([0.5, 0.5]);
  });

  test('a chunk before the data, of odd length, is passed over', () => {
    const plain = wav({ tag: 1, channels: 1, bits: 16 }, [0, 0x40]);
    const list = Buffer.from('LIST\u0003\0\0\0abc\0', 'latin1');
    const mixed = Buffer.concat([plain.subarray(0, 36), list, plain.subarray(36)]);
    expect([...decodeWav(mixed).samples]).toEqual([0.5]);
  });

  test.each([
    ['HTML', Buffer.from('<html>502 Bad Gateway</html>'), /not a WAV/],
    ['no bytes', new Uint8Array(0), /not a WAV/],
    ['a header alone', wav({ tag: 1, channels: 1, bits: 16 }, []).subarray(0, 36), /no audio data/],
    ['an unknown coding', wav({ tag: 0x11, channels: 1, bits: 4 }, [0]), /tag 17, 4 bits/],
  ])('%s is refused in words', (_, bytes, message) => {
    expect(() => decodeWav(bytes)).toThrow(message);
  });

  test('the header of a take is what the format says, byte for byte', () => {
    const header = Buffer.from(wavHeader(3, 24000));
    expect(header.toString('hex')).toBe(
      '52494646' +
        '2a000000' +
        '57415645' +
        '666d7420' +
        '10000000' +
        '01000100' +
        'c05d0000' +
        '80bb0000' +
        '02001000' +
        '64617461' +
        '06000000',
    );
  });
});
