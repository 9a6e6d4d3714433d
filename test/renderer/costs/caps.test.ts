import { describe, expect, it } from 'vitest';
import { capFault, capForRest, roomyCap } from '../../../renderer/costs/caps.ts';

describe('a cap', () => {
  it('is suggested with room above the cost, however small that is, and never many times as much', () => {
    expect(roomyCap(0.8123)).toBe(1.22);
    expect(roomyCap(12.4)).toBe(18.6);
    for (const cost of [0.0003, 0.0021, 0.04, 0.99]) {
      expect(roomyCap(cost)).toBeGreaterThanOrEqual(cost * 1.5 - 1e-12);
      expect(roomyCap(cost)).toBeLessThan(cost * 1.7);
    }
    expect(roomyCap(0)).toBe(0.01);
  });

  it('that is enough for the rest rests on what was spent and what is forecast, not on the cap before', () => {
    expect(capForRest(0.0003, 0.0004)).toBe(0.0009);
    expect(capForRest(2, 0)).toBe(2);
    expect(capForRest(1.5, 1)).toBe(3);
  });

  it('must be raised before a narration that it paused goes on, or be left away', () => {
    expect(capFault(0.0001, 0.0001)).toMatch(/^Set it higher/u);
    expect(capFault(0.00005, 0.0001)).not.toBeNull();
    expect(capFault(0.0002, 0.0001)).toBeNull();
    expect(capFault(null, 0.0001)).toBeNull();
  });
});
