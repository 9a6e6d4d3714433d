import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { Shell } from '../../../renderer/app/shell.tsx';
import { Button, IconButton } from '../../../renderer/ui/button.tsx';
import { Waiting } from '../../../renderer/ui/notice.tsx';
import { progress } from '../narration/sample-progress.ts';
import { show } from '../page/show.tsx';
import { studioInPage, type StudioInPage } from '../page/studio-in-page.ts';
import { sampleProject, sampleSection } from '../sample-text.ts';

/** The window around two buttons, one of which works without the studio, while a book is narrated. */
async function shell(more?: ReactNode): Promise<StudioInPage> {
  const studio = studioInPage({
    'narration.status': () => progress({ state: 'running', secondsLeft: 120 }),
    'narration.interrupted': () => null,
    'projects.get': ({ project }) => sampleProject(project),
    'sections.list': () => [sampleSection(1)],
  });
  show(
    studio,
    <Shell>
      <Button>Narrate</Button>
      <IconButton local label="Close">
        ×
      </IconButton>
      {more}
    </Shell>,
  );
  await expect.element(page.getByText('about 2 min left')).toBeVisible();
  return studio;
}

const isEndless = ({ effect }: Animation): boolean => effect?.getTiming().iterations === Infinity;
const button = (name: string) => page.getByRole('button', { name });

it('nothing looks live while the studio is silent, and everything does again once it answers', async () => {
  const studio = await shell();
  const asking = ['Narrate', 'Pause', 'Cancel'];
  for (const name of asking) await expect.element(button(name)).toBeEnabled();
  studio.become('lost');
  for (const name of asking) await expect.element(button(name)).toBeDisabled();
  await expect.element(button('Close')).toBeEnabled();
  await expect.element(page.getByText('when the connection was lost')).toBeVisible();
  await expect.element(page.getByText('about 2 min left')).not.toBeInTheDocument();
  await expect.element(page.getByText(/this page tries to connect again/u)).toBeVisible();
  studio.become('open');
  for (const name of asking) await expect.element(button(name)).toBeEnabled();
  await expect.element(page.getByText('about 2 min left')).toBeVisible();
  await expect.element(page.getByText(/this page tries to connect again/u)).not.toBeInTheDocument();
});

it('nothing goes on turning while it is silent', async () => {
  const studio = await shell(<Waiting label="Fetching the takes …" />);
  const turning = (): string[] =>
    document.getAnimations().flatMap((one) => (isEndless(one) ? [one.playState] : []));
  await vi.waitFor(() => {
    expect(turning()).toEqual(['running']);
  });
  studio.become('lost');
  await vi.waitFor(() => {
    expect(turning()).toEqual(['paused']);
  });
});

it('a page of a Lectern before says so, and does not promise to connect', async () => {
  const studio = await shell();
  studio.become('restarted');
  await expect.element(page.getByText(/open the address that Lectern printed/u)).toBeVisible();
  await expect.element(button('Narrate')).toBeDisabled();
});
