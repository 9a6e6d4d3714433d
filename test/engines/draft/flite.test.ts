import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { LecternError } from '../../../electron/contract/problem.ts';
import { draftSpeakers, type DraftVoice } from '../../../electron/engines/draft/voice.ts';
import { compileFlite, speakWithFlite, type FliteSpeech } from '../../../electron/engines/draft/flite.ts';
import { locateFlite } from '../../../electron/engines/draft/locate-flite.ts';
import { prepareText } from '../../../electron/engines/draft/prepare-text.ts';
import { runWasiCommand } from '../../../electron/engines/draft/wasi-command.ts';
import { innerSilences, measureWav } from './samples.ts';

const flite = compileFlite(locateFlite());
const line = 'The lamp was lit, and she read on.';

function voice(speaker: DraftVoice['speaker'] = 'rms', rate = 1): DraftVoice {
  return { engine: 'draft', speaker, rate };
}

function phones(text: string): string {
  const { utterances } = speakWithFlite(flite, text, voice('kal16'));
  return utterances
    .flat()
    .map((phone) => phone.name)
    .filter((name) => name !== 'pau')
    .join(' ');
}

function hash(speech: FliteSpeech): string {
  return createHash('sha256').update(speech.wav).digest('hex');
}

/** A WASI command of one function, which may call proc_exit (0): the smallest module that fails as its body says. */
function tinyCommand(body: number[]): WebAssembly.Module {
  const name = (text: string): number[] => [text.length, ...new TextEncoder().encode(text)];
  const section = (id: number, content: number[]): number[] => [id, content.length, ...content];
  return new WebAssembly.Module(
    new Uint8Array([
      ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      ...section(1, [2, 0x60, 1, 0x7f, 0, 0x60, 0, 0]),
      ...section(2, [1, ...name('wasi_snapshot_preview1'), ...name('proc_exit'), 0, 0]),
      ...section(3, [1, 1]),
      ...section(5, [1, 0, 1]),
      ...section(7, [2, ...name('memory'), 2, 0, ...name('_start'), 0, 1]),
      ...section(10, [1, body.length + 2, 0, ...body, 0x0b]),
    ]),
  );
}

