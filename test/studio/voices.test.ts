import { describe, expect, test } from 'vitest';
import type { SectionId } from '../../electron/contract/ids.ts';
import type { Project } from '../../electron/contract/project.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import type { Voice } from '../../electron/contract/voice.ts';
import { book, chunksOf } from '../support/lamp-book.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestStudio, type TestStudio } from '../support/test-studio.ts';
import { ToneEngine } from '../support/tone-engine.ts';

/** A studio with a free and a paid voice, both tones, that has imported a small book. */
async function withPaidVoice(text = book) {
  const paid = new ToneEngine('styletts2');
  const studio = await openTestStudio(temporaryFolder(), new ToneEngine(), [paid]);
  const { project } = await studio.import(text);
  const { client } = studio;
  const nameVoice = (name: string, voice: Voice = defaultStyleTts2Voice) =>
    client.call('voices.save', { name, voice });
  const states = async () => (await chunksOf(studio, project)).map(({ state }) => state);
  return { ...studio, self: studio, project, paid, nameVoice, states };
}

describe('named voices', () => {
  test('have names of their own, are changed by id, and cannot go while something follows them', async () => {
    const { client, project, nameVoice } = await withPaidVoice();
    const anna = await nameVoice('Anna');
    await expect(nameVoice('anna')).rejects.toMatchObject({ problem: { code: 'in-use' } });
    const renamed = await client.call('voices.save', { ...anna, name: 'ANNA' });
    expect(renamed).toMatchObject({ id: anna.id, name: 'ANNA', uses: 0 });
    await client.call('projects.update', { project: project.id, voiceId: anna.id });
    await expect(client.call('voices.remove', { id: anna.id })).rejects.toMatchObject({
      problem: { code: 'in-use' },
    });
    await client.call('projects.update', { project: project.id, voice: project.voice });
    await client.call('voices.remove', { id: anna.id });
    expect(await client.call('voices.list', {})).toEqual([]);
  });

  test('a chunk follows its own, else its chapter’s, else the project’s', async () => {
    const { client, self, project, engine, paid, nameVoice } = await withPaidVoice();
    const [forProject, forChapter, forChunk] = await Promise.all(
      [1, 2, 3].map((seed) => nameVoice(`Voice ${seed}`, { ...defaultStyleTts2Voice, seed })),
    );
    await client.call('projects.update', { project: project.id, voiceId: forProject?.id });
    const sections = await client.call('sections.list', { project: project.id });
    const two = sections.find(({ title }) => title === 'Two');
    await client.call('sections.update', { section: two?.id ?? never(), voice: forChapter?.id ?? never() });
    const [firstOfTwo] = await client.call('chunks.list', { section: two?.id ?? never() });
    await client.call('chunks.update', { chunk: firstOfTwo?.id ?? never(), voice: forChunk?.id ?? never() });
    await self.narrate(project);
    expect(engine.spoken).toEqual([]);
    const seedOf = (text: string) =>
      paid.requests.flatMap(({ voice, text: spoken }) =>
        spoken === text && voice.engine === 'styletts2' ? [voice['seed']] : [],
      );
    expect(seedOf('One')).toEqual([1]);
    expect(seedOf('Two')).toEqual([3]);
    expect(seedOf('The second night was colder than the first, and the lamp burned lower.')).toEqual([2]);
  });

  test('changing one makes what follows it stale; changing it back finds what was spoken before', async () => {
    const { client, self, project, paid, nameVoice, states } = await withPaidVoice();
    const anna = await nameVoice('Anna');
    await client.call('projects.update', { project: project.id, voiceId: anna.id });
    await self.narrate(project);
    const { length } = paid.spoken;
    await client.call('voices.save', { ...anna, voice: { ...defaultStyleTts2Voice, alpha: 0.9 } });
    expect(await states()).not.toContain('ready');
    await client.call('voices.save', anna);
    await self.narrate(project);
    expect(paid.spoken).toHaveLength(length);
    expect((await states()).filter((state) => state === 'ready')).toHaveLength(length);
  });

  test('a voice that cannot work is refused before anything is spoken', async () => {
    const { client, project, paid } = await withPaidVoice();
    const weights = 'https://example.com/weights.tar';
    await client.call('projects.update', {
      project: project.id,
      voice: { ...defaultStyleTts2Voice, weights },
    });
    await expect(client.call('narration.start', { project: project.id })).rejects.toMatchObject({
      problem: { code: 'invalid-call', message: expect.stringMatching(/reference/u) as string },
    });
    const url = { kind: 'url', url: 'https://example.com/anna.wav' } as const;
    const voice = { ...defaultStyleTts2Voice, reference: url };
    await client.call('projects.update', { project: project.id, voice });
    await expect(client.call('narration.start', { project: project.id })).rejects.toMatchObject({
      problem: { code: 'consent-needed' },
    });
    expect(paid.spoken).toEqual([]);
    await client.call('settings.update', { referenceTermsAccepted: '2026-11-23' });
    await client.call('narration.start', { project: project.id });
  });
});

