import { defaultSettings } from '../../../electron/contract/settings.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EventPayload, StudioEvent } from '../../../electron/contract/events.ts';
import {
  chunkIdSchema,
  exportIdSchema,
  predictionIdSchema,
  projectIdSchema,
  sectionIdSchema,
} from '../../../electron/contract/ids.ts';
import { defaultStyleTts2Voice } from '../../../electron/engines/styletts2/voice.ts';
import { EventOutlet } from '../../../electron/hosts/browser/event-outlet.ts';

const project = projectIdSchema.parse(1);

function narration(ready: number, state: EventPayload<'narration'>['state'] = 'running'): StudioEvent {
  const counts = {
    total: 1000,
    ready,
    failed: 0,
    sectionTotal: 0,
    sectionFinished: 0,
    fraction: ready / 1000,
  };
  return {
    name: 'narration',
    payload: {
      project,
      state,
      section: null,
      ...counts,
      secondsLeft: null,
      problem: null,
      waitingFor: null,
      resumesAt: null,
      spent: 0,
      maxCost: null,
    },
  };
}

function exporting(
  id: number,
  fraction: number,
  state: EventPayload<'export'>['state'] = 'running',
): StudioEvent {
  const payload = { export: exportIdSchema.parse(id), project, state, fraction, bytes: 1, problem: null };
  return { name: 'export', payload };
}

function chunk(id: number): StudioEvent {
  const shown = {
    state: 'ready',
    text: 'x',
    original: null,
    sayAs: null,
    boundary: 'sentence',
    pauseAfter: 0,
    pause: null,
    ownVoice: null,
    take: null,
    problem: null,
    voice: null,
    seed: null,
  } as const;
  return {
    name: 'chunk',
    payload: { project, chunk: { id: chunkIdSchema.parse(id), section: sectionIdSchema.parse(1), ...shown } },
  };
}

function settings(maxCost: number): StudioEvent {
  return { name: 'settings', payload: { ...defaultSettings, maxCost } };
}

function prediction(id: number, of: { id: typeof project; title: string } | null): StudioEvent {
  const payload = {
    prediction: {
      id: predictionIdSchema.parse(id),
      kind: of === null ? ('try' as const) : ('chunk' as const),
      engine: 'styletts2' as const,
      state: 'running' as const,
      ...{
        remoteId: null,
        remoteStatus: null,
        project: of,
        section: null,
        chunk: null,
        take: null,
        text: 'x',
      },
      ...{ voice: defaultStyleTts2Voice, input: null, notes: [], createdAt: '2026-11-23T21:00:00.000Z' },
      ...{ startedAt: null, endedAt: null, predictTime: null, totalTime: null, cost: null, logs: null },
      paid: true,
      perhapsBilled: false,
      problem: null,
    },
  };
  return { name: 'prediction', payload };
}

let told: StudioEvent[];
let behind: boolean;
let outlet: EventOutlet;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  behind = false;
  outlet = new EventOutlet(
    (event) => told.push(event),
    () => behind,
  );
});

afterEach(() => {
  outlet.close();
  vi.useRealTimers();
});

const readyCounts = () => told.flatMap((event) => (event.name === 'narration' ? [event.payload.ready] : []));
const states = () => told.flatMap((event) => ('state' in event.payload ? [event.payload.state] : []));

describe('progress', () => {
  test('is told ten times a second, and the last of it always', () => {
    for (let ready = 0; ready < 1000; ready++) {
      outlet.offer(narration(ready));
      vi.advanceTimersByTime(1);
    }
    expect(told.length).toBeGreaterThanOrEqual(9);
    expect(told.length).toBeLessThanOrEqual(11);
    vi.advanceTimersByTime(100);
    expect(readyCounts().at(-1)).toBe(999);
    expect(readyCounts()).toEqual(readyCounts().toSorted((a, b) => a - b));
    vi.advanceTimersByTime(1000);
    expect(told.length).toBeLessThanOrEqual(12);
  });

  test('of another state is told at once, and nothing older after it', () => {
    outlet.offer(narration(1));
    outlet.offer(narration(2));
    outlet.offer(narration(3, 'paused'));
    outlet.offer(narration(3));
    outlet.offer(narration(4, 'done'));
    expect(states()).toEqual(['running', 'running', 'paused', 'running', 'done']);
    vi.advanceTimersByTime(1000);
    expect(told).toHaveLength(5);
  });

  test('of two exports and a narration is paced apart', () => {
    for (const event of [
      narration(1),
      exporting(1, 0),
      exporting(2, 0),
      exporting(1, 0.5),
      exporting(2, 0.6),
    ])
      outlet.offer(event);
    expect(told).toHaveLength(3);
    vi.advanceTimersByTime(100);
    expect(told.slice(3)).toEqual([exporting(1, 0.5), exporting(2, 0.6)]);
  });

  test('is never told after the listener has gone', () => {
    outlet.offer(narration(1));
    outlet.offer(narration(2));
    outlet.close();
    vi.advanceTimersByTime(1000);
    expect(told).toHaveLength(1);
  });
});

test('chunks are told one by one, however many', () => {
  for (let id = 1; id <= 50; id++) outlet.offer(chunk(id));
  expect(told).toHaveLength(50);
});

test('a listener who is behind is told every state in the end, and of changed chunks once', () => {
  behind = true;
  for (let ready = 1; ready <= 500; ready++) {
    outlet.offer(narration(ready));
    outlet.offer(chunk(ready));
    outlet.offer(prediction(ready, { id: project, title: 'A book' }));
    outlet.offer(prediction(ready, null));
    outlet.offer(settings(ready));
  }
  outlet.offer({ name: 'exports', payload: { project } });
  outlet.offer(narration(500, 'cancelled'));
  outlet.offer(narration(0));
  outlet.offer(exporting(1, 0.1));
  outlet.offer(exporting(1, 1, 'succeeded'));
  vi.advanceTimersByTime(1000);
  outlet.catchUp();
  expect(told).toEqual([]);
  behind = false;
  outlet.catchUp();
  expect(told).toEqual([
    narration(500),
    narration(500, 'cancelled'),
    narration(0),
    exporting(1, 0.1),
    exporting(1, 1, 'succeeded'),
    { name: 'project', payload: { project } },
    { name: 'voices', payload: {} },
    settings(500),
  ]);
  outlet.catchUp();
  expect(told).toHaveLength(8);
});
