import type { Forecast } from '../../electron/contract/narration.ts';
import { aboutMoney, count, duration, money } from '../ui/format.ts';

/** What a narration will take, name by name. */
export function forecastFacts({ chunks, characters, seconds, cost }: Forecast): {
  name: string;
  value: string;
}[] {
  return [
    { name: 'To speak', value: count(chunks, 'chunk') },
    { name: 'Characters', value: characters.toLocaleString('en') },
    { name: 'Time', value: seconds === null ? 'not known yet' : `about ${duration(Math.max(1, seconds))}` },
    { name: 'Cost', value: aboutMoney(cost) },
  ];
}

/** What a forecast rests on. */
export function groundsWords({ observations, rate }: Forecast): string {
  const price = `${money(rate * 3600)} an hour of work`;
  if (observations === 0)
    return `This is a guess, at ${price}: StyleTTS 2 has not spoken for this library yet. The first chunks will tell.`;
  const last = observations === 1 ? 'the last prediction' : `the last ${observations} predictions`;
  return `By what ${last} of this library took, at ${price}.`;
}
