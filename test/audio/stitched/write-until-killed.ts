import { openStitched } from '../../../electron/audio/stitched/stitched.ts';
import { takeSourceFrom } from '../../../electron/audio/stitched/take-source.ts';
import { writeStitched } from '../../../electron/audio/stitched/write-stitched.ts';
import { takeIdSchema } from '../../../electron/contract/ids.ts';
import { asWav, stitchWav } from '../../support/stitch-wav.ts';
import { sampleRate, takeItem } from './take-folder.ts';

// Replaces a target by a long book and is killed from inside, without warning, once the writing is under way.
const [takePath, target] = process.argv.slice(2);
if (takePath === undefined || target === undefined) throw new Error('usage: write-until-killed TAKE TARGET');

const samples = 50_000_000;
const chapters = [{ title: 'One', items: [takeItem(1, samples)] }];
const source = takeSourceFrom(new Map([[takeIdSchema.parse(1), { path: takePath, proof: null }]]));
await writeStitched(await openStitched(stitchWav({ sampleRate, chapters }), source), target, {
  ...asWav,
  overwrite: true,
  signal: new AbortController().signal,
  onProgress: () => process.kill(process.pid, 'SIGKILL'),
});
