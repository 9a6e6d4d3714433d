import { thePlayer } from '../../waveform/use-player.ts';

let sounding: HTMLMediaElement | null = null;

/** Lets an element be the only one that is heard: whatever played before is paused. */
export function beTheOnlyOne(media: HTMLMediaElement): void {
  if (sounding !== null && sounding !== media) sounding.pause();
  thePlayer().pause();
  sounding = media;
}
