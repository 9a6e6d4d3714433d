import { measureDriver } from './driver.ts';
import { printFigures, type Figure } from './figures.ts';
import { measurePlanning } from './planning.ts';
import { measureReplicate } from './replicate.ts';
import { measureSeeking } from './seeking.ts';
import { measureShelf } from './shelf.ts';
import { measureStitching } from './stitching.ts';
import { measureDraftVoice } from './draft-voice.ts';
import { measureWindow } from './window.ts';

// `npm run bench [-- planning shelf driver replicate draft-voice stitching seeking window]`: every figure beside a reference measured in
// the same run.
const benches: Record<string, () => Promise<Figure[]>> = {
  planning: measurePlanning,
  shelf: measureShelf,
  driver: measureDriver,
  replicate: measureReplicate,
  'draft-voice': measureDraftVoice,
  stitching: measureStitching,
  seeking: measureSeeking,
  window: measureWindow,
};

const chosen = process.argv.slice(2);
let good = true;
for (const [name, measure] of Object.entries(benches)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  good = printFigures(name, await measure()) && good;
}
process.exitCode = good ? 0 : 1;
