import type { ReadingPurpose } from './calls.ts';
import type { ProjectId, TakeId } from './ids.ts';

// Media goes by URL, relative to the page, in every host: `studio://` in the window, the token's path in a browser.

/** The image of a project's cover. */
export function coverUrl(project: ProjectId): string {
  return `media/cover/${project}`;
}

/** A registered stitched file, by its name; answers Range. */
export function stitchedUrl(name: string): string {
  return `media/stitched/${name}.wav`;
}

/**
 * The peaks of a registered stitched file: pairs of minimum and maximum, 16-bit little endian, one for every
 * 256 x 2^level samples of its audio.
 */
export function peaksUrl(name: string, level: number): string {
  return `media/peaks/${name}/${level}`;
}

/** The audio of one take, for tries. */
export function takeUrl(take: TakeId): string {
  return `media/take/${take}.wav`;
}

/** A reference clip of the library, by the hash of its content. */
export function clipUrl(hash: string): string {
  return `media/clip/${hash}.wav`;
}

/** An audio file that a ticket was given for and `references.inspect` has looked at, before it is cut. */
export function ticketUrl(ticket: string): string {
  return `media/ticket/${ticket}`;
}

/** A finished export, as a download; only where the host keeps exports itself. */
export function exportUrl(id: number): string {
  return `media/export/${id}`;
}

/**
 * Where a browser sends a file that is to be read as `purpose` says: `POST`, the file as the body; the answer is
 * `{ticket}` or `{problem}`.
 */
export function uploadUrl(name: string, purpose: ReadingPurpose): string {
  return `upload?for=${purpose}&name=${encodeURIComponent(name)}`;
}
