import { forecastTexts, planBook } from '../../book/plan.ts';
import { withSampleFile } from '../../book/sample-file.ts';
import { SpeechPlanner } from '../../book/speech-planner.ts';
import { entryOf } from '../../contract/engine-entry.ts';
import { catalogue as ownCatalogue } from '../../engines/catalogue.ts';
import type { NarrateArguments } from './arguments.ts';
import { chooseChapters } from './chapters.ts';
import type { Context } from './context.ts';
import { describeForecast, describePlan, narrowPlan } from './plan.ts';
import { planningEngines } from './planning-engines.ts';

/** Prints what would be read. Rejects with what is wrong with the book. */
export async function printPlan(
  args: NarrateArguments,
  { console, locations, readingLimits: limits, catalogue = ownCatalogue }: Context,
): Promise<void> {
  const { library } = args;
  const worker = locations.manuscriptWorker;
  const engines = planningEngines(catalogue, locations);
  // It takes its time for a whole book, and only the JSON has room for it.
  const speech = args.plan === 'json' ? new SpeechPlanner(engines, args.voice) : undefined;
  const engine = args.voice?.engine ?? null;
  const cut = { entries: engines.entries(), engine, chunkLimit: args.chunkLimit };
  const asked = { library, worker, limits, speech, cut };
  const planned =
    args.book === 'sample'
      ? withSampleFile((file) => planBook({ ...asked, file }))
      : planBook({ ...asked, file: ticketed(args.book) });
  const { plan: whole, engine: speaker } = await planned.finally(() => engines.close());
  const included = whole.chapters.filter((chapter) => chapter.included);
  const narrowed = narrowPlan(whole, new Set(chooseChapters(included, args.chapters)));
  if (args.plan === 'json') {
    console.out.write(`${JSON.stringify(narrowed, null, 2)}\n`);
    return;
  }
  const spoken = narrowed.chapters.filter((chapter) => chapter.included).flatMap(({ chunks }) => chunks);
  const texts = spoken.map(({ text }) => text);
  const forecast = forecastTexts(library, texts, entryOf(engines.entries(), engine ?? speaker));
  console.out.write(`${describePlan(narrowed)}\n${describeForecast(forecast)}\n`);
}

function ticketed(path: string) {
  return { path, name: path.split(/[/\\]/u).at(-1) ?? path };
}
