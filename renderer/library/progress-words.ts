import type { ProjectSummary } from '../../electron/contract/project.ts';
import { count, duration } from '../ui/format.ts';

/** How far a project is narrated, from 0 to 1; 1 only when every chunk is ready. */
export function narratedFraction({ chunks, ready }: Pick<ProjectSummary, 'chunks' | 'ready'>): number {
  return chunks === 0 ? 0 : ready / chunks;
}

/** How far a project is narrated, in words; never “100 %” while something is missing. */
export function narratedWords(project: Pick<ProjectSummary, 'chunks' | 'ready' | 'seconds'>): string {
  const { chunks, ready, seconds } = project;
  if (chunks === 0) return 'Nothing chosen to be read';
  if (ready === 0) return 'Not narrated yet';
  if (ready === chunks) return `Narrated · ${duration(seconds)}`;
  const percent = Math.max(1, Math.floor(narratedFraction(project) * 100));
  return `${percent} % narrated · ${duration(seconds)}`;
}

/** What is lost when a project is removed. */
export function lossWords({
  chunks,
  ready,
  seconds,
}: Pick<ProjectSummary, 'chunks' | 'ready' | 'seconds'>): string {
  if (ready === 0) return 'Its chapters as you arranged them are deleted. Nothing of it is narrated yet.';
  const spoken =
    ready === chunks ? count(ready, 'chunk') : `${count(ready, 'chunk')} of ${chunks.toLocaleString('en')}`;
  return `Its chapters as you arranged them and all its audio are deleted: ${duration(seconds)}, ${spoken}.`;
}
