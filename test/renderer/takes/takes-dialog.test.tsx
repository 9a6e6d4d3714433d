import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { predictionIdSchema, projectIdSchema, takeIdSchema } from '../../../electron/contract/ids.ts';
import { defaultSettings } from '../../../electron/contract/settings.ts';
import type { Take } from '../../../electron/contract/take.ts';
import { defaultStyleTts2Voice } from '../../../electron/engines/styletts2/voice.ts';
import { useNarrate } from '../../../renderer/narration/use-narrate.ts';
import { TakesDialog } from '../../../renderer/takes/takes-dialog.tsx';
import { show } from '../page/show.tsx';
import { studioInPage, type StudioInPage } from '../page/studio-in-page.ts';
import { sampleChunk, sampleProject, sampleSection } from '../sample-text.ts';

const project = projectIdSchema.parse(1);
const section = sampleSection(1);
const chunk = sampleChunk(1, { state: 'ready' });

/** A take of as many seconds as its number says, which is how test/support/take-media.ts serves it. */
function take(seconds: number, change: Partial<Take>): Take {
  return {
    id: takeIdSchema.parse(seconds),
    prediction: predictionIdSchema.parse(seconds),
    fit: 'wanted',
    heard: false,
    chosen: false,
    text: chunk.text,
    voice: { ...defaultStyleTts2Voice, seed: seconds },
    voiceName: null,
    draft: false,
    samples: seconds * 24_000,
    sampleRate: 24_000,
    peak: -6,
    rms: -20,
    clipped: 0,
    cost: 0.01,
    createdAt: `2026-11-23T10:00:0${seconds}.000Z`,
    ...change,
  };
}

function Takes(): ReactNode {
  return (
    <TakesDialog
      project={project}
      section={section}
      chunk={chunk}
      narrate={useNarrate()}
      onClose={() => undefined}
    />
  );
}

/** The takes of a chunk: take 1 of 3 s, which is heard, and take 2 of twice that. */
async function dialog(): Promise<StudioInPage> {
  let chosen: number | null = null;
  const studio = studioInPage({
    'projects.get': ({ project: id }) => sampleProject(id, { voice: defaultStyleTts2Voice }),
    'voices.list': () => [],
    'settings.get': () => defaultSettings,
    'narration.status': () => null,
    'narration.forecast': () => ({
      ...{ chunks: 1, characters: 34, seconds: 3, cost: 0.01 },
      ...{ observations: 3, rate: 0.001 },
    }),
    'takes.list': () => [6, 3].map((id) => take(id, { heard: id === (chosen ?? 3), chosen: id === chosen })),
    'takes.choose': ({ take: wanted }) => {
      chosen = wanted;
      return chunk;
    },
  });
  show(studio, <Takes />);
  await vi.waitFor(() => {
    expect(waves()).toHaveLength(2);
  });
  return studio;
}

/** Where both waveforms are, from 0 to 1: of the take of 6 s, and of the one of 3 s. */
function places(): number[] {
  return waves().map((wave) => parseFloat(wave.style.width) / 100);
}

function waves(): HTMLElement[] {
  const parts: HTMLElement[] = [];
  for (const host of document.querySelectorAll('[role="dialog"] li [aria-hidden] > div > div')) {
    const part = host.shadowRoot?.querySelector<HTMLElement>('[part="progress"]');
    if (part !== null && part !== undefined) parts.push(part);
  }
  return parts;
}

const button = (name: string) => page.getByRole('button', { name });

it('A and B go on in the other take as far as the first had come, by length', async () => {
  await dialog();
  await userEvent.keyboard('a');
  await expect.element(button('Pause take 1')).toBeVisible();
  await vi.waitFor(() => {
    expect(places()[1]).toBeGreaterThan(0.3);
  }, 5000);
  await userEvent.keyboard('b');
  await expect.element(button('Pause take 2')).toHaveFocus();
  await expect.element(button('Play take 1')).toBeVisible();
  await userEvent.keyboard(' ');
  await expect.element(button('Play take 2')).toBeVisible();
  const [six = 0, three = 0] = places();
  // As many seconds in, it would be half as far; anew, at nothing.
  expect(six).toBeGreaterThan(three - 0.02);
  expect(six).toBeLessThan(three + 0.25);
});

it('a take that is chosen is heard from now on, and that is said', async () => {
  const studio = await dialog();
  studio.forget();
  await button('Choose: take 2').click();
  await expect.element(page.getByText('Take 2 is heard now.')).toBeInTheDocument();
  await expect.element(button('Choose: take 1')).toBeVisible();
  await expect.element(button('Let Lectern choose')).toBeVisible();
  await expect.element(button('Choose: take 2')).not.toBeInTheDocument();
  expect(studio.asked()).toContain('takes.choose {"chunk":1,"take":6}');
});

it('what another take costs stands beside it before it is asked for', async () => {
  await dialog();
  await expect.element(button('Another take')).toBeEnabled();
  await expect.element(page.getByText(/^Spoken anew with another seed, for about \$0\.01\.$/u)).toBeVisible();
});
