import { pathToFileURL } from 'node:url';
import { compileFlite } from '../../electron/voices/draft/flite.ts';
import { readFliteWav } from '../../electron/voices/draft/join-wav.ts';
import { locateFlite } from '../../electron/voices/draft/locate-flite.ts';
import { speakDraft } from '../../electron/voices/draft/speak-draft.ts';

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

/** Prints how many times faster than real time the draft voice speaks on one core, and how long compiling it takes. */
export function benchDraftVoice(): Promise<void> {
  const compileStart = performance.now();
  const flite = compileFlite(locateFlite());
  const compiled = (performance.now() - compileStart) / 1000;
  const speakAll = (): number => {
    let audioSeconds = 0;
    const start = performance.now();
    for (const text of chunks()) {
      const { audio } = speakDraft(flite, text, { engine: 'draft', speaker: 'rms', rate: 1 });
      const { samples, sampleRate } = readFliteWav(audio);
      audioSeconds += samples.length / sampleRate;
    }
    return audioSeconds / ((performance.now() - start) / 1000);
  };
  speakAll();
  const speeds = Array.from({ length: runs }, speakAll).sort((a, b) => a - b);
  const median = speeds[Math.floor(runs / 2)] ?? 0;
  const range = `${(speeds[0] ?? 0).toFixed(0)} to ${(speeds.at(-1) ?? 0).toFixed(0)}`;
  process.stdout.write(
    `draft voice (rms, one core, warm): ${median.toFixed(0)} x real time, median of ${runs} runs of ${chunksPerRun} chunks ` +
      `(${range}); target at least ${target}: ${median >= target ? 'met' : 'missed'}\n` +
      `draft voice: compiling Flite once takes ${compiled.toFixed(2)} s\n`,
  );
  return Promise.resolve();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await benchDraftVoice();
