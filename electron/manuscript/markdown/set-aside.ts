/** Marks the place of a block that was set aside. A private-use character; a source that has it is left alone. */
const mark = '\uE000';
const places = new RegExp(`${mark}(\\d+)${mark}`, 'gu');

/**
 * A line that Markdown cannot read as anything but prose: it begins like a sentence and holds no character that could
 * be markup.
 */
const plainLine = /^[ \t]*(?!\d{1,9}[.)](?:\s|$))["“‘'(…—]*[\p{L}\p{N}][^*_`[\]<>&\\|~@]*$/u;
const mayBeLink = /:\/\/|www\./iu;
const hardBreak = / {2}(?:\n|$)/u;

/** More marks than this in one block are no markup but noise, and cost the parser quadratic time. */
const mostMarks = 4000;
const mostMarksInLine = 400;

/** Deeper nesting than this at the start of a line is noise; it would exhaust the parser's stack. */
const deepNesting = /^(?:[ \t]{0,8}(?:>|[*+-][ \t])){40}/mu;

/** A Markdown source in which prose is replaced by marks, and the way back. */
export interface Aside {
  source: string;
  /** The original text, from whatever of the source ended up in a node of the tree. */
  restore: (value: string) => string;
}

/**
 * Sets blocks of plain prose aside before parsing, each run of them replaced by one short mark: nine tenths of a novel
 * have no markup, and the parser takes milliseconds for what a test takes microseconds. Noise that no person would
 * write is set aside too, so that it is read as it stands.
 */
export function setAside(source: string): Aside {
  if (source.includes(mark)) return { source, restore: (value) => value };
  const kept: string[] = [];
  const runs: string[][] = [];
  let running = false;
  for (const block of source.split(/\n(?:[ \t]*\n)+/u)) {
    if (!isPlain(block) && !isNoise(block)) {
      kept.push(block);
      running = false;
    } else if (running && !/^[ \t]/u.test(block)) {
      runs.at(-1)?.push(block);
    } else {
      kept.push(`${/^[ \t]*/u.exec(block)?.[0] ?? ''}${mark}${runs.length}${mark}`);
      runs.push([block]);
      running = true;
    }
  }
  const restore = (value: string): string =>
    value.replace(places, (_, index: string) => runs[Number(index)]?.join('\n\n') ?? '');
  return { source: kept.join('\n\n'), restore };
}

function isPlain(block: string): boolean {
  if (block.trim() === '' || mayBeLink.test(block) || hardBreak.test(block)) return false;
  return block.split('\n').every((line) => plainLine.test(line));
}

function isNoise(block: string): boolean {
  if (countMarks(block) > mostMarks || deepNesting.test(block)) return !isRule(block);
  return (
    block.split('\n').some((line) => line.length > mostMarksInLine && countMarks(line) > mostMarksInLine) &&
    !isRule(block)
  );
}

/** A line of nothing but stars or dashes is a scene break however long it is. */
function isRule(block: string): boolean {
  return /^\s*([*_-])(?:\s|\1)*$/u.test(block);
}

function countMarks(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    if ('*_`[]<>!~&@\\'.includes(text.charAt(index))) count++;
  }
  return count;
}
