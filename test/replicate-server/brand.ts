import type { AudioFault, OutputShape } from './fault-names.ts';
import { isAt, type Fault } from './fault.ts';

/** Inputs, outputs and logs of predictions made through the API are kept for an hour. */
export const dataSeconds = 3600;
/** Hours by which `created_at` is off, unless told. */
export const usualHoursOff = 5;

/** What one prediction was given to suffer. Seconds by the server's clock, Infinity for ever. */
export interface Brand {
  fate: 'stuck' | 'aborted' | null;
  /** The error that it fails with. */
  failure: string | null;
  /** Seconds from its success until it has its output. */
  outputAfter: number;
  /** Seconds from its end until its data are removed. */
  dataFor: number;
  /** Seconds from its end until it is deleted. */
  deletedAfter: number;
  /** What its output is; null for the address alone. */
  shape: OutputShape | null;
  /** What its audio suffers, and until how many seconds after its end; the first that is not over acts. */
  audio: { name: AudioFault; until: number }[];
  /** How many lists it is missing from, and for how many seconds after its making. */
  hiddenLists: number;
  hiddenSeconds: number;
  /** Hours by which its `created_at` is off wherever it is told. */
  createdOff: number;
  outrunsCancel: boolean;
}

/** A prediction without any fault. */
export function unharmed(): Brand {
  return {
    fate: null,
    failure: null,
    outputAfter: 0,
    dataFor: dataSeconds,
    deletedAfter: Infinity,
    shape: null,
    audio: [],
    hiddenLists: 0,
    hiddenSeconds: 0,
    createdOff: 0,
    outrunsCancel: false,
  };
}

/** Gives a prediction a fault to suffer. */
export function applyTo(brand: Brand, fault: Fault): void {
  if (isAt(fault, 'audio')) {
    const until = fault.lasting === true ? Infinity : (fault.forSeconds ?? 0);
    brand.audio.push({ name: fault.name, until });
    return;
  }
  if (!isAt(fault, 'prediction')) return;
  switch (fault.name) {
    case 'failed':
      brand.failure = fault.error ?? 'CUDA error: an illegal memory access was encountered';
      break;
    case 'late-output':
      brand.outputAfter = fault.lasting === true ? Infinity : (fault.forSeconds ?? 1.5);
      break;
    case 'output-expired':
      brand.dataFor = fault.seconds ?? 0;
      break;
    case 'deleted':
      brand.deletedAfter = fault.seconds ?? 0;
      break;
    case 'hidden':
      // Told for how long, it is hidden from any number of lists in that time, and from none after it.
      brand.hiddenLists = fault.lists ?? (fault.forSeconds === undefined ? 1 : 0);
      brand.hiddenSeconds = fault.forSeconds ?? 0;
      break;
    case 'created-off':
      brand.createdOff = fault.hours ?? usualHoursOff;
      break;
    case 'outrun-cancel':
      brand.outrunsCancel = true;
      break;
    case 'output-array':
    case 'output-object':
    case 'output-two-addresses':
    case 'output-data-uri':
    case 'output-unknown':
    case 'output-empty':
      brand.shape = fault.name;
      break;
    default:
      brand.fate = fault.name;
  }
}
