import { openStitched } from '../audio/stitched/stitched.ts';
import type { StitchedCalls, WriteJob } from '../audio/stitched/stitched-calls.ts';
import { takeSourceFrom } from '../audio/stitched/take-source.ts';
import { writeStitched, type WriteResult } from '../audio/stitched/write-stitched.ts';
import { serveWorker, type CallContext } from './port.ts';

const underWay = new Set<Promise<WriteResult>>();

serveWorker<StitchedCalls>({
  async write(job, context) {
    const writing = write(job, context);
    underWay.add(writing);
    try {
      return await writing;
    } finally {
      underWay.delete(writing);
    }
  },
  async settled() {
    await Promise.allSettled(underWay);
    return null;
  },
});

async function write(
  { file, takes, target, temporary, overwrite }: WriteJob,
  context: CallContext,
): Promise<WriteResult> {
  const stitched = await openStitched(file, takeSourceFrom(takes));
  const onProgress = (fraction: number): void => {
    context.progress(fraction);
  };
  return writeStitched(stitched, target, { temporary, overwrite, signal: context.signal, onProgress });
}
