import { chunkIdSchema, projectIdSchema, sectionIdSchema } from '../../electron/contract/ids.ts';
import {
  defaultProjectSettings,
  type Chunk,
  type Project,
  type Section,
} from '../../electron/contract/project.ts';

/** A book that was just imported. */
export function sampleProject(id: number, change: Partial<Project> = {}): Project {
  return {
    ...defaultProjectSettings,
    id: projectIdSchema.parse(id),
    voiceId: null,
    title: `Book ${id}`,
    author: null,
    language: 'en',
    format: 'text',
    sourceName: 'book.txt',
    createdAt: '2026-11-23T10:00:00.000Z',
    ...change,
  };
}

/** A section of ten chunks, none of them spoken. */
export function sampleSection(id: number, change: Partial<Section> = {}): Section {
  return {
    id: sectionIdSchema.parse(id),
    title: `Section ${id}`,
    included: true,
    reason: null,
    voice: null,
    chunks: 10,
    ready: 0,
    drafts: 0,
    failed: 0,
    characters: 1000,
    seconds: 0,
    heading: null,
    ...change,
  };
}

/** A chunk that was neither spoken nor edited. */
export function sampleChunk(id: number, change: Partial<Chunk> = {}): Chunk {
  return {
    id: chunkIdSchema.parse(id),
    section: sectionIdSchema.parse(1),
    state: 'missing',
    text: 'It was a bright cold day in April.',
    original: null,
    sayAs: null,
    boundary: 'paragraph',
    pauseAfter: 0.6,
    pause: null,
    voice: null,
    ownVoice: null,
    seed: null,
    take: null,
    problem: null,
    ...change,
  };
}
