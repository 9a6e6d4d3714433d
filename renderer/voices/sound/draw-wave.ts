import WaveSurfer, { type WaveSurferOptions } from 'wavesurfer.js';
import { channels, colours, followTheme } from '../../waveform/use-wavesurfer.ts';
import type { DrawnPeaks } from '../../waveform/peaks.ts';

/** Draws the waveform of a short sound in bars, in the colours of the theme; the answer takes it away. */
export function drawWave({
  peaks,
  ...options
}: Omit<WaveSurferOptions, 'peaks'> & { peaks: DrawnPeaks }): () => void {
  // With peaks and a length it neither fetches nor decodes.
  const surfer = WaveSurfer.create({
    ...options,
    peaks: channels(peaks),
    barWidth: 2,
    barGap: 1,
    barRadius: 1,
    barMinHeight: 1,
    ...colours(),
  });
  const stopThemes = followTheme(surfer);
  return () => {
    stopThemes();
    surfer.destroy();
  };
}
