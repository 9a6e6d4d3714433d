/** What a request is about; `file` and `account` stand for everything of their kind. */
export const endpoints = ['create', 'get', 'list', 'cancel', 'download', 'file', 'account'] as const;
/** See {@link endpoints}. */
export type Endpoint = (typeof endpoints)[number];

/**
 * When a fault acts: `before` the request is handled, so that nothing comes of it; `after`, on the answer alone; on
 * the `prediction` that a create makes; on the `audio` that is downloaded.
 */
type Stage = 'before' | 'after' | 'prediction' | 'audio';

/** Every fault that can be asked for, and when it acts. */
export const faultStages = {
  'drop-before-accept': 'before',
  'rate-limited': 'before',
  'credit-needed': 'before',
  'token-refused': 'before',
  'server-error': 'before',
  'service-unavailable': 'before',
  'drop-after-accept': 'after',
  'server-error-after-accept': 'after',
  delay: 'after',
  'lost-id': 'after',
  garbage: 'after',
  stuck: 'prediction',
  failed: 'prediction',
  aborted: 'prediction',
  'output-expired': 'prediction',
  hidden: 'prediction',
  'outrun-cancel': 'prediction',
  'truncated-audio': 'audio',
  'html-audio': 'audio',
  'wrong-length': 'audio',
  'empty-audio': 'audio',
  'url-expired': 'audio',
} as const satisfies Record<string, Stage>;

/** See {@link faultStages}. */
export type FaultName = keyof typeof faultStages;
type NameAt<S extends Stage> = {
  [Name in FaultName]: (typeof faultStages)[Name] extends S ? Name : never;
}[FaultName];
/** A fault of the audio. */
export type AudioFault = NameAt<'audio'>;

/** Which requests a fault meets, and what it does there. */
export interface FaultOptions {
  /** How many times; 1 unless told, and Infinity until it is cleared. */
  times?: number | undefined;
  /** How many matching requests pass unharmed first. */
  skip?: number | undefined;
  /** Where; unless told, `download` for audio and `create` for the rest. */
  endpoint?: Endpoint | undefined;
  /** Only for predictions whose text has this in it, or fulfils this. */
  text?: string | RegExp | ((text: string) => boolean) | undefined;
  /** Audio faults: every download of the prediction that is created next is broken, not just one download. */
  lasting?: boolean | undefined;
  /** `rate-limited`, `service-unavailable`: seconds to wait. */
  retryAfter?: number | undefined;
  /** `delay`: seconds by the server's clock. */
  seconds?: number | undefined;
  /** `failed`: the model's words. */
  error?: string | undefined;
  /** `hidden`: how many lists the prediction is missing from. */
  lists?: number | undefined;
}

/** A fault that was asked for. */
export interface Fault extends FaultOptions {
  readonly name: FaultName;
  readonly endpoint: Endpoint;
  /** How often it is still to act. */
  times: number;
  /** How often it has acted. */
  acted: number;
}

/** What one prediction was given to suffer. */
export interface Brand {
  fate: 'stuck' | 'aborted' | 'output-expired' | null;
  /** The error that it fails with. */
  failure: string | null;
  audio: AudioFault | null;
  hiddenLists: number;
  outrunsCancel: boolean;
}

/** The request that a fault may meet; `text` is null where no prediction is named. */
export interface Occasion {
  endpoint: Endpoint;
  text: string | null;
}

/** The faults that were asked for. */
export class Faults {
  #faults: Fault[] = [];

  /** Asks for a fault; the first that fits a request acts on it. */
  next(name: FaultName, options: FaultOptions = {}): Fault {
    const isDownload = faultStages[name] === 'audio' && options.lasting !== true;
    const endpoint = options.endpoint ?? (isDownload ? 'download' : 'create');
    const fault: Fault = { ...options, name, endpoint, times: options.times ?? 1, acted: 0 };
    this.#faults.push(fault);
    return fault;
  }

  /** Those that are still to act. */
  get pending(): readonly Fault[] {
    return this.#faults;
  }

  /** Calls off whatever has not acted. */
  clear(): void {
    this.#faults = [];
  }

  /** The fault that acts on this request at this stage, if any; it is used up by that. */
  take<S extends Stage>(stage: S, occasion: Occasion): (Fault & { name: NameAt<S> }) | undefined {
    for (const fault of this.#faults) {
      if (!isAt(fault, stage) || fault.lasting === true || !fits(fault, occasion)) continue;
      if (this.#act(fault)) return fault;
    }
    return undefined;
  }

  /** What a prediction of this text is given on its way. */
  brand(text: string): Brand {
    const occasion: Occasion = { endpoint: 'create', text };
    const brand: Brand = {
      fate: null,
      failure: null,
      audio: null,
      hiddenLists: 0,
      outrunsCancel: false,
    };
    for (const fault of [...this.#faults]) {
      const acts = fault.lasting === true || isAt(fault, 'prediction');
      if (acts && fits(fault, occasion) && this.#act(fault)) applyTo(brand, fault);
    }
    return brand;
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

function applyTo(brand: Brand, fault: Fault): void {
  if (isAt(fault, 'audio')) {
    brand.audio = fault.name;
    return;
  }
  if (!isAt(fault, 'prediction')) return;
  switch (fault.name) {
    case 'failed':
      brand.failure = fault.error ?? 'CUDA error: an illegal memory access was encountered';
      break;
    case 'hidden':
      brand.hiddenLists = fault.lists ?? 1;
      break;
    case 'outrun-cancel':
      brand.outrunsCancel = true;
      break;
    default:
      brand.fate = fault.name;
  }
}

function isAt<S extends Stage>(fault: Fault, stage: S): fault is Fault & { name: NameAt<S> } {
  return faultStages[fault.name] === stage;
}

function fits(fault: Fault, { endpoint, text }: Occasion): boolean {
  if (fault.endpoint !== endpoint) return false;
  if (fault.text === undefined) return true;
  if (text === null) return false;
  if (typeof fault.text === 'string') return text.includes(fault.text);
  return typeof fault.text === 'function' ? fault.text(text) : fault.text.test(text);
}
