import { entryOf } from '../../../electron/contract/engine-entry.ts';
import type { Forecast } from '../../../electron/contract/narration.ts';
import type { Voice } from '../../../electron/contract/voice.ts';
import { seedSetting } from '../../../electron/contract/voice-settings.ts';
import { aboutMoney, money } from '../../ui/format.ts';
import type { Catalogue } from '../voice-words.ts';

/** What is offered for another take of a chunk. */
export interface RetakeOffer {
  /** Whether it can be asked for. */
  possible: boolean;
  /** What it costs, or why it cannot be asked for. */
  note: string;
}

/** What is known where another take of a chunk is offered; undefined for what is not known yet. */
export interface RetakeFacts {
  /** Why nothing can be spoken now; null when something can. */
  busy: string | null;
  /** What another take would cost. */
  price: Pick<Forecast, 'cost' | 'observations'> | undefined;
  /** The cap of one narration in US dollars; null for none. */
  maxCost: number | null | undefined;
  /** Why the price could not be reckoned; null when it could, or may still be. */
  failure: string | null;
}

/** Whether a voice can say the same text in another way: one without a seed always says it alike. */
export function canRetake(engines: Catalogue, voice: Voice): boolean {
  return seedSetting(entryOf(engines, voice.engine)) !== undefined;
}

/** Another take has a price, which is told before it is asked for, and obeys the cap. */
export function retakeOffer({ busy, price, maxCost, failure }: RetakeFacts): RetakeOffer {
  if (busy !== null) return { possible: false, note: busy };
  if (failure !== null) return { possible: false, note: failure };
  if (price === undefined || maxCost === undefined)
    return { possible: false, note: 'Reckoning what it costs …' };
  const cost = aboutMoney(price.cost);
  if (maxCost !== null && price.cost > maxCost) {
    return { possible: false, note: `It costs ${cost}, more than the cap of ${money(maxCost)} allows.` };
  }
  const guess = price.observations === 0 ? ' (a guess)' : '';
  return { possible: true, note: `Spoken anew with another seed, for ${cost}${guess}.` };
}
