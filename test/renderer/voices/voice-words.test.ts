import { describe, expect, test } from 'vitest';
import { entries } from '../../../electron/engines/catalogue.ts';
import { withoutEffect } from '../../../electron/contract/voice-settings.ts';
import { defaultStyleTts2Voice, styletts2Entry } from '../../../electron/engines/styletts2/voice.ts';
import { defaultVoice, type Voice } from '../../../electron/contract/voice.ts';
import {
  differingSettings,
  figure,
  referenceWords,
  sameVoice,
  settingsOf,
  voiceWords,
} from '../../../renderer/voices/voice-words.ts';

const clip = { kind: 'clip', hash: 'a'.repeat(64), name: 'Anna reading' } as const;

describe('a voice in words', () => {
  test('a line tells who speaks', () => {
    expect(voiceWords(entries, defaultVoice)).toBe('Draft voice · Male, the clearest · 1.00 ×');
    expect(voiceWords(entries, { ...defaultStyleTts2Voice, reference: clip, seed: 7 })).toBe(
      'StyleTTS 2 · like “Anna reading” · seed 7',
    );
  });

  test('an address is called by its file, or by its host where it names none', () => {
    const named = (url: string): string => referenceWords({ kind: 'url', url });
    expect(named('https://example.org/voices/anna.wav?key=secret')).toBe('anna.wav');
    expect(named('https://example.org/')).toBe('example.org');
    expect(named('https://example.org/voices/anna/')).toBe('anna');
  });

  test('every input of StyleTTS 2 is among its settings', () => {
    const weights = 'https://example.org/anna.pth';
    const voice: Voice = { ...defaultStyleTts2Voice, reference: clip, weights, modelVersion: 'c'.repeat(64) };
    // The engine stands beside the others.
    expect(settingsOf(entries, voice)).toHaveLength(Object.keys(voice).length);
  });
});

test('another version of the model is told in a line, and makes another voice', () => {
  const other = { ...defaultStyleTts2Voice, modelVersion: `9d8c${'0'.repeat(60)}` };
  expect(voiceWords(entries, other)).toBe('StyleTTS 2 · its own speaker · seed 0 · version 9d8c0000');
  expect(sameVoice(other, defaultStyleTts2Voice)).toBe(false);
  expect([...differingSettings(entries, [other, defaultStyleTts2Voice])]).toEqual(['Model version']);
});

test('a figure is shown as it is, never rounded to what is not set', () => {
  expect(figure(0.3, 2)).toBe('0.30');
  expect(figure(1.255, 1)).toBe('1.255');
});

describe('voices side by side', () => {
  test('only what differs is named', () => {
    const voices = [1, 2, 2].map((seed) => ({ ...defaultStyleTts2Voice, seed }));
    expect([...differingSettings(entries, voices)]).toEqual(['Seed']);
    expect(differingSettings(entries, voices.slice(1)).size).toBe(0);
    expect(differingSettings(entries, []).size).toBe(0);
  });

  test('a setting that only one of them has is a difference', () => {
    const differing = differingSettings(entries, [defaultVoice, defaultStyleTts2Voice]);
    expect(differing).toContain('Engine');
    expect(differing).toContain('Speaker');
    expect(differing).toContain('Seed');
  });

  test('voices are alike whatever the order of their keys, and differ by a deep one', () => {
    const voice = { ...defaultStyleTts2Voice, reference: clip };
    const turned = Object.fromEntries(Object.entries(voice).reverse()) as typeof voice;
    expect(sameVoice(voice, turned)).toBe(true);
    expect(sameVoice(voice, { ...voice, reference: { ...clip, hash: 'b'.repeat(64) } })).toBe(false);
  });
});

test('alpha and beta are said to change nothing exactly while there is no reference', () => {
  expect(Object.keys(withoutEffect(styletts2Entry, defaultStyleTts2Voice))).toEqual(['alpha', 'beta']);
  expect(withoutEffect(styletts2Entry, { ...defaultStyleTts2Voice, reference: clip })).toEqual({});
});
