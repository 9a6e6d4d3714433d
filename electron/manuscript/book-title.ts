import { normaliseText } from './normalise-text.ts';

/** A title made from a file's name: without folder and extension, underscores as spaces. */
export function titleFromName(name: string): string {
  const base = name.split(/[/\\]/u).at(-1) ?? name;
  const stem = base.replace(/(?<=.)\.[^.]*$/u, '');
  const title = normaliseText(stem.replaceAll('_', ' '));
  return title === '' ? 'Untitled' : title;
}
