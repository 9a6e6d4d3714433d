import { draft } from './draft/draft-engine.ts';
import type { EngineEntry } from '../contract/engine-entry.ts';
import type { EngineKind } from './engine-kind.ts';
import { styletts2 } from './styletts2/styletts2-engine.ts';

/**
 * Every way to speak that Lectern has, in the order in which they are offered. What an engine can do is told by its entry
 * alone: nothing else knows it by its name.
 */
export const catalogue: readonly EngineKind[] = [styletts2, draft];

/** What is known of each. */
export const entries: readonly EngineEntry[] = catalogue.map(({ entry }) => entry);
