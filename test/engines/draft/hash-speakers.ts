import { createHash } from 'node:crypto';
import { draftSpeakers } from '../../../electron/engines/draft/voice.ts';
import { compileFlite, speakWithFlite } from '../../../electron/engines/draft/flite.ts';
import { locateFlite } from '../../../electron/engines/draft/locate-flite.ts';

// Run by flite.test.ts in a process of its own: prints the hashes of one line, spoken by each speaker.
const flite = compileFlite(locateFlite());
const hashes = draftSpeakers.map((speaker) => {
  const { wav } = speakWithFlite(flite, process.argv[2] ?? '', { engine: 'draft', speaker, rate: 1 });
  return createHash('sha256').update(wav).digest('hex');
});
process.stdout.write(JSON.stringify(hashes));
