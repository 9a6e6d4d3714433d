import { stitch } from '../../../renderer/stitch/stitch.ts';
import { encodeWav } from '../../../renderer/stitch/wav/encode-wav.ts';
import { makeClient, type Client } from '../../contract/client.ts';
import type { Gap } from '../../contract/narration.ts';
import { LecternError, toProblem } from '../../contract/problem.ts';
import type { Project, Section } from '../../contract/project.ts';
import { openStudio, type Studio } from '../../studio/open-studio.ts';
import { StatusLine, type Console } from '../shared/console.ts';
import { printNotices } from '../shared/notices.ts';
import { count, describeDuration, describeMoney, excerpt, printable } from '../shared/words.ts';
import type { NarrateArguments } from './arguments.ts';
import { chooseChapters } from './chapters.ts';
import { checkSpeakers } from './check-speakers.ts';
import { chooseVoice, type ProjectVoice } from './choose-voice.ts';
import { connect } from './connection-options.ts';
import { program, type Context } from './context.ts';
import { cutAnew, cutAs } from './cut-book.ts';
import { explainEnd, hasEnded } from './narration-end.ts';
import { NarrationReporter } from './narration-reporter.ts';
import { lastEvent } from './studio-event.ts';
import { refuseTarget } from './target.ts';
import type { VoiceChoice } from './voice-options.ts';

/** How many gaps are listed before the rest is only counted. */
const listedGaps = 20;

/** Makes a book an audiobook. Rejects with the problem that kept it from one. */
export async function narrate(
  args: NarrateArguments,
  out: NonNullable<NarrateArguments['out']>,
  context: Context,
): Promise<void> {
  const interruption = new AbortController();
  let studio: Studio | undefined;
  const stopListening = context.onInterrupt(() => {
    interruption.abort();
    // Closing cancels whatever is under way, and that ends the steps below as cancelled; they hear of a failure, too.
    studio?.close().catch(() => undefined);
  });
  const line = new StatusLine(context.console.err);
  try {
    await refuseTarget(args, out.path);
    const connection = await connect(args.connection);
    studio = await openStudio({
      library: args.library,
      program,
      locations: context.locations,
      connection,
      ...(context.readingLimits && { readingLimits: context.readingLimits }),
      ...(context.formats && { formats: context.formats }),
      ...(context.catalogue && { catalogue: context.catalogue }),
      ...(context.patience && { patience: context.patience }),
    });
    printNotices(studio, context.console.err);
    if (interruption.signal.aborted) throw cancelled(0);
    await new Narrate({
      args,
      out: out.path,
      format: out.format,
      studio,
      line,
      console: context.console,
    }).run();
  } catch (thrown) {
    // Between two steps there is nothing to cancel: the next one finds the studio closed.
    const { aborted } = interruption.signal;
    throw aborted && toProblem(thrown).code !== 'cancelled' ? cancelled(0) : thrown;
  } finally {
    line.clear();
    stopListening();
    await studio?.close();
  }
}

interface NarrateNeeds {
  args: NarrateArguments;
  out: string;
  format: string;
  studio: Studio;
  line: StatusLine;
  console: Console;
}

class Narrate {
  readonly #args: NarrateArguments;
  readonly #out: string;
  readonly #format: string;
  readonly #studio: Studio;
  readonly #client: Client;
  readonly #line: StatusLine;
  readonly #console: Console;

  constructor({ args, out, format, studio, line, console }: NarrateNeeds) {
    this.#args = args;
    this.#out = out;
    this.#format = format;
    this.#studio = studio;
    this.#client = makeClient(studio.call);
    this.#line = line;
    this.#console = console;
  }

  async run(): Promise<void> {
    const project = await this.#import();
    const all = await this.#client.call('sections.list', { project: project.id });
    const sections = chooseChapters(
      all.filter(({ included }) => included),
      this.#args.chapters,
    );
    if (sections.length === 0) throw nothingIncluded(project);
    await this.#speak(project, sections);
    await this.#export(project, sections);
  }

