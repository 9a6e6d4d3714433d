import libsamplerate from '@alexanderolsen/libsamplerate-js';
import type { Sound } from './wav.ts';

type Converter = Awaited<ReturnType<typeof libsamplerate.create>>;

/** Beyond some samples, in or out, one call streams, and its converter is used up by it; this is well below. */
const reusableSamples = 1_000_000;
const converters = new Map<string, Promise<Converter>>();

/**
 * The sound at another rate, through libsamplerate's band-limited sinc interpolation (medium quality: 121 dB
 * signal to noise, 90 % of the bandwidth). Both rates in Hz; an equal rate returns the sound itself.
 */
export async function resample(sound: Sound, sampleRate: number): Promise<Sound> {
  if (sound.sampleRate === sampleRate || sound.samples.length === 0) return { ...sound, sampleRate };
  const longest = sound.samples.length * Math.max(1, sampleRate / sound.sampleRate);
  if (longest > reusableSamples) {
    const converter = await createConverter(sound.sampleRate, sampleRate);
    try {
      return convert(converter, sound.samples, sampleRate);
    } finally {
      converter.destroy();
    }
  }
  const key = `${sound.sampleRate} ${sampleRate}`;
  const converter = converters.get(key) ?? createConverter(sound.sampleRate, sampleRate);
  converters.set(key, converter);
  return convert(await converter, sound.samples, sampleRate);
}

function createConverter(from: number, to: number): Promise<Converter> {
  const converterType = libsamplerate.ConverterType.SRC_SINC_MEDIUM_QUALITY;
  return libsamplerate.create(1, from, to, { converterType });
}

function convert(converter: Converter, samples: Float32Array, sampleRate: number): Sound {
  return { sampleRate, samples: converter.simple(samples) };
}
