import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { drawWave } from './draw-wave.ts';
import type { SoundShape } from './sound-peaks.ts';

/** Height of the waveform in pixels. */
const height = 40;

/** The waveform of a sound, in step with the element that plays it. */
export function Wave({
  audio,
  shape,
}: {
  audio: RefObject<HTMLAudioElement | null>;
  shape: SoundShape;
}): ReactNode {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (container.current === null || audio.current === null) return;
    return drawWave({
      container: container.current,
      media: audio.current,
      peaks: shape.peaks,
      duration: shape.seconds,
      height,
      cursorWidth: 1,
    });
  }, [audio, shape]);
  return <div ref={container} />;
}
