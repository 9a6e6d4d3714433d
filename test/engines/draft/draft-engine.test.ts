import { afterEach, describe, expect, it } from 'vitest';
import { LecternError } from '../../../electron/contract/problem.ts';
import type { DraftVoice } from '../../../electron/engines/draft/voice.ts';
import { createDraftEngine } from '../../../electron/engines/draft/draft-engine.ts';
import type { Engine, Speech } from '../../../electron/engines/engine.ts';
import { idleLedger } from '../../support/idle-ledger.ts';
import { measureWav } from './samples.ts';

const worker = new URL('../../../electron/engines/draft/worker.ts', import.meta.url);
const kal16: DraftVoice = { engine: 'draft', speaker: 'kal16', rate: 1 };
const engines: Engine[] = [];

function engineAt(url: URL): Engine {
  const engine = createDraftEngine({ worker: url });
  engines.push(engine);
  return engine;
}

async function speak(engine: Engine, text: string, signal = new AbortController().signal): Promise<Speech> {
  const request = { text, voice: kal16 };
  return engine.speak(request, engine.prepare(request), idleLedger, signal);
}

async function codeOf(speech: Promise<Speech>): Promise<string> {
  try {
    await speech;
  } catch (thrown) {
    if (thrown instanceof LecternError) return thrown.problem.code;
    throw thrown;
  }
  return 'none';
}

afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
});

describe('the draft engine', () => {
  it('speaks in its worker and tells what it was given and how long it took', async () => {
    const engine = engineAt(worker);
    const start = performance.now();
    const speech = await speak(engine, '“£5”—she said');
    const audio = await speech.audio(new AbortController().signal);
    expect(measureWav(new Uint8Array(audio)).seconds).toBeGreaterThan(1);
    expect(engine.prepare({ text: '“£5”—she said', voice: kal16 }).spokenText).toBe('5 pounds, she said');
    expect(speech.facts.predictTime).toBeGreaterThan(0);
    expect(speech.facts.predictTime).toBeLessThan((performance.now() - start) / 1000);
    expect(engine.revision).toMatch(/^flite-\d+\.\d+\.\d+\.\d+$/u);
  });

  it('carries the refusal of unspeakable text over the thread, and goes on', async () => {
    const engine = engineAt(worker);
    await expect(speak(engine, 'Привет')).rejects.toThrow('Cyrillic');
    expect(await codeOf(speak(engine, '…'))).toBe('text-unspeakable');
    expect(await codeOf(speak(engine, 'Yes.'))).toBe('none');
  });

  it('answers an abort at once, speaks nothing for it, and then the next', async () => {
    const engine = engineAt(worker);
    await speak(engine, 'Warm.');
    const long = 'A long line that takes a while to be spoken. '.repeat(200);
    const controller = new AbortController();
    const doomed = codeOf(speak(engine, long, controller.signal));
    const queued = codeOf(speak(engine, long, controller.signal));
    const start = performance.now();
    controller.abort();
    expect(await Promise.all([doomed, queued])).toEqual(['cancelled', 'cancelled']);
    expect(performance.now() - start).toBeLessThan(100);
    expect(await codeOf(speak(engine, long, controller.signal))).toBe('cancelled');
    expect(await codeOf(speak(engine, 'Next.'))).toBe('none');
  });

  it('loses one chunk, not the next, when its thread dies', async () => {
    const engine = engineAt(new URL('crashing-speech.ts', import.meta.url));
    expect(await codeOf(speak(engine, 'Before.'))).toBe('none');
    expect(await codeOf(speak(engine, 'Now crash.'))).toBe('unexpected');
    expect(await codeOf(speak(engine, 'After.'))).toBe('none');
  });

  it('does not keep the memory of its calls', async () => {
    const engine = engineAt(worker);
    const peakOf = async (calls: number): Promise<number> => {
      let peak = 0;
      for (let call = 0; call < calls; call += 1) {
        await speak(engine, `Call ${call}.`);
        peak = Math.max(peak, process.memoryUsage.rss());
      }
      return peak;
    };
    const early = await peakOf(40);
    const late = await peakOf(80);
    // One instance of Flite takes about 24 MB: kept, eighty of them would be 1.9 GB.
    expect(late - early).toBeLessThan(300e6);
  });
});
