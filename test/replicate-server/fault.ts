import { faultStages, type Endpoint, type FaultName, type NameAt, type Stage } from './fault-names.ts';

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
  /** As `forSeconds`, without end: that audio, or that output, can never be had. */
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

/** Whether a fault acts at a stage. */
export function isAt<S extends Stage>(fault: Fault, stage: S): fault is Fault & { name: NameAt<S> } {
  return faultStages[fault.name] === stage;
}
