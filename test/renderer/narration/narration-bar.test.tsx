import { expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { projectIdSchema } from '../../../electron/contract/ids.ts';
import type { Interrupted, NarrationProgress } from '../../../electron/contract/narration.ts';
import { NarrationBar } from '../../../renderer/narration/narration-bar.tsx';
import { show } from '../page/show.tsx';
import { studioInPage, type StudioInPage } from '../page/studio-in-page.ts';
import { sampleProject, sampleSection } from '../sample-text.ts';
import { progress } from './sample-progress.ts';

/** The bar of a studio that narrates so, or has been interrupted. */
function bar(narration: NarrationProgress | null, interrupted: Interrupted | null = null): StudioInPage {
  let now = narration;
  const become = (state: NarrationProgress['state']): NarrationProgress => {
    now = { ...(now ?? progress()), state };
    studio.tell({ name: 'narration', payload: now });
    return now;
  };
  const studio = studioInPage({
    'narration.status': () => now,
    'narration.interrupted': () => interrupted,
    'narration.pause': () => become('paused'),
    'narration.resume': () => become('running'),
    'narration.cancel': () => become('cancelled'),
    'narration.rest': () => ({
      chunks: 6,
      characters: 600,
      seconds: 60,
      cost: 0.5,
      observations: 3,
      rate: 0.1,
    }),
    'projects.get': ({ project }) => sampleProject(project, { title: 'The Lamp' }),
    'sections.list': () => [sampleSection(1, { title: 'Dusk' })],
  });
  show(studio, <NarrationBar />);
  return studio;
}

const region = page.getByRole('region', { name: 'Narration' });
const button = (name: string) => region.getByRole('button', { name });

it('tells of the narration, and offers just what can be done now', async () => {
  const studio = bar(progress({ ready: 4, failed: 1, total: 10 }));
  await expect.element(region.getByText('The Lamp')).toBeVisible();
  await expect.element(region.getByText('Dusk')).toBeVisible();
  await expect.element(region.getByText('5 of 10 chunks')).toBeVisible();
  await expect.element(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '50');
  await button('Pause').click();
  await expect.element(button('Resume')).toBeVisible();
  await expect.element(button('Pause')).not.toBeInTheDocument();
  await button('Resume').click();
  await expect.element(button('Pause')).toBeVisible();
  await button('Cancel').click();
  await expect.element(region.getByText(/^Cancelled: 4 of 10 chunks are ready/u)).toBeVisible();
  expect(studio.asked().filter((call) => /pause|resume|cancel/u.test(call))).toEqual([
    'narration.pause {}',
    'narration.resume {}',
    'narration.cancel {}',
  ]);
  await button('Dismiss').click();
  await expect.element(region).not.toBeInTheDocument();
});

it('at its cap it goes on under another cap alone', async () => {
  const problem = { code: 'cost-cap', message: 'The cap of $1.00 is reached.', action: 'Raise it.' } as const;
  bar(progress({ state: 'paused', problem, spent: 1, maxCost: 1 }));
  await expect.element(page.getByText('The cap of $1.00 is reached.')).toBeVisible();
  await expect.element(button('Resume')).not.toBeInTheDocument();
  await expect.element(region.getByRole('spinbutton')).toBeVisible();
});

it('what had ended before the window opened is no news; what ends in front of it is', async () => {
  const studio = bar(progress({ state: 'done', ready: 10 }));
  await vi.waitFor(() => {
    expect(studio.asked()).toContain('narration.status {}');
  });
  studio.tell({ name: 'narration', payload: progress({ state: 'running', ready: 2 }) });
  await expect.element(region.getByText('2 of 10 chunks')).toBeVisible();
  studio.tell({ name: 'narration', payload: progress({ state: 'done', ready: 10 }) });
  await expect.element(region.getByText('Narrated: 10 chunks, all ready.')).toBeVisible();
});

it('what was interrupted is offered, until something is narrated', async () => {
  const studio = bar(null, {
    project: projectIdSchema.parse(1),
    title: 'The Lamp',
    maxCost: null,
    left: 6,
  });
  await expect.element(region.getByText('Interrupted: 6 chunks are left to narrate.')).toBeVisible();
  studio.tell({ name: 'narration', payload: progress() });
  await expect.element(button('Pause')).toBeVisible();
  await expect.element(region.getByText(/^Interrupted/u)).not.toBeInTheDocument();
});
