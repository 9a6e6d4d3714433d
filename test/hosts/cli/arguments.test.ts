import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseNarrate } from '../../../electron/hosts/cli/arguments.ts';
import { parsePredictions } from '../../../electron/hosts/cli/predictions-arguments.ts';
import { toProblem } from '../../../electron/contract/problem.ts';

const folder = path.resolve('/somewhere');
const book = ['book.md', '--out', 'book.wav'];
const styletts2 = [...book, '--voice', 'styletts2'];

const narrate = (...args: string[]) => parseNarrate(args, folder);

function problemOf(act: () => unknown) {
  try {
    act();
  } catch (thrown) {
    return toProblem(thrown);
  }
  throw new Error('nothing was wrong');
}

describe('a voice of StyleTTS 2', () => {
  test('has what was named of it, and nothing else', () => {
    expect(narrate(...styletts2)?.voice).toEqual({
      engine: 'styletts2',
      named: null,
      settings: {},
      reference: null,
      acceptTerms: false,
    });
    const all = ['--alpha', '0.25', '--beta=.5', '--diffusion-steps', '3', '--embedding-scale', '5'];
    const rest = ['--seed=-7', '--weights', 'https://example.com/w.pth', '--reference', 'voice.mp3'];
    expect(narrate(...styletts2, ...all, ...rest, '--accept-reference-terms')?.voice).toEqual({
      engine: 'styletts2',
      named: null,
      settings: {
        ...{ alpha: 0.25, beta: 0.5, diffusionSteps: 3, embeddingScale: 5, seed: -7 },
        weights: 'https://example.com/w.pth',
      },
      reference: { kind: 'file', path: path.join(folder, 'voice.mp3') },
      acceptTerms: true,
    });
  });

  test('may be a named one, and have a reference on the web', () => {
    const named = narrate(
      ...book,
      '--voice',
      'styletts2:Grandmother: late',
      '--reference',
      'https://a.example/b.wav',
    );
    expect(named?.voice).toMatchObject({
      named: 'Grandmother: late',
      reference: { kind: 'url', url: 'https://a.example/b.wav' },
    });
    // Whether a named voice has the reference that weights need is known to the library alone.
    expect(() =>
      narrate(...book, '--voice', 'styletts2:A', '--weights', 'https://a.example/w'),
    ).not.toThrow();
  });

  test.each([
    [['--alpha', '1.1'], /--alpha takes a number from 0 to 1; “1\.1” is none/],
    [['--alpha=-0.1'], /--alpha takes/],
    [['--beta', 'much'], /--beta takes a number from 0 to 1; “much” is none/],
    [['--beta', ''], /--beta takes/],
    [['--diffusion-steps', '51'], /--diffusion-steps takes a whole number from 0 to 50/],
    [['--diffusion-steps', '10.5'], /--diffusion-steps takes/],
    [['--diffusion-steps', '0'], /No diffusion steps/],
    [['--diffusion-steps', '1'], /fails with fewer than 3/],
    [['--embedding-scale', '6'], /--embedding-scale takes a number from 0 to 5/],
    [['--embedding-scale', '1e0'], /--embedding-scale takes/],
    [['--seed', '0x10'], /--seed takes a whole number/],
    [['--seed', '1.5'], /--seed takes a whole number/],
    [['--weights', 'model.pth'], /--weights takes a web address/],
    [['--weights', 'https://example.com/w'], /only work together with a reference/],
    [['--reference', ''], /file name is empty/],
    [['--reference', 'ftp://example.com/a.wav'], /neither/],
    [['--max-cost', '-1'], /ambiguous/],
    [['--max-cost=-1'], /--max-cost takes US dollars/],
    [['--max-cost', 'five'], /--max-cost takes US dollars/],
    [['--chunk-limit', '59'], /from 60 to 380/],
    [['--chunk-limit', '381'], /from 60 to 380/],
    [['--chunk-limit', '100.5'], /whole number/],
    [['--api-url', 'http://api.example.com/v1'], /--api-url: .*not encrypted/],
    [['--api-url', 'replicate'], /--api-url: .*no web address/],
    [['--webhook', 'http://hooks.example.com'], /--webhook: .*not encrypted/],
    [['--webhook-events', 'completed'], /goes with --webhook/],
    [['--webhook', 'https://h.example', '--webhook-events', 'start,end'], /no webhook event “end”; .*logs/],
  ])('%j is bad usage', (args, message) => {
    const problem = problemOf(() => narrate(...styletts2, ...args));
    expect(problem).toMatchObject({ code: 'bad-usage', message: expect.stringMatching(message) as string });
  });

  test.each([
    [['--alpha', '0.5'], /--alpha goes with --voice styletts2/],
    [['--reference', 'a.wav'], /--reference goes with/],
    [['--accept-reference-terms'], /--accept-reference-terms goes with/],
    [['--voice', 'draft', '--seed', '1'], /--seed goes with/],
    [['--voice', 'draft', '--max-cost', '1'], /--max-cost is for StyleTTS 2/],
    [['--voice', 'draft:rms', '--api-url', 'https://a.example'], /--api-url is for StyleTTS 2/],
    [['--voice', 'styletts2:'], /needs the name/],
    [['--voice', 'styletts3'], /no voice “styletts3”.*styletts2:NAME/],
    [['--voice', 'draft:'], /no voice “draft:”/],
    [['--voice', 'draft:rms:x'], /no voice/],
  ])('is what %j needs, or is not', (args, message) => {
    const problem = problemOf(() => narrate(...book, ...args));
    expect(problem).toMatchObject({ code: 'bad-usage', message: expect.stringMatching(message) as string });
  });
});

