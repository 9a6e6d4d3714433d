import { registerMp3Encoder } from '@mediabunny/mp3-encoder';
import { AudioSample, AudioSampleSource, BufferTarget, Mp3OutputFormat, Output, Quality } from 'mediabunny';

/** Bits a second of the deployed model's outputs. */
const bitrate = 64_000;
let isRegistered = false;

/** Encodes mono samples from -1 to 1 as MP3 at 64 kb/s. `sampleRate` in Hz. */
export async function encodeMp3(samples: Float32Array, sampleRate: number): Promise<Uint8Array> {
  if (!isRegistered) registerMp3Encoder();
  isRegistered = true;
  const target = new BufferTarget();
  const output = new Output({ format: new Mp3OutputFormat(), target });
  const source = new AudioSampleSource({ codec: 'mp3', quality: new Quality({ bitrate }) });
  output.addAudioTrack(source);
  await output.start();
  const data = new Float32Array(samples);
  const sample = new AudioSample({ data, format: 'f32', numberOfChannels: 1, sampleRate, timestamp: 0 });
  await source.add(sample);
  sample.close();
  source.close();
  await output.finalize();
  if (target.buffer === null) throw new Error('The MP3 encoder wrote nothing.');
  return new Uint8Array(target.buffer);
}
