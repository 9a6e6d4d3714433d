import { describe, expect, it } from 'vitest';
import { decodePeaks, levelFor, pairsAt } from '../../../renderer/waveform/peaks.ts';

const hour = 3600 * 24_000;

describe('the level of peaks', () => {
  it('gives every bar a pair of its own, as long as that is not too many', () => {
    for (const samples of [24_000, 60 * 24_000, hour, 10 * hour]) {
      for (const bars of [100, 400, 3000]) {
        const pairs = pairsAt(samples, levelFor(samples, bars));
        expect(pairs).toBeLessThanOrEqual(4096);
        if (pairsAt(samples, 0) >= bars && levelFor(samples, bars) > 0)
          expect(pairs).toBeGreaterThanOrEqual(Math.min(bars, 2048));
      }
    }
  });

  it('is the coarsest that does: an hour on 300 bars is fetched in under 600 pairs', () => {
    expect(pairsAt(hour, levelFor(hour, 300))).toBeLessThan(600);
  });

  it('is the finest for less sound than there are bars', () => {
    expect(levelFor(256 * 50, 300)).toBe(0);
  });

  it('stays within what the host makes, for any length', () => {
    expect(levelFor(Number.MAX_SAFE_INTEGER, 1)).toBeLessThanOrEqual(24);
  });
});

describe('decoded peaks', () => {
  it('are little-endian pairs of minimum and maximum, whatever the machine', () => {
    const bytes = Uint8Array.from([0x00, 0x80, 0xff, 0x7f, 0x00, 0xc0, 0x00, 0x20]).buffer;
    const { above, below, loudest } = decodePeaks(bytes);
    expect([...below]).toEqual([-1, -0.5]);
    expect(above[0]).toBeCloseTo(1, 4);
    expect(above[1]).toBe(0.25);
    expect(loudest).toBe(1);
  });

  it('never draw a stretch that is all on one side across the line', () => {
    const bytes = Int16Array.from([4096, 8192]).buffer;
    const { above, below } = decodePeaks(bytes);
    expect(above[0]).toBe(0.25);
    expect(below[0]).toBe(0);
  });

  it('do not blow silence up to speech', () => {
    expect(decodePeaks(Int16Array.from([-3, 3]).buffer).loudest).toBe(0.1);
  });

  it('leave out what is no whole pair', () => {
    expect(decodePeaks(new ArrayBuffer(7)).above).toHaveLength(1);
  });
});