test('the connection and the cap hold for one run, also for a book that has its voice already', () => {
  const webhook = ['--webhook', 'https://h.example/in', '--webhook-events', 'start, completed,start'];
  const args = narrate(...book, '--api-url', 'http://127.0.0.1:4100/v1/', '--max-cost', '$2.50', ...webhook);
  expect(args).toMatchObject({
    voice: null,
    maxCost: 2.5,
    connection: {
      apiUrl: 'http://127.0.0.1:4100/v1',
      webhook: { url: 'https://h.example/in', events: ['start', 'completed'] },
    },
  });
  expect(narrate(...book)).toMatchObject({ maxCost: null, connection: {} });
  expect(narrate(...book, '--webhook', 'https://h.example')?.connection.webhook?.events).toEqual([
    'completed',
  ]);
});

describe('predictions', () => {
  const predictions = (...args: string[]) => parsePredictions([...args, '--library', 'shelf'], folder);

  test('are listed, shown or cancelled', () => {
    expect(predictions()).toMatchObject({ task: { name: 'list' }, library: path.join(folder, 'shelf') });
    expect(predictions('list', '--project', ' The Lamp ', '--json')).toMatchObject({
      project: 'The Lamp',
      json: true,
    });
    expect(predictions('show', '12')?.task).toEqual({ name: 'show', id: 12 });
    expect(predictions('cancel', '7', '--api-url', 'http://localhost:1')).toMatchObject({
      task: { name: 'cancel', id: 7 },
      connection: { apiUrl: 'http://localhost:1/v1' },
    });
    expect(predictions('--help')).toBeNull();
  });

  test.each([
    [['forget', '1'], /“forget” is none of list, show and cancel/],
    [['list', '1'], /“1” is too much/],
    [['show'], /show needs the number/],
    [['show', 'one'], /“one” is no number/],
    [['show', '0'], /“0” is no number/],
    [['show', '1', '2'], /“2” is too much/],
    [['cancel', '1', '--project', 'x'], /--project goes with list/],
    [['list', '--project', ' '], /--project needs/],
    [['list', '--webhook', 'https://h.example'], /--webhook/],
  ])('%j is bad usage', (args, message) => {
    const problem = problemOf(() => predictions(...args));
    expect(problem).toMatchObject({ code: 'bad-usage', message: expect.stringMatching(message) as string });
  });
});
