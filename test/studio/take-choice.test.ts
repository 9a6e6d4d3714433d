import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { stitchWav } from '../support/stitch-wav.ts';
import type { Project } from '../../electron/contract/project.ts';
import { endedExport } from '../support/ended-export.ts';
import { chunksOf, imported } from '../support/lamp-book.ts';
import { openTestStudio, type TestStudio } from '../support/test-studio.ts';
import { ToneEngine } from '../support/tone-engine.ts';

describe('a take', () => {
  test('of an engine of before stays, and what is not spoken yet is spoken by the one of now', async () => {
    const { engine, library, project, self, studio } = await imported();
    engine.fails = (text) => text.includes('Nobody');
    const { total } = await self.narrate(project);
    await studio.close();
    const changedEngine = new ToneEngine('draft', false, 'tone-2');
    const next = await openTestStudio(library, changedEngine);
    const states = (await chunksOf(next, project)).map(({ state }) => state);
    expect(states.filter((state) => state === 'ready')).toHaveLength(total - 1);
    expect(await next.narrate(project)).toMatchObject({ state: 'done', ready: total });
    expect(changedEngine.spoken).toEqual([expect.stringContaining('Nobody')]);
  });

  test('of a voice that was changed while it was spoken is kept, but not chosen', async () => {
    const { client, engine, project, self } = await imported();
    await self.narrate(project);
    const slt = { ...project.voice, speaker: 'slt' as const };
    const other = await client.call('projects.update', { project: project.id, voice: slt });
    engine.holds = (text) => text.includes('Nobody');
    const held = engine.held();
    const ended = self.narration(({ state }) => state === 'done');
    await client.call('narration.start', { project: project.id });
    await held;
    // What is spoken just now is no longer wanted: the take of the first voice is heard again.
    await client.call('projects.update', { project: project.id, voice: project.voice });
    engine.release();
    await ended;
    const chunk = (await chunksOf(self, project)).find(({ text }) => text.includes('Nobody'));
    expect(chunk).toMatchObject({ state: 'ready' });
    // And is there at once when that voice is wanted again.
    await client.call('projects.update', { project: project.id, voice: other.voice });
    const { length } = engine.spoken;
    await self.narrate(project);
    expect(engine.spoken.slice(length).join(' ')).not.toContain('Nobody');
  });
});

describe('a project that is in use cannot be removed', () => {
  async function expectInUse({ client }: TestStudio, { id }: Project): Promise<void> {
    await expect(client.call('projects.remove', { project: id })).rejects.toMatchObject({
      problem: { code: 'narration-busy' },
    });
    expect(await client.call('projects.list', {})).toHaveLength(1);
  }

  test('while it is narrated', async () => {
    const { client, engine, project, self } = await imported();
    engine.holds = () => true;
    const held = engine.held();
    const ended = self.narration(({ state }) => state === 'done');
    await client.call('narration.start', { project: project.id });
    await held;
    await expectInUse(self, project);
    engine.release();
    await ended;
    await client.call('projects.remove', { project: project.id });
  });

  test('while it is exported, and the export ends whole', async () => {
    const { client, library, project, self, studio } = await imported();
    await self.narrate(project);
    const { assembly } = await client.call('assembly.get', { project: project.id });
    const file = stitchWav(assembly);
    const { name } = await client.call('stitched.register', { file });
    const target = path.join(library, 'book.wav');
    const ended = endedExport(self);
    const ticket = studio.tickets.forTarget(target, { overwrite: false });
    const starting = client.call('exports.start', { project: project.id, name, ticket });
    await starting;
    await expectInUse(self, project);
    await ended;
    expect(readFileSync(target)).toHaveLength(file.bytes);
    await client.call('projects.remove', { project: project.id });
    expect(await client.call('projects.list', {})).toEqual([]);
  });
});
