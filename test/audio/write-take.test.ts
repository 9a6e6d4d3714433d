import { hash } from 'node:crypto';
import fs, { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { readOriginalIdentity, readTakeIdentity } from '../../electron/audio/identity-chunk.ts';
import { identifyTake } from '../../electron/audio/inspect-take.ts';
import { makeTake as make, type TakeRequest } from '../../electron/audio/make-take.ts';
import { peaksFile } from '../../electron/audio/take-file.ts';
import { wavHeader } from '../../electron/audio/wav.ts';
import { factsOf, identityOf } from '../support/identities.ts';
import { tone, wavOf } from '../support/sounds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const spoken = wavOf(tone({ frequency: 440, seconds: 1, sampleRate: 16_000 }), 16_000);

/** Makes a take that says that it is of prediction 7, unless told otherwise. */
function makeTake(request: Omit<TakeRequest, 'identity'> & Partial<TakeRequest>) {
  return make({ identity: factsOf(), ...request });
}

/** The bytes of a take's samples. */
function samplesIn(file: string): Buffer {
  const bytes = readFileSync(file);
  return bytes.subarray(44, 44 + bytes.readUInt32LE(40));
}

describe('a take that is made', () => {
  test('says whose it is, and the hash of its samples; so does its original', async () => {
    const folder = temporaryFolder();
    const [file, original] = [path.join(folder, '7.wav'), path.join(folder, '7.audio')];
    const { sha256 } = await makeTake({ audio: spoken, file, sampleRate: 24_000, original });
    expect(sha256).toBe(hash('sha256', samplesIn(file)));
    expect(readTakeIdentity(file)).toEqual(identityOf(samplesIn(file)));
    expect(readOriginalIdentity(original)).toEqual(identityOf(spoken, { sampleRate: null }));
  });

  test('is on the disk in the order in which a crash may end it, file and folder synced each time', async () => {
    const steps: string[] = [];
    const folder = temporaryFolder();
    const named = new Map<number, string>();
    const { openSync, fsyncSync, renameSync } = fs;
    vi.spyOn(fs, 'openSync').mockImplementation((...given) => {
      const descriptor = openSync(...given);
      named.set(descriptor, path.relative(folder, String(given[0])));
      return descriptor;
    });
    vi.spyOn(fs, 'fsyncSync').mockImplementation((descriptor) => {
      steps.push(`sync ${named.get(descriptor)}`);
      fsyncSync(descriptor);
    });
    vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      steps.push(`name ${path.relative(folder, String(to))}`);
      renameSync(from, to);
    });
    try {
      const original = path.join(folder, 'originals', '7.audio');
      await makeTake({
        audio: spoken,
        file: path.join(folder, 'takes', '7.wav'),
        sampleRate: 24_000,
        original,
      });
    } finally {
      vi.restoreAllMocks();
    }
    const durably = (file: string) => [`sync ${file}.part`, `name ${file}`, `sync ${path.dirname(file)}`];
    expect(steps).toEqual(['originals/7.json', 'originals/7.audio', 'takes/7.wav'].flatMap(durably));
  });

  test.each([
    ['another prediction’s', { prediction: 8 }],
    ['another text’s', { speechKey: 'another key' }],
  ])('moves audio that is %s aside, with all that belongs to it', async (_, other) => {
    const folder = temporaryFolder();
    const [file, original] = [path.join(folder, '7.wav'), path.join(folder, '7.audio')];
    const theirs = wavOf(tone({ frequency: 300, seconds: 1, sampleRate: 24_000 }), 24_000);
    await makeTake({ audio: theirs, file, sampleRate: 24_000, original, identity: factsOf(other) });
    const before = readFileSync(file);
    const beforePeaks = readFileSync(peaksFile(file));
    await makeTake({ audio: spoken, file, sampleRate: 24_000, original });
    expect(readdirSync(folder).toSorted()).toEqual(
      ['7', '7.other-1']
        .flatMap((name) => ['audio', 'json', 'peaks', 'wav'].map((kind) => `${name}.${kind}`))
        .toSorted(),
    );
    const aside = path.join(folder, '7.other-1.wav');
    expect(readFileSync(aside).equals(before)).toBe(true);
    expect(readFileSync(peaksFile(aside)).equals(beforePeaks)).toBe(true);
    expect(readFileSync(path.join(folder, '7.other-1.audio')).equals(theirs)).toBe(true);
    expect(readOriginalIdentity(path.join(folder, '7.other-1.audio'))).toMatchObject(other);
    expect(readTakeIdentity(file)).toEqual(identityOf(samplesIn(file)));
    // A second one finds another free name.
    await makeTake({
      audio: theirs,
      file,
      sampleRate: 24_000,
      original,
      identity: factsOf({ prediction: 9 }),
    });
    expect(readdirSync(folder)).toContain('7.other-2.audio');
    expect(readFileSync(aside).equals(before)).toBe(true);
  });

  test('never deletes what says nothing, nor paid audio that is whole', async () => {
    const folder = temporaryFolder();
    const [file, original] = [path.join(folder, '7.wav'), path.join(folder, '7.audio')];
    const theirs = wavOf(tone({ frequency: 300, seconds: 1, sampleRate: 24_000 }), 24_000);
    writeFileSync(file, 'what is this?');
    await makeTake({ audio: theirs, file, sampleRate: 24_000, original });
    expect(readFileSync(path.join(folder, '7.other-1.wav'), 'utf8')).toBe('what is this?');
    await makeTake({ audio: spoken, file, sampleRate: 24_000, original });
    expect(readFileSync(path.join(folder, '7.other-1.audio')).equals(theirs)).toBe(true);
    expect(readOriginalIdentity(path.join(folder, '7.other-1.audio'))?.sha256).toBe(hash('sha256', theirs));
  });

  test('replaces its own, and an original of its own that is damaged', async () => {
    const folder = temporaryFolder();
    const [file, original] = [path.join(folder, '7.wav'), path.join(folder, '7.audio')];
    const request = { audio: spoken, file, sampleRate: 24_000, original };
    await makeTake(request);
    writeFileSync(original, spoken.subarray(0, 5000));
    await makeTake(request);
    await makeTake(request);
    expect(readFileSync(original).equals(spoken)).toBe(true);
    expect(readdirSync(folder).toSorted()).toEqual(['7.audio', '7.json', '7.peaks', '7.wav']);
  });
});

