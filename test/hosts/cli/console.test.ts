import { describe, expect, test } from 'vitest';
import { describeProblem, StatusLine } from '../../../electron/hosts/shared/console.ts';
import { explainEnd, hasEnded } from '../../../electron/hosts/cli/narration-end.ts';
import { NarrationReporter } from '../../../electron/hosts/cli/narration-reporter.ts';
import { narrationProgressSchema } from '../../../electron/contract/narration.ts';
import { sectionSchema } from '../../../electron/contract/project.ts';

/** A terminal that remembers what was written to it. */
function terminal(columns: number) {
  const written: string[] = [];
  return { isTTY: true, columns, write: (text: string) => written.push(text), written };
}

/** A file that remembers what was written to it. */
function paper() {
  return { ...terminal(0), isTTY: false };
}

const chapter = sectionSchema.parse({
  id: 7,
  title: 'CHAPTER XII. In which a title goes on for rather longer than a line has room',
  included: true,
  reason: null,
  voice: null,
  chunks: 55,
  ready: 0,
  drafts: 0,
  failed: 0,
  characters: 9000,
  seconds: 0,
  heading: null,
});

const progress = narrationProgressSchema.parse({
  project: 1,
  state: 'running',
  section: 7,
  total: 1000,
  ready: 14,
  failed: 0,
  sectionTotal: 55,
  sectionFinished: 14,
  fraction: 0.017,
  secondsLeft: 11_100,
  problem: null,
  waitingFor: null,
  resumesAt: null,
  spent: 0,
  maxCost: null,
});

test.each([80, 0])('chapter, percentage and time left fit a terminal of %i columns', (columns) => {
  const screen = terminal(columns);
  new NarrationReporter(new StatusLine(screen), [chapter]).update(progress);
  const line = screen.written.join('').replace('\r\u001b[2K', '');
  expect(line).toMatch(/^Chapter 1 of 1 · 1 % · 3 h 05 min left · CHAPTER XII\. .*…$/);
  expect(line.length).toBeLessThan(80);
});

test('what a prediction waits for is said once, not at every event', () => {
  const page = paper();
  const reporter = new NarrationReporter(new StatusLine(page), [chapter]);
  const waitingFor = { code: 'audio-owed' as const, message: 'Its audio is owed.', action: 'Wait.' };
  reporter.update({ ...progress, waitingFor });
  reporter.update({ ...progress, waitingFor });
  expect(page.written.join('').match(/Its audio is owed/gu)).toHaveLength(1);
});

describe('a narration that is paid for', () => {
  test('says what it has cost so far, and of how much', () => {
    const page = paper();
    const reporter = new NarrationReporter(new StatusLine(page), [chapter]);
    reporter.update({ ...progress, spent: 0.01234 });
    expect(page.written.join('')).toMatch(/3 h 05 min left · \$0\.0123 so far\n$/);
    const screen = terminal(100);
    new NarrationReporter(new StatusLine(screen), [chapter]).update({ ...progress, spent: 1.5, maxCost: 2 });
    expect(screen.written.join('')).toContain('· $1.50 of $2.00 · CHAPTER');
  });

  test('says once that it waits and for what, however often it is put off', () => {
    const page = paper();
    const reporter = new NarrationReporter(new StatusLine(page), [chapter]);
    const problem = {
      code: 'rate-limited' as const,
      message: 'Replicate asks for patience.',
      action: 'Wait.',
    };
    const waiting = { ...progress, state: 'waiting' as const, problem };
    for (const seconds of [10.2, 20, 40]) {
      reporter.update({ ...waiting, resumesAt: new Date(Date.now() + seconds * 1000).toISOString() });
    }
    expect(page.written).toEqual(['Replicate asks for patience. Going on by itself in 10 s.\n']);
    reporter.update(progress);
    reporter.update({ ...waiting, resumesAt: null });
    expect(page.written).toHaveLength(3);
  });

  test.each([
    ['cost-cap', 0, /expected to cost more than that: .* higher --max-cost/],
    ['cost-cap', 0.1, /run the same command to go on for as much again, or with another --max-cost/],
    ['credit-needed', 0, /Add credit at .*replicate\.com.*run the same command/],
    ['token-refused', 0, /REPLICATE_API_TOKEN/],
    ['token-missing', 0, /REPLICATE_API_TOKEN/],
  ] as const)('that %s ends tells the way out that there is here', (code, spent, action) => {
    const problem = { code, message: 'It ended.', action: 'Press a button in the window.' };
    const error = explainEnd(problem, spent);
    expect(error.problem).toMatchObject({ code, message: 'It ended.' });
    expect(error.problem.action).toMatch(action);
    expect(hasEnded({ ...progress, state: 'paused', problem })).toBe(true);
    expect(hasEnded({ ...progress, state: 'waiting', problem })).toBe(false);
  });
});

test('a title cannot command the terminal, and is not cut inside a character', () => {
  const screen = terminal(24);
  const line = new StatusLine(screen);
  line.print('Evil\u001b]0;owned\u0007 \u009b31mred \u202Eesrever\u0000');
  expect(screen.written).toEqual(['Evil\uFFFD]0;owned\uFFFD \uFFFD31mred \uFFFDesrever\uFFFD\n']);
  line.update(`${'x'.repeat(21)}😀 and more`);
  expect(screen.written.at(-1)).toBe(`\r\u001b[2K${'x'.repeat(21)}…`);
  const { length } = describeProblem({ code: 'file-missing', message: 'No\u001b[2J', action: 'Ok.' }).split(
    '\n',
  );
  expect(length).toBe(2);
});
