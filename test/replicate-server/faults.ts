import { applyTo, unharmed, type Brand } from './brand.ts';
import type { Clock } from './clock.ts';
import { faultStages, type Endpoint, type FaultName, type NameAt, type Stage } from './fault-names.ts';

export type { FaultName } from './fault-names.ts';

/** Which requests a fault meets, and what it does there. All seconds are by the server's clock. */
export interface FaultOptions {
  /** How many times; 1 unless told, and Infinity until it is cleared. */
  times?: number | undefined;
  /** How many matching requests pass unharmed first. */
  skip?: number | undefined;
  /**
   * Where, or `every` for all of the API and the downloads; unless told, `download` for audio, `list` for lists, `get`
   * for `not-found`, `every` for `another-program` and `create` for the rest.
   */
  endpoint?: Endpoint | 'every' | undefined;
  /** Only for predictions whose text has this in it, or fulfils this; of a list, only those suffer. */
  text?: string | RegExp | ((text: string) => boolean) | undefined;
  /** Only for predictions that were made at least so many seconds ago; of a list, only those suffer. */
  afterSeconds?: number | undefined;
  /**
   * For so long. Faults of audio: every download of the prediction that is created next, for so many seconds after its
   * end (with `endpoint: 'download'`: every download from now on, whichever prediction's); `late-output`: from its end
   * (1.5); `hidden`: from its making. The rest: every matching request from now on, unless `times` is told too.
   */
  forSeconds?: number | undefined;
  /** As `forSeconds`, without end, for audio and `late-output`: the audio of the prediction can never be had. */
  lasting?: boolean | undefined;
  /** `rate-limited`, `service-unavailable`: seconds to wait. */
  retryAfter?: number | undefined;
  /** `delay`: how late (1); `output-expired`, `deleted`: how long after the prediction's end (0). */
  seconds?: number | undefined;
  /** `created-off`, `list-created-off`: by how much, to the future or, below 0, to the past (5). */
  hours?: number | undefined;
  /** `failed`: the model's words. */
  error?: string | undefined;
  /** `hidden`: how many lists the prediction is missing from. */
  lists?: number | undefined;
}

/** A fault that was asked for. */
export interface Fault extends FaultOptions {
  readonly name: FaultName;
  readonly endpoint: Endpoint | 'every';
  /** Whether it acts on all that a prediction suffers from its creation on, not on one request. */
  readonly isBrand: boolean;
  /** When it is over, in milliseconds since 1970. */
  readonly until: number;
  /** How often it is still to act. */
  times: number;
  /** How often it has acted. */
  acted: number;
}

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
    const stage = faultStages[name];
    const { forSeconds, lasting = false } = options;
    const isForAWhile = forSeconds !== undefined;
    const isBranded = (lasting || isForAWhile) && options.endpoint !== 'download';
    const isBrand = stage === 'prediction' || (stage === 'audio' && isBranded);
    const lasts = isForAWhile && !isBrand;
    const fault: Fault = {
      ...options,
      name,
      endpoint: isBrand ? 'create' : (options.endpoint ?? usualEndpoint(name)),
      isBrand,
      until: lasts ? this.#clock.now() + forSeconds * 1000 : Infinity,
      times: options.times ?? (lasts ? Infinity : 1),
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

/** Whether a fault acts at a stage. */
export function isAt<S extends Stage>(fault: Fault, stage: S): fault is Fault & { name: NameAt<S> } {
  return faultStages[fault.name] === stage;
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