describe('a take of a Lectern that did not write what it is', () => {
  async function oldTake() {
    const folder = temporaryFolder();
    const file = path.join(folder, '7.wav');
    const { samples, sha256 } = await makeTake({ audio: spoken, file, sampleRate: 24_000 });
    const plain = Buffer.concat([wavHeader(samples, 24_000), samplesIn(file)]);
    writeFileSync(file, plain);
    return { folder, file, plain, old: { file, samples, sampleRate: 24_000, identity: factsOf() }, sha256 };
  }

  test('is given its identity, its samples being the same, and keeps it', async () => {
    const { folder, file, plain, old, sha256 } = await oldTake();
    expect(identifyTake(old)).toBe(sha256);
    expect(samplesIn(file).equals(plain.subarray(44))).toBe(true);
    expect(readTakeIdentity(file)).toEqual(identityOf(plain.subarray(44)));
    const { ino } = statSync(file);
    expect(identifyTake(old)).toBe(sha256);
    expect(statSync(file).ino).toBe(ino);
    expect(readdirSync(folder).toSorted()).toEqual(['7.peaks', '7.wav']);
  });

  test('is none when it is cut short, of another length or rate, changed since, or another’s', async () => {
    const { file, plain, old } = await oldTake();
    expect(identifyTake({ ...old, samples: old.samples - 1 })).toBeNull();
    expect(identifyTake({ ...old, sampleRate: 44_100 })).toBeNull();
    writeFileSync(file, plain.subarray(0, -2));
    expect(identifyTake(old)).toBeNull();
    expect(readFileSync(file).equals(plain.subarray(0, -2))).toBe(true);
    writeFileSync(file, plain);
    identifyTake(old);
    expect(identifyTake({ ...old, identity: factsOf({ prediction: 8 }) })).toBeNull();
    const changed = readFileSync(file);
    changed.writeInt16LE(changed.readInt16LE(2000) + 1, 2000);
    writeFileSync(file, changed);
    expect(identifyTake(old)).toBeNull();
    expect(identifyTake({ ...old, file: `${file}.missing` })).toBeNull();
  });

  test('stays as it was when there is no room for its identity', async () => {
    const { folder, file, plain, old } = await oldTake();
    vi.spyOn(fs, 'renameSync').mockImplementationOnce(() => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    });
    expect(() => identifyTake(old)).toThrow(/no space left/u);
    vi.restoreAllMocks();
    expect(readFileSync(file).equals(plain)).toBe(true);
    expect(readdirSync(folder).toSorted()).toEqual(['7.peaks', '7.wav']);
  });
});