  async #import(): Promise<Project> {
    const { book, voice } = this.#args;
    const chosen = voice === null ? null : await this.#chooseVoice(voice);
    this.#line.update('Reading the book …');
    const cut = await cutAs(this.#args, this.#client);
    const { project, created } =
      book === 'sample'
        ? await this.#client.call('projects.importSample', cut)
        : await this.#client.call('projects.import', {
            ticket: this.#studio.tickets.forManuscript(book),
            ...cut,
          });
    const known = created ? '' : ' (known to the library)';
    this.#line.print(`${project.title}${project.author === null ? '' : `, by ${project.author}`}${known}`);
    const told = created ? null : await cutAnew(this.#args, this.#client, project);
    if (told !== null) this.#line.print(told);
    if (chosen !== null) return this.#client.call('projects.update', { project: project.id, ...chosen });
    await checkSpeakers(this.#client, project.voice, this.#say);
    return project;
  }

  #chooseVoice(choice: VoiceChoice): Promise<ProjectVoice> {
    return chooseVoice(choice, {
      client: this.#client,
      tickets: this.#studio.tickets,
      say: this.#say,
    });
  }

  readonly #say = (line: string): void => {
    this.#line.print(line);
  };

  async #speak(project: Project, sections: Section[]): Promise<void> {
    const reporter = new NarrationReporter(this.#line, sections);
    const started = performance.now();
    const ended = lastEvent(this.#studio, 'narration', (progress) => {
      reporter.update(progress);
      return hasEnded(progress);
    });
    const { maxCost } = this.#args;
    const first = await this.#client.call('narration.start', {
      project: project.id,
      sections: sections.map(({ id }) => id),
      ...(maxCost === null ? {} : { maxCost }),
    });
    const last = await ended;
    const { state, problem, ready, failed, total, spent } = last;
    this.#line.clear();
    if (problem !== null && spent > 0) this.#line.print(`Spent so far: ${describeMoney(spent)}.`);
    if (problem !== null) throw explainEnd(problem, spent);
    if (state === 'cancelled') throw cancelled(total - ready - failed);
    const seconds = (performance.now() - started) / 1000;
    this.#line.print(
      first.ready === total
        ? `Nothing was left to speak: ${count(total, 'chunk')} there already.`
        : describeSpoken(ready - first.ready, first.ready, seconds, spent),
    );
  }

  async #export(project: Project, sections: Section[]): Promise<void> {
    const { assembly, gaps, drafts } = await this.#client.call('assembly.get', {
      project: project.id,
      sections: sections.map(({ id }) => id),
    });
    this.#listGaps(gaps);
    if (gaps.length > 0 && !this.#args.allowGaps) throw incomplete(gaps);
    if (drafts > 0) this.#line.print(describeDrafts(drafts));
    const timeline = stitch(assembly);
    const { name } = await this.#client.call('stitched.register', { file: encodeWav(timeline) });
    const ended = lastEvent(this.#studio, 'export', ({ state, fraction }) => {
      this.#line.update(`Writing ${this.#out} · ${Math.floor(fraction * 100)} %`);
      return state !== 'running';
    });
    const ticket = this.#studio.tickets.forTarget(this.#out, { overwrite: this.#args.force });
    await this.#client.call('exports.start', {
      ...{
        project: project.id,
        name,
        ticket,
        format: this.#format,
        about: timeline.about,
        chunks: timeline.chunks,
      },
    });
    const { state, problem } = await ended;
    if (problem !== null) throw LecternError.from(problem);
    if (state === 'cancelled') throw cancelled(0);
    this.#line.clear();
    const seconds = timeline.samples / timeline.sampleRate;
    this.#console.out.write(
      `${printable(this.#out)}: ${count(timeline.marks.length, 'chapter')}, ${describeDuration(seconds)}, checked.\n`,
    );
  }

  #listGaps(gaps: readonly Gap[]): void {
    for (const { sectionTitle, text, problem } of gaps.slice(0, listedGaps)) {
      this.#line.print(`Not spoken, in “${excerpt(sectionTitle, 40)}”: “${excerpt(text)}”`);
      if (problem !== null) this.#line.print(`  ${problem.message} ${problem.action}`);
    }
    if (gaps.length > listedGaps) this.#line.print(`… and ${count(gaps.length - listedGaps, 'more chunk')}.`);
  }
}

function describeSpoken(chunks: number, before: number, seconds: number, spent: number): string {
  const money = spent > 0 ? ` for ${describeMoney(spent)}` : '';
  const there = before > 0 ? `, ${count(before, 'chunk')} there already` : '';
  return `${count(chunks, 'chunk')} spoken in ${describeDuration(seconds)}${money}${there}.`;
}

function describeDrafts(drafts: number): string {
  return `${count(drafts, 'chunk')} will be heard in the draft voice: their own has not spoken them. Run the same command to try again.`;
}

function nothingIncluded({ title }: Project): LecternError {
  return new LecternError(
    'manuscript-without-text',
    `Nothing of “${title}” is to be read: every section of it is skipped.`,
    'Look at it with --plan.',
  );
}

function incomplete(gaps: readonly Gap[]): LecternError {
  return new LecternError(
    'narration-incomplete',
    `${count(gaps.length, 'chunk')} could not be spoken, so nothing was exported.`,
    'Run the same command to try again, or add --allow-gaps to export without them.',
  );
}

function cancelled(left: number): LecternError {
  return new LecternError(
    'cancelled',
    left > 0 ? `Cancelled; ${count(left, 'chunk')} left to speak.` : 'Cancelled.',
    'Run the same command to go on where it stopped.',
  );
}
