import { chunkSection } from '../chunking/chunk-section.ts';
import { placeChunks } from '../chunking/place-chunks.ts';
import { readManuscript } from '../manuscript/read-manuscript.ts';
import type { ManuscriptCalls } from './manuscript-calls.ts';
import { serveWorker } from '../base/port.ts';

serveWorker<ManuscriptCalls>({
  plan: async ({ path, name, limit }, { signal }) => {
    const manuscript = await readManuscript(path, name, signal);
    const { language } = manuscript;
    return {
      ...manuscript,
      sections: manuscript.sections.map((section) => ({
        ...section,
        chunks: placeChunks(section.paragraphs, chunkSection(section.paragraphs, { limit, language })),
      })),
    };
  },
});
