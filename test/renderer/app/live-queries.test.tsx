import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { page, type Locator } from 'vitest/browser';
import { projectIdSchema, sectionIdSchema, type ProjectId } from '../../../electron/contract/ids.ts';
import { defaultSettings } from '../../../electron/contract/settings.ts';
import { useConnectionState } from '../../../renderer/app/use-connection-state.ts';
import {
  chunksQuery,
  historyQuery,
  projectsQuery,
  sectionsQuery,
  settingsQuery,
  takesQuery,
  voicesQuery,
} from '../../../renderer/app/queries.ts';
import { useStudio } from '../../../renderer/app/studio.tsx';
import { show } from '../page/show.tsx';
import { studioInPage, type StudioInPage } from '../page/studio-in-page.ts';
import { sampleChunk, sampleSection } from '../sample-text.ts';

const [mine, other] = [projectIdSchema.parse(7), projectIdSchema.parse(8)];
const section = sectionIdSchema.parse(3);
const chunk = sampleChunk(1, { section });

/** Two books beside each other, and what is of neither. */
function Everything(): ReactNode {
  const { client } = useStudio();
  useConnectionState();
  useQuery(projectsQuery(client));
  useQuery(voicesQuery(client));
  const { data: settings } = useQuery(settingsQuery(client));
  return (
    <>
      <p>Theme {settings?.theme}</p>
      <Book project={mine} />
      <Book project={other} />
    </>
  );
}

function Book({ project }: { project: ProjectId }): ReactNode {
  const { client } = useStudio();
  useQuery(sectionsQuery(client, project));
  const { data: history } = useQuery(historyQuery(client, project));
  return (
    <section aria-label={`Book ${project}`}>
      <p>To undo: {history?.undo?.name ?? 'nothing'}</p>
      {project === mine && <Chapter />}
    </section>
  );
}

function Chapter(): ReactNode {
  const { client } = useStudio();
  const { data: chunks } = useQuery(chunksQuery(client, mine, section));
  useQuery(takesQuery(client, mine, chunk.id));
  return <p>Chunk {chunks?.[0]?.state}</p>;
}

/** Everything as it is shown once all of it was asked for, by names of calls alone. */
async function everything(): Promise<StudioInPage> {
  const studio = studioInPage({
    'projects.list': () => [],
    'voices.list': () => [],
    'settings.get': () => defaultSettings,
    'sections.list': () => [sampleSection(3)],
    'chunks.list': () => [chunk],
    'takes.list': () => [],
    'history.get': ({ project }) => ({ project, undo: null, redo: null }),
  });
  show(studio, <Everything />);
  await vi.waitFor(() => {
    expect(studio.asked()).toHaveLength(9);
  });
  await expect.element(page.getByText('Chunk missing')).toBeVisible();
  studio.forget();
  return studio;
}

/** Every query of {@link Everything}. */
const all = [
  'projects.list {}',
  'voices.list {}',
  'settings.get {}',
  'sections.list {"project":7}',
  'sections.list {"project":8}',
  'history.get {"project":7}',
  'history.get {"project":8}',
  'chunks.list {"section":3}',
  'takes.list {"chunk":1}',
];

/** What is asked for again: exactly this, after everything that was to be asked has been. */
async function expectAsked(studio: StudioInPage, names: readonly string[]): Promise<void> {
  await vi.waitFor(() => {
    expect(studio.asked().toSorted()).toEqual([...names].sort());
  });
}

it('an edit has its own book asked for again, what can be undone is shown without asking, and no other book is touched', async () => {
  const studio = await everything();
  studio.tell({
    name: 'history',
    payload: {
      project: mine,
      undo: { id: 4, name: 'skip “Preface”', createdAt: '2026-11-01T10:00:00.000Z' },
      redo: null,
    },
  });
  const inBook = (project: ProjectId, words: string): Locator =>
    page.getByRole('region', { name: `Book ${project}` }).getByText(words);
  await expect.element(inBook(mine, 'To undo: skip “Preface”')).toBeVisible();
  await expect.element(inBook(other, 'To undo: nothing')).toBeVisible();
  await expectAsked(studio, [
    'projects.list {}',
    'voices.list {}',
    'sections.list {"project":7}',
    'chunks.list {"section":3}',
    'takes.list {"chunk":1}',
  ]);
});

it('a chunk that was spoken is shown at once; only its takes, and a second later the counts, are asked for again', async () => {
  const studio = await everything();
  studio.tell({ name: 'chunk', payload: { project: mine, chunk: { ...chunk, state: 'ready' } } });
  await expect.element(page.getByText('Chunk ready')).toBeVisible();
  await expectAsked(studio, ['takes.list {"chunk":1}']);
  await vi.waitFor(() => {
    expect(studio.asked().toSorted()).toEqual([
      'projects.list {}',
      'sections.list {"project":7}',
      'takes.list {"chunk":1}',
    ]);
  }, 3000);
});

it('settings that were changed in another window are shown without asking for anything', async () => {
  const studio = await everything();
  studio.tell({ name: 'settings', payload: { ...defaultSettings, theme: 'dark' } });
  await expect.element(page.getByText('Theme dark')).toBeVisible();
  expect(studio.asked()).toEqual([]);
});

it('a connection that comes back has everything that is shown asked for again, once', async () => {
  const studio = await everything();
  studio.become('lost');
  await vi.waitFor(() => {
    expect(document.documentElement.dataset['connection']).toBe('lost');
  });
  expect(studio.asked()).toEqual([]);
  studio.become('open');
  await expectAsked(studio, all);
});