describe('draft first', () => {
  test('drafts are heard and exported until their own voice has spoken, which speaks only what it has not', async () => {
    const { client, self, project, paid, states } = await withPaidVoice();
    await self.narrate(project);
    await client.call('projects.update', { project: project.id, voice: defaultStyleTts2Voice });
    const spoken = (await states()).filter((state) => state === 'draft').length;
    expect(spoken).toBeGreaterThan(3);
    const before = await client.call('assembly.get', { project: project.id });
    expect(before).toMatchObject({ drafts: spoken, gaps: [] });
    const sections = await client.call('sections.list', { project: project.id });
    const one = sections.find(({ title }) => title === 'One');
    await narrateSections(self, project, [one?.id ?? never()]);
    const after = await client.call('assembly.get', { project: project.id });
    expect(after.drafts).toBe(spoken - paid.spoken.length);
    expect(after.gaps).toEqual([]);
    await self.narrate(project);
    expect(paid.spoken).toHaveLength(spoken);
    expect(await client.call('assembly.get', { project: project.id })).toMatchObject({ drafts: 0 });
  });
});

describe('paid work', () => {
  test('equal chunks are paid once, and each has its audio', async () => {
    const line = 'The lamp was lit at dusk, and nobody asked who had lit it.';
    const { client, self, project, paid, states } = await withPaidVoice(
      `# One\n\n${line}\n\n# Two\n\n${line}\n`,
    );
    await client.call('projects.update', { project: project.id, voice: defaultStyleTts2Voice });
    const end = await self.narrate(project);
    expect(end).toMatchObject({ state: 'done', failed: 0 });
    expect(paid.spoken.filter((text) => text === line)).toHaveLength(1);
    expect(new Set(await states())).toEqual(new Set(['ready']));
  });

  test('another project with the same words gets the audio too, and keeps it when the first one is removed', async () => {
    const { client, self, project, paid } = await withPaidVoice();
    await client.call('projects.update', { project: project.id, voice: defaultStyleTts2Voice });
    await self.narrate(project);
    const { length } = paid.spoken;
    const { project: second } = await self.import(`${book}\n`, 'second.md');
    await client.call('projects.update', { project: second.id, voice: defaultStyleTts2Voice });
    expect(await self.narrate(second)).toMatchObject({ state: 'done', failed: 0 });
    expect(paid.spoken).toHaveLength(length);
    await client.call('projects.remove', { project: project.id });
    const { assembly } = await client.call('assembly.get', { project: second.id });
    expect(assembly.chapters.length).toBeGreaterThan(1);
    expect(await self.narrate(second)).toMatchObject({ state: 'done', failed: 0 });
    expect(paid.spoken).toHaveLength(length);
  });

  test('another seed makes another take of the same text, and without it the first is chosen again', async () => {
    const { client, self, project, paid } = await withPaidVoice();
    await client.call('projects.update', { project: project.id, voice: defaultStyleTts2Voice });
    await self.narrate(project);
    const first = (await chunksOf(self, project)).find(({ text }) => text === 'One');
    const chunk = first?.id ?? never();
    const { length } = paid.spoken;
    expect(await client.call('chunks.update', { chunk, seed: 7 })).toMatchObject({
      state: 'missing',
      seed: 7,
    });
    await self.narrate(project);
    expect(paid.spoken).toHaveLength(length + 1);
    expect(paid.requests.at(-1)?.voice).toMatchObject({ seed: 7 });
    const back = await client.call('chunks.update', { chunk, seed: null });
    expect(back).toMatchObject({ state: 'ready', take: { id: first?.take?.id } });
  });
});

async function narrateSections(
  studio: TestStudio,
  { id: project }: Pick<Project, 'id'>,
  sections: SectionId[],
): Promise<void> {
  const ended = studio.narration(({ state }) => state === 'done');
  await studio.client.call('narration.start', { project, sections });
  await ended;
}

function never(): never {
  throw new Error('this must be there');
}
