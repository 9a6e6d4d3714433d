import { hash } from 'node:crypto';
import type { Project } from '../contract/project.ts';
import type { Engine } from '../voices/engine.ts';

/**
 * What a take belongs to: the SHA-256 of the exact text, voice, engine revision and sample rate. The answer hashes one
 * text after another for the same project.
 */
export function speechKeys(project: Project, engine: Engine): (text: string) => string {
  const { engine: engineId, ...settings } = project.voice;
  const sorted = Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const voice = [engineId, engine.revision, sorted, project.sampleRate];
  return (text) => hash('sha256', JSON.stringify([...voice, text]));
}
