import { predictionIdSchema } from '../../../electron/contract/ids.ts';
import type { Prediction } from '../../../electron/contract/prediction.ts';
import { defaultStyleTts2Voice } from '../../../electron/engines/styletts2/voice.ts';

/** A prediction of StyleTTS 2 under way, changed as asked. */
export function prediction(id: number, change: Partial<Prediction> = {}): Prediction {
  return {
    id: predictionIdSchema.parse(id),
    kind: 'chunk',
    engine: 'styletts2',
    paid: true,
    state: 'running',
    remoteId: 'abc123',
    remoteStatus: 'processing',
    project: null,
    section: null,
    chunk: null,
    take: null,
    text: 'The lamp was lit at dusk.',
    voice: defaultStyleTts2Voice,
    input: null,
    notes: [],
    createdAt: '2026-11-23T10:00:00.000Z',
    startedAt: null,
    endedAt: null,
    predictTime: null,
    totalTime: null,
    cost: null,
    perhapsBilled: false,
    logs: null,
    problem: null,
    ...change,
  };
}
