import libsamplerate from '@alexanderolsen/libsamplerate-js';
import type { Sound } from './wav.ts';

/**
 * The sound at another rate, through libsamplerate's band-limited sinc interpolation (medium quality: 121 dB
 * signal to noise, 90 % of the bandwidth). Both rates in Hz; an equal rate returns the sound itself.
 */
export async function resample(sound: Sound, sampleRate: number): Promise<Sound> {
  if (sound.sampleRate === sampleRate || sound.samples.length === 0) return { ...sound, sampleRate };
  const converter = await libsamplerate.create(1, sound.sampleRate, sampleRate, {
    converterType: libsamplerate.ConverterType.SRC_SINC_MEDIUM_QUALITY,
  });
  try {
    return { sampleRate, samples: new Float32Array(converter.simple(sound.samples)) };
  } finally {
    converter.destroy();
  }
}
