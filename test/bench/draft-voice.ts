import { pathToFileURL } from 'node:url';
import { compileFlite, type FliteModule } from '../../electron/engines/draft/flite.ts';
import { readFliteWav } from '../../electron/engines/draft/join-wav.ts';
import { locateFlite } from '../../electron/engines/draft/locate-flite.ts';
import { speakDraft } from '../../electron/engines/draft/speak-draft.ts';
import { median, printFigures, type Figure } from './figures.ts';

const target = 60;
const runs = 5;
const chunksPerRun = 30;

const sentences = [
  'The tide had gone out further than anyone in the village could remember, and the children ran after it.',
  'Old Margaret, who had kept the light for forty years, watched them from the gallery with her pipe unlit.',
  '“It will come back,” she said to nobody; “it always does—and never when you are looking.”',
  'By four o’clock the boats lay on their sides like sleeping cows, and Mr. Penrose counted them twice.',
  'There were eleven, though in 1897 there had been thirty-two; he wrote the number in his book and sighed.',
  'Nobody noticed the dog until it barked, and by then the water was the colour of slate from end to end.',
  'What was it that she had seen? She never told, not even when the schoolmaster asked her on Sunday.',
];

/** Chunks of about 250 characters, no two alike, as the chunker would make them. */
function chunks(): string[] {
  return Array.from({ length: chunksPerRun }, (_, index) => {
    const offset = index % sentences.length;
    const rotated = [...sentences.slice(offset), ...sentences.slice(0, offset)];
    return `${index + 1}. ${rotated.slice(0, 2).join(' ')} ${rotated[3 + (index % 3)]?.slice(0, 40) ?? ''}`;
  });
}

/** Seconds of audio for a second of the thread's own time, and for one of the clock, which others' work slows down. */
interface Speed {
  core: number;
  clock: number;
}

/** How many times faster than real time the draft voice speaks, and how long it takes to be ready. */
export function measureDraftVoice(): Promise<Figure[]> {
  const start = performance.now();
  const flite = compileFlite(locateFlite());
  const compiled = (performance.now() - start) / 1000;
  speakAll(flite);
  const speeds = Array.from({ length: runs }, () => speakAll(flite));
  return Promise.resolve([
    {
      name: 'rms, warm, on one core',
      value: median(speeds.map((speed) => speed.core)),
      unit: 'x real time',
      least: target,
    },
    { name: 'the same by the clock', value: median(speeds.map((speed) => speed.clock)), unit: 'x real time' },
    { name: 'compiling Flite, once', value: compiled, unit: 's' },
  ]);
}

function speakAll(flite: FliteModule): Speed {
  let audioSeconds = 0;
  const start = performance.now();
  const cpu = process.threadCpuUsage();
  for (const text of chunks()) {
    const { audio } = speakDraft(flite, text, { engine: 'draft', speaker: 'rms', rate: 1 });
    const { samples, sampleRate } = readFliteWav(audio);
    audioSeconds += samples.length / sampleRate;
  }
  const { user, system } = process.threadCpuUsage(cpu);
  return {
    core: audioSeconds / ((user + system) / 1e6),
    clock: audioSeconds / ((performance.now() - start) / 1000),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = printFigures('draft-voice', await measureDraftVoice()) ? 0 : 1;
}
