import type { EngineEntry } from '../../contract/engine-entry.ts';
import type { EngineHealth, Speaker } from '../../contract/engine-state.ts';
import { languageName, spokenWords } from '../../contract/languages.ts';
import { LecternError, toProblem, type Problem } from '../../contract/problem.ts';
import { defaultVoiceOf } from '../../contract/voice-settings.ts';
import { catalogue as ownCatalogue } from '../../engines/catalogue.ts';
import type { Engines } from '../../engines/engines.ts';
import { printable } from '../shared/words.ts';
import { connect } from './connection-options.ts';
import type { Context } from './context.ts';
import { describeHealth } from './plan.ts';
import { planningEngines } from './planning-engines.ts';
import { speakersOf } from './voice-options.ts';
import type { VoicesArguments } from './voices-arguments.ts';

/** An engine as it tells of itself now. */
interface Told {
  entry: EngineEntry;
  health: EngineHealth | null;
  /** What `--voice ENGINE:NAME` can name; empty for an engine that tells none, null for one that has no such setting. */
  speakers: readonly Speaker[] | null;
  /** Why they could not be told. */
  problem: Problem | null;
}

/** Lists the ways to speak, with their speakers. What one cannot tell is said in its place. */
export async function voices(args: VoicesArguments, context: Context): Promise<void> {
  const { console, locations, catalogue = ownCatalogue } = context;
  const engines = planningEngines(catalogue, locations, await connect(args.connection));
  const closing = new AbortController();
  const stopListening = context.onInterrupt(() => {
    closing.abort();
  });
  try {
    const entries = engines.entries().filter(({ id }) => id === (args.engine ?? id));
    const told = await Promise.all(entries.map((entry) => ask(engines, entry, closing.signal)));
    if (closing.signal.aborted) throw new LecternError('cancelled', 'Cancelled.', 'Ask again when you like.');
    const shown = args.json ? JSON.stringify(told.map(asData), null, 2) : told.map(describe).join('\n\n');
    console.out.write(`${shown}\n`);
  } finally {
    stopListening();
    await engines.close();
  }
}

async function ask(engines: Engines, entry: EngineEntry, signal: AbortSignal): Promise<Told> {
  const voice = defaultVoiceOf(entry);
  const setting = speakersOf(entry);
  const health = engines.health(voice, signal);
  try {
    const speakers = setting === undefined ? null : await engines.speakers(voice, setting.id, signal);
    return { entry, health: await health, speakers, problem: null };
  } catch (thrown) {
    return { entry, health: await health, speakers: null, problem: toProblem(thrown) };
  }
}

function asData({ entry, health, speakers, problem }: Told) {
  const { id, name, languages, sampleRate } = entry;
  return { engine: id, name, languages, sampleRate, health, speakers, problem };
}

function describe({ entry, health, speakers, problem }: Told): string {
  const { id, name, hint } = entry;
  const lines = [`${id}: ${name}. ${hint}`, `  ${spokenWords(entry)}`];
  if (health !== null) lines.push(`  ${describeHealth(health)}`);
  if (problem !== null) lines.push(`  ${problem.message} ${problem.action}`);
  if (speakers?.length === 0)
    lines.push(`  It does not tell what there is: any name goes, as in ${id}:NAME.`);
  for (const { value, label, language } of speakers ?? []) {
    const spoken = language === null ? '' : `, ${languageName(language)}`;
    lines.push(`  ${id}:${value}  ${label}${spoken}`);
  }
  return printable(lines.join('\n'));
}
