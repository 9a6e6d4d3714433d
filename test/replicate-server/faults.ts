import { applyTo, unharmed, type Brand } from './brand.ts';
import type { Clock } from './clock.ts';
import { isAt, type Fault, type FaultOptions } from './fault.ts';
import { faultStages, type Endpoint, type FaultName, type NameAt, type Stage } from './fault-names.ts';

export type { FaultOptions } from './fault.ts';
export type { FaultName } from './fault-names.ts';

/** The request that a fault may meet; null where no prediction, or nothing of the API, is asked for. */
export interface Occasion {
  endpoint: Endpoint | null;
  text: string | null;
  /** When the prediction was made, in milliseconds since 1970. */
  madeAt: number | null;
}

/** The faults that were asked for. */
export class Faults {
  readonly #clock: Clock;
  #faults: Fault[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Asks for a fault; the first that fits a request acts on it. */
  next(name: FaultName, options: FaultOptions = {}): Fault {
    const stage: Stage = faultStages[name];
    const { lasting = false, forSeconds = lasting ? Infinity : undefined } = options;
    const isBranded = forSeconds !== undefined && options.endpoint !== 'download';
    const isBrand = stage === 'prediction' || (stage === 'audio' && isBranded);
    const until = forSeconds === undefined || isBrand ? null : this.#clock.now() + forSeconds * 1000;
    const fault: Fault = {
      ...options,
      name,
      endpoint: isBrand ? 'create' : (options.endpoint ?? usualEndpoint(name)),
      isBrand,
      until: until ?? Infinity,
      times: options.times ?? (until === null ? 1 : Infinity),
      acted: 0,
    };
    this.#faults.push(fault);
    return fault;
  }

  /** Those that are still to act. */
  get pending(): readonly Fault[] {
    this.#faults = this.#faults.filter(({ until }) => until > this.#clock.now());
    return this.#faults;
  }

  /** Calls off whatever has not acted. */
  clear(): void {
    this.#faults = [];
  }

  /** The fault that acts on this request at this stage, if any; it is used up by that. */
  take<S extends Stage>(stage: S, occasion: Occasion): (Fault & { name: NameAt<S> }) | undefined {
    for (const fault of this.pending) {
      if (!isAt(fault, stage) || fault.isBrand || !this.#fits(fault, occasion)) continue;
      if (this.#act(fault)) return fault;
    }
    return undefined;
  }

  /** All that act on a list, each used up by that once. */
  takeForList(): (Fault & { name: NameAt<'list'> })[] {
    const faults = this.pending.filter((fault) => isAt(fault, 'list'));
    return faults.filter((fault) => this.#act(fault));
  }

  /** Whether a fault of lists concerns a prediction. */
  concerns(fault: Fault, occasion: Pick<Occasion, 'text' | 'madeAt'>): boolean {
    const age = occasion.madeAt === null ? -Infinity : this.#clock.now() - occasion.madeAt;
    return age >= (fault.afterSeconds ?? -Infinity) * 1000 && isAbout(fault, occasion.text);
  }

  /** What a prediction of this text is given on its way. */
  brand(text: string): Brand {
    const occasion: Occasion = { endpoint: 'create', text, madeAt: null };
    const brand = unharmed();
    for (const fault of this.pending) {
      if (fault.isBrand && this.#fits(fault, occasion) && this.#act(fault)) applyTo(brand, fault);
    }
    return brand;
  }

  #fits(fault: Fault, occasion: Occasion): boolean {
    const isThere = fault.endpoint === 'every' || fault.endpoint === occasion.endpoint;
    return isThere && this.concerns(fault, occasion);
  }

  #act(fault: Fault): boolean {
    if ((fault.skip ?? 0) > 0) {
      fault.skip = (fault.skip ?? 0) - 1;
      return false;
    }
    fault.acted += 1;
    fault.times -= 1;
    if (fault.times <= 0) this.#faults = this.#faults.filter((other) => other !== fault);
    return true;
  }
}

function usualEndpoint(name: FaultName): Endpoint | 'every' {
  switch (name) {
    case 'not-found':
    case 'not-found-page':
      return 'get';
    case 'another-program':
      return 'every';
    default: {
      const stage: Stage = faultStages[name];
      return stage === 'audio' ? 'download' : stage === 'list' ? 'list' : 'create';
    }
  }
}

function isAbout({ text: about }: Fault, text: string | null): boolean {
  if (about === undefined) return true;
  if (text === null) return false;
  if (typeof about === 'string') return text.includes(about);
  return typeof about === 'function' ? about(text) : about.test(text);
}