describe('Flite', () => {
  it.each(draftSpeakers)('%s speaks a line audibly, in a plausible time, with whole WAV bytes', (speaker) => {
    const speech = speakWithFlite(flite, line, voice(speaker));
    const { sampleRate, seconds, peak } = measureWav(speech.wav);
    expect(sampleRate).toBe(speaker === 'kal' ? 8000 : 16000);
    expect(seconds).toBeGreaterThan(1.5);
    expect(seconds).toBeLessThan(4);
    expect(peak).toBeGreaterThan(0.1);
    expect(new DataView(speech.wav.buffer).getUint32(40, true)).toBe(speech.wav.length - 44);
    // The phones tell where the sound is; the speakers made of diphones leave out half of the last silence.
    const end = speech.utterances.at(-1)?.at(-1)?.end ?? 0;
    expect(end - seconds).toBeCloseTo(speaker.startsWith('kal') ? 0.1 : 0, 1);
  });

  it('gives the same bytes again, also in a process of its own', async () => {
    const here = draftSpeakers.map((speaker) => hash(speakWithFlite(flite, line, voice(speaker))));
    expect(new Set(here).size).toBe(draftSpeakers.length);
    expect(draftSpeakers.map((speaker) => hash(speakWithFlite(flite, line, voice(speaker))))).toEqual(here);
    const script = path.join(import.meta.dirname, 'hash-speakers.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [script, line]);
    expect(JSON.parse(stdout)).toEqual(here);
  });

  it.each(draftSpeakers)('%s speaks faster and slower by the rate', (speaker) => {
    const at = (rate: number): number =>
      measureWav(speakWithFlite(flite, line, voice(speaker, rate)).wav).seconds;
    const own = at(1);
    for (const rate of [0.5, 2]) {
      expect((at(rate) * rate) / own).toBeGreaterThan(0.9);
      expect((at(rate) * rate) / own).toBeLessThan(1.1);
    }
  });

  it('does not take text for options, nor mark-up for commands', () => {
    expect(phones('-voice slt')).toContain('v oy s');
    expect(phones(prepareText('<break time="5s"/> yes'))).toContain('b r ey k');
  });
});

describe('what Flite says of prepared text', () => {
  it.each([
    ['When Pa came', 'w eh n p aa k ey m'],
    ['the part I played', 'dh ax p aa r t ay p l ey d'],
    ['to Mary I gave', 't ax m eh r iy ay g ey v'],
    ['Henry VIII', 'hh eh n r iy dh iy ey t th'],
    ['CHAPTER XL', 'ch ae p t er f ao r t iy'],
    ['£1.50', 'w ah n p aw n d f ih f t iy'],
    ['1914–18', 'n ay n t iy n f ao r t iy n t ax ey t iy n'],
    ['7½', 's eh v ax n ae n d ax hh ae f'],
    ['Capt. Hook', 'k ae p t ax n hh uh k'],
    ['ALICE', 'ae l ax s'],
    ['HI!', 'hh ay'],
    ['5 ft. tall', 'f ay v f iy t t ao l'],
    ['Shh', 'sh ah sh'],
  ])('%s', (text, spoken) => {
    expect(phones(prepareText(text))).toBe(spoken);
  });

  it('pauses at dashes, ellipses, parentheses and line ends, and not at inner quotes', () => {
    const spoken = (text: string): FliteSpeech => speakWithFlite(flite, prepareText(text), voice());
    expect(innerSilences(spoken('He waited alone until the morning came').wav)).toEqual([]);
    for (const mark of ['—', ' – ', ' -- ', '…', ' (', '\n']) {
      const silences = innerSilences(spoken(`He waited${mark}alone until the morning came`).wav);
      expect(Math.max(0, ...silences), mark).toBeGreaterThan(0.08);
    }
    const pauses = spoken("All the 'king's' men and the dogs' “bone” came").utterances.flat();
    expect(pauses.filter(({ name }) => name === 'pau')).toHaveLength(2);
  });
});

describe('a Flite that fails', () => {
  function problemOf(module: WebAssembly.Module): { code: string; message: string } {
    try {
      speakWithFlite(module, line, voice());
    } catch (thrown) {
      if (thrown instanceof LecternError) return thrown.problem;
      throw thrown;
    }
    throw new Error('it spoke after all');
  }

  it('by a trap is an engine failure', () => {
    const { code, message } = problemOf(tinyCommand([0x00]));
    expect(code).toBe('engine-failed');
    expect(message).toContain('unreachable');
  });

  it('by its exit code is an engine failure', () => {
    const { code, message } = problemOf(tinyCommand([0x41, 3, 0x10, 0]));
    expect(code).toBe('engine-failed');
    expect(message).toContain('exit code 3');
  });

  it('by writing no audio is an engine failure', () => {
    const { code, message } = problemOf(tinyCommand([]));
    expect(code).toBe('engine-failed');
    expect(message).toContain('no audio');
  });

  it('says why on its standard error, which reaches us', () => {
    const { stderr, files } = runWasiCommand(flite, ['flite', '-f', 'missing', 'o'], new Map());
    expect(stderr).toContain('failed to open file "missing"');
    expect([...files.keys()]).toEqual([]);
  });

  it('by a file that is missing or no WebAssembly is an engine failure', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'lectern-flite-'));
    try {
      const damaged = path.join(folder, 'flite.wasm');
      await writeFile(damaged, 'not a module');
      for (const file of [damaged, path.join(folder, 'missing.wasm')]) {
        expect(() => compileFlite(pathToFileURL(file))).toThrow(LecternError);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
