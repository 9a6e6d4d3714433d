import { forecastTexts, planBook } from '../../book/plan.ts';
import { SpeechPlanner } from '../../book/speech-planner.ts';
import { withSampleFile } from '../../book/sample-file.ts';
import { entryOf } from '../../contract/engine-entry.ts';
import type { EngineHealth } from '../../contract/engine-state.ts';
import { defaultVoiceOf } from '../../contract/voice-settings.ts';
import { catalogue as ownCatalogue } from '../../engines/catalogue.ts';
import type { Engines } from '../../engines/engines.ts';
import type { NarrateArguments } from './arguments.ts';
import { chooseChapters } from './chapters.ts';
import { connect } from './connection-options.ts';
import type { Context } from './context.ts';
import { describeForecast, describeHealth, describePlan, narrowPlan } from './plan.ts';
import { planningEngines } from './planning-engines.ts';
import type { VoiceChoice } from './voice-options.ts';

/** Seconds that a plan waits to hear how its voice is. */
const planPatience = 10;

/** Prints what would be read. Rejects with what is wrong with the book. */
export async function printPlan(
  args: NarrateArguments,
  { console, locations, readingLimits: limits, catalogue = ownCatalogue }: Context,
): Promise<void> {
  const { library } = args;
  const worker = locations.manuscriptWorker;
  const engines = planningEngines(catalogue, locations, await connect(args.connection));
  // It takes its time for a whole book, and only the JSON has room for it.
  const speech = args.plan === 'json' ? new SpeechPlanner(engines, args.voice) : undefined;
  const engine = args.voice?.engine ?? null;
  const cut = { entries: engines.entries(), engine, chunkLimit: args.chunkLimit };
  const asked = { library, worker, limits, speech, cut };
  const planned =
    args.book === 'sample'
      ? withSampleFile((file) => planBook({ ...asked, file }))
      : planBook({ ...asked, file: ticketed(args.book) });
  const telling = planned.then(async (made) => ({
    ...made,
    health: args.plan === 'json' ? null : await healthFor(engines, args.voice, made.engine),
  }));
  const { plan: whole, engine: speaker, health } = await telling.finally(() => engines.close());
  const included = whole.chapters.filter((chapter) => chapter.included);
  const narrowed = narrowPlan(whole, new Set(chooseChapters(included, args.chapters)));
  if (args.plan === 'json') {
    console.out.write(`${JSON.stringify(narrowed, null, 2)}\n`);
    return;
  }
  const spoken = narrowed.chapters.filter((chapter) => chapter.included).flatMap(({ chunks }) => chunks);
  const texts = spoken.map(({ text }) => text);
  const forecast = forecastTexts(library, texts, entryOf(engines.entries(), engine ?? speaker));
  const state = health === null ? '' : `${describeHealth(health)}\n`;
  console.out.write(`${describePlan(narrowed)}\n${describeForecast(forecast)}\n${state}`);
}

/** How the engine of the plan is; nothing is waited for beyond a few seconds. */
function healthFor(
  engines: Engines,
  choice: VoiceChoice | null,
  usual: string,
): Promise<EngineHealth | null> {
  const id = choice?.engine ?? usual;
  const voice = { ...defaultVoiceOf(entryOf(engines.entries(), id)), ...choice?.settings };
  return engines.health(voice, AbortSignal.timeout(planPatience * 1000));
}

function ticketed(path: string) {
  return { path, name: path.split(/[/\\]/u).at(-1) ?? path };
}
