import { localKind } from '../../electron/engines/local-engine.ts';
import { tone, wavOf } from './sounds.ts';

/** An engine of ten lines: what it says of itself here is all that anything else knows of it. */
export const beep = localKind(
  {
    id: 'beep',
    name: 'Beep',
    hint: 'A tone as long as the text.',
    settings: [
      {
        kind: 'number',
        id: 'pitch',
        label: 'Pitch',
        min: 100,
        max: 900,
        step: 10,
        unit: ' Hz',
        default: 440,
      },
    ],
  },
  {
    speak: (text, { pitch }) =>
      wavOf(tone({ frequency: Number(pitch), seconds: text.length / 100, sampleRate: 24_000 }), 24_000),
  },
);
