import { expect, test } from 'vitest';
import { describeProblem, StatusLine } from '../../electron/terminal/console.ts';
import { NarrationReporter } from '../../electron/cli/narration-reporter.ts';
import { narrationProgressSchema } from '../../electron/contract/narration.ts';
import { sectionSchema } from '../../electron/contract/project.ts';

/** A terminal that remembers what was written to it. */
function terminal(columns: number) {
  const written: string[] = [];
  return { isTTY: true, columns, write: (text: string) => written.push(text), written };
}

const chapter = sectionSchema.parse({
  id: 7,
  title: 'CHAPTER XII. In which a title goes on for rather longer than a line has room',
  included: true,
  reason: null,
  chunks: 55,
  ready: 0,
  failed: 0,
  characters: 9000,
  seconds: 0,
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
});

test.each([80, 0])('chapter, chunk, percentage and time left fit a terminal of %i columns', (columns) => {
  const screen = terminal(columns);
  new NarrationReporter(new StatusLine(screen), [chapter]).update(progress);
  const line = screen.written.join('').replace('\r\u001b[2K', '');
  expect(line).toMatch(/^Chapter 1 of 1, chunk 15 of 55 · 1 % · 3 h 05 min left · CHAPTER XII\. .*…$/);
  expect(line.length).toBeLessThan(80);
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
