import type { Rectangle } from 'electron';
import { z } from 'zod';
import { readJson } from './json-file.ts';

const stateSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximised: z.boolean(),
});

/** Where the window was when it was last closed, in device-independent pixels. */
export type WindowState = z.infer<typeof stateSchema>;

/** The smallest the window may be, in device-independent pixels. */
export const smallest = { width: 480, height: 400 };

const preferred = { width: 1240, height: 820 };

/** How much of the window must be on a display for a person to find and grab it, in device-independent pixels. */
const graspable = 80;

/** What to open the window with: as it was, if that is still on a display, else in the middle of the first one. */
export function restoredState(
  file: string,
  workAreas: readonly Rectangle[],
): Partial<Rectangle> & { width: number; height: number; maximised: boolean } {
  const saved = readJson(file, stateSchema);
  const area = saved === null ? undefined : workAreas.find((candidate) => canBeGrasped(saved, candidate));
  if (saved !== null && area !== undefined) return { ...saved, ...fitted(saved, area) };
  return { ...fitted(preferred, workAreas[0]), maximised: saved?.maximised ?? false };
}

/** A title bar is at the top: it is what must be reachable. */
function canBeGrasped(window: Rectangle, area: Rectangle): boolean {
  const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const belowTop = window.y >= area.y && window.y <= area.y + area.height - graspable;
  return across >= graspable && belowTop;
}

function fitted(size: { width: number; height: number }, area: Rectangle | undefined) {
  return {
    width: Math.max(smallest.width, Math.min(size.width, area?.width ?? size.width)),
    height: Math.max(smallest.height, Math.min(size.height, area?.height ?? size.height)),
  };
}
