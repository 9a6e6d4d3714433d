import { usualHoursOff } from './brand.ts';
import type { Fault } from './fault.ts';
import { isRecord } from './json.ts';
import { timestamp } from './prediction.ts';

type Told = Record<string, unknown>;

/** An entry of a list as a fault of lists has it. */
export function tellAsFaulty(told: Told, { name, hours = usualHoursOff }: Fault): Told {
  switch (name) {
    case 'list-number-strings':
      return { ...told, input: numbersAsText(told['input']), metrics: numbersAsText(told['metrics']) };
    case 'list-without-inputs':
      return Object.fromEntries(Object.entries(told).filter(([member]) => member !== 'input'));
    case 'list-null-inputs':
      return { ...told, input: null };
    case 'list-created-off': {
      const created = Date.parse(String(told['created_at']));
      return { ...told, created_at: timestamp(created + hours * 3_600_000) };
    }
    default:
      return told;
  }
}

/**
 * An order that is neither from new to old nor from old to new: the first, the last, the second, the last but one. Who
 * stops at the first entry that is old enough stops at once.
 */
export function inDisorder<Item>(items: readonly Item[]): Item[] {
  const rest = [...items];
  const disordered: Item[] = [];
  for (let next = rest.shift(); next !== undefined; next = rest.reverse().shift()) disordered.push(next);
  return disordered;
}

function numbersAsText(members: unknown): unknown {
  if (!isRecord(members)) return members;
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
  );
}
