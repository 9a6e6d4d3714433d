import { count } from '../../library/words.ts';
import { TakeIn, type TakenIn, type TakeInNeeds } from './take-in.ts';
import { isAudioToSearch } from '../../library/search.ts';

/** Looks through the audio on disk, where the database may lack some of it, and says what came of that. */
export async function searchAudio(needs: TakeInNeeds): Promise<void> {
  const { library } = needs;
  if (isAudioToSearch(library.db)) library.notices.push(...describe(await new TakeIn(needs).run()));
}

function describe({ takes, originals, silent, homeless }: TakenIn): string[] {
  const notices: string[] = [];
  if (takes + originals > 0) {
    const found = [count(takes, 'take'), count(originals, 'paid original')].filter((some) => some !== '');
    notices.push(`Found on disk and taken into the database: ${found.join(' and ')}.`);
  }
  if (homeless.length > 0) {
    const books = homeless.map((title) => `“${title}”`).join(', ');
    notices.push(`Import the manuscript of ${books} again, and its audio is found.`);
  }
  if (silent > 0) {
    const tell = silent === 1 ? 'tells nothing of itself and is' : 'tell nothing of themselves and are';
    notices.push(`${count(silent, 'file')} of audio ${tell} left alone.`);
  }
  return notices;
}
