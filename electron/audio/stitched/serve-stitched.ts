import { findChangedTakes } from './changed-takes.ts';
import { openStitched } from './stitched.ts';
import type { StitchedCalls, WriteJob } from './stitched-calls.ts';
import { takeSourceFrom } from './take-source.ts';
import { writeStitched } from './write-stitched.ts';
import { toProblem } from '../../contract/problem.ts';
import { serveWorker, type CallContext } from '../../base/port.ts';
import type { Formats } from '../formats/formats.ts';

/** Called once by a worker's entry point: writes stitched files in these formats, and looks at takes. */
export function serveStitched(formats: Formats): void {
  const underWay = new Set<Promise<unknown>>();
  serveWorker<StitchedCalls>({
    async write(job, context) {
      const writing = write(formats, job, context);
      underWay.add(writing);
      try {
        return await writing;
      } finally {
        underWay.delete(writing);
      }
    },
    findChanged: (takes, { signal }) => findChangedTakes(takes, signal),
    async settled() {
      await Promise.allSettled(underWay);
      return null;
    },
  });
}

async function write(
  formats: Formats,
  { file, takes, target, format, details, temporary, overwrite }: WriteJob,
  context: CallContext,
): Promise<ReturnType<StitchedCalls['write']>> {
  const { signal } = context;
  const onProgress = (fraction: number): void => {
    context.progress(fraction);
  };
  try {
    const stitched = await openStitched(file, takeSourceFrom(takes));
    const written = await writeStitched(stitched, target, {
      ...{ format: formats.get(format), details, temporary, overwrite, signal, onProgress },
    });
    return { written };
  } catch (thrown) {
    if (!['take-changed', 'export-mismatch'].includes(toProblem(thrown).code)) throw thrown;
    // All that are changed are named at once, after a second look; without any, it was something else.
    const changed = await findChangedTakes(takes, signal);
    if (changed.length === 0) throw thrown;
    return { changed };
  }
}
