import { registerMp3Encoder } from '@mediabunny/mp3-encoder';
import { AudioSample, AudioSampleSource, BufferTarget, Mp3OutputFormat, Output, Quality } from 'mediabunny';

registerMp3Encoder();

/** A whole MP3 file of interleaved samples, by LAME: the kind of file that Replicate's StyleTTS 2 returns. */
export async function mp3Of(
  samples: Float32Array<ArrayBuffer>,
  { sampleRate = 24_000, channels = 1, bitrate = 64_000 } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const target = new BufferTarget();
  const output = new Output({ format: new Mp3OutputFormat(), target });
  const source = new AudioSampleSource({ codec: 'mp3', quality: new Quality({ bitrate }) });
  output.addAudioTrack(source);
  await output.start();
  const sample = new AudioSample({
    data: samples,
    format: 'f32',
    numberOfChannels: channels,
    sampleRate,
    timestamp: 0,
  });
  await source.add(sample);
  sample.close();
  await output.finalize();
  if (target.buffer === null) throw new Error('the encoder wrote nothing');
  return new Uint8Array(target.buffer);
}

/** An ID3v2 tag of that many bytes, as players put a cover in. */
export function id3Tag(content: number): Uint8Array<ArrayBuffer> {
  const tag = new Uint8Array(10 + content).fill(0xff, 10);
  tag.set(Buffer.from('ID3\u0003\0\0', 'latin1'));
  for (let index = 0; index < 4; index++) tag[6 + index] = (content >> (7 * (3 - index))) & 0x7f;
  return tag;
}
