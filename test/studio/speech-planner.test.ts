import path from 'node:path';
import { expect, test } from 'vitest';
import { planBook, type PlannedChunk } from '../../electron/book/plan.ts';
import { SpeechPlanner, type AskedVoice } from '../../electron/book/speech-planner.ts';
import { toProblem } from '../../electron/contract/problem.ts';
import { Engines } from '../../electron/engines/engines.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import { planningEngines } from '../../electron/hosts/cli/planning-engines.ts';
import { catalogue } from '../../electron/engines/catalogue.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ToneEngine } from '../support/tone-engine.ts';
import { locations, openTestStudio } from '../support/test-studio.ts';

const story = '# The Lamp\n\nThe lamp was lit at 6 p.m.\n\nNobody came.\n\nNobody ever did.\n';
const tones = () => new Engines([new ToneEngine(), new ToneEngine('styletts2')]);
const paid: AskedVoice = { engine: 'styletts2', named: null, settings: {}, reference: null };

/** The chunks of a book as a plan of it tells them. */
async function plan(library: string, engines: Engines, asked: AskedVoice | null): Promise<PlannedChunk[]> {
  const file = { path: path.join(library, 'book.md'), name: 'book.md' };
  const speech = new SpeechPlanner(engines, asked);
  const planned = await planBook({ library, worker: locations.manuscriptWorker, file, speech });
  return planned.plan.chapters.filter(({ included }) => included).flatMap(({ chunks }) => chunks);
}

test('a plan tells what is ready in the voice of the book, and in the one that is asked for', async () => {
  const library = temporaryFolder();
  const self = await openTestStudio(library, new ToneEngine(), [new ToneEngine('styletts2')]);
  const { client } = self;
  const { project } = await self.import(story);
  const [section] = await client.call('sections.list', { project: project.id });
  if (section === undefined) throw new Error('a section expected');
  const chunks = await client.call('chunks.list', { section: section.id });
  const last = chunks.at(-1);
  if (last === undefined) throw new Error('a chunk expected');
  expect((await plan(library, tones(), null)).map(({ ready }) => ready)).toEqual(chunks.map(() => false));
  await self.narrate(project);
  expect((await plan(library, tones(), null)).map(({ ready }) => ready)).toEqual(chunks.map(() => true));
  expect((await plan(library, tones(), paid)).map(({ ready }) => ready)).toEqual(chunks.map(() => false));

  // What has a voice of its own keeps it, whatever the book is spoken with.
  const anna = await client.call('voices.save', {
    name: 'Anna',
    voice: { ...defaultStyleTts2Voice, seed: 4 },
  });
  await client.call('chunks.update', { chunk: last.id, voice: anna.id });
  await self.narrate(project);
  const asked = await plan(library, tones(), paid);
  expect(asked.map(({ ready }) => ready)).toEqual(chunks.map(({ id }) => id === last.id));
  const byName = await plan(library, tones(), { ...paid, named: 'Anna', settings: { seed: 5 } });
  expect(byName.map(({ ready }) => ready)).toEqual(chunks.map(({ id }) => id === last.id));
  // Its clip is not cut yet, so that its key is not known; what has its own voice is none of its business.
  const copied = await plan(library, tones(), { ...paid, reference: { kind: 'file' } });
  expect(copied.map(({ ready }) => ready)).toEqual(chunks.map(({ id }) => id === last.id || null));
  await expect(plan(library, tones(), { ...paid, named: 'Nobody' })).rejects.toMatchObject({
    problem: { code: 'not-found' },
  });

  await client.call('chunks.sayAs', { chunk: last.id, text: 'Not even once.' });
  const said = (await plan(library, tones(), null)).at(-1);
  expect(said).toMatchObject({ text: last.text, spoken: 'Not even once.', ready: false });
});

test('a plan tells the very text that each engine is sent, and why one is refused', async () => {
  const library = temporaryFolder();
  const self = await openTestStudio(library);
  await self.import(`${story}\nIt said Привет.\n`);
  await self.studio.close();
  const engines = planningEngines(catalogue, locations, {
    read: () => {
      throw new Error('nobody asks');
    },
  });
  const spoken = (chunks: readonly PlannedChunk[]) => chunks.map((chunk) => chunk.spoken).join(' ');
  const draft = await plan(library, engines, { ...paid, engine: 'draft' });
  const styled = await plan(library, engines, paid);
  expect(spoken(draft)).toContain('lit at 6 p.m.');
  expect(spoken(styled)).toContain('lit at six P-M.');
  const refused = styled.filter((chunk) => chunk.spoken === null);
  expect(refused).toHaveLength(1);
  expect(refused[0]?.refused).toMatch(/Привет.*Cyrillic/u);
  await engines.close();
  const gone = await plan(library, new Engines([]), paid).catch(toProblem);
  expect(gone).toMatchObject({ code: 'not-found' });
});
