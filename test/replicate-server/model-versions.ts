import { inputProperties, modelName, modelVersion, type InputProperty } from './model.ts';

/** A version of the model, with what its schema says of its inputs. */
export interface ModelVersion {
  id: string;
  inputs: Readonly<Record<string, InputProperty>>;
  required: readonly string[];
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** A version that is newer than the seed's: what it has in place of that one's inputs. */
export interface NewerVersion {
  /** 64 hexadecimal digits. */
  id: string;
  /** Inputs that are new or other than the seed's; null for one that there is no more. */
  inputs?: Readonly<Record<string, InputProperty | null>>;
  /** Inputs that must be given; `text` unless told. */
  required?: readonly string[];
}

const seed: ModelVersion = {
  id: modelVersion,
  inputs: inputProperties,
  required: ['text'],
  createdAt: Date.UTC(2023, 10, 21, 11, 9, 6),
};

/** The versions of the model. */
export class ModelVersions {
  /** The newest one. */
  readonly latest: ModelVersion;
  readonly #others: readonly string[] | null;

  /** `others`: the ids that there are besides the seed's and the newest; null for any of 64 hexadecimal digits. */
  constructor(newer: NewerVersion | null, others: readonly string[] | null) {
    this.latest = newer === null ? seed : newerThanSeed(newer);
    this.#others = others;
  }

  /**
   * The version that a create names: an id, `owner/name:id`, or `owner/name` for the newest. Of others than the newest
   * the inputs are the seed's. Undefined when there is no such version.
   */
  find(name: string): ModelVersion | undefined {
    if (name === modelName) return this.latest;
    const id = name.replace(`${modelName}:`, '');
    const known = [this.latest, seed].find((version) => version.id === id);
    const isOther = this.#others?.includes(id) ?? /^[0-9a-f]{64}$/u.test(id);
    return known ?? (isOther ? { ...seed, id } : undefined);
  }
}

function newerThanSeed({ id, inputs = {}, required = seed.required }: NewerVersion): ModelVersion {
  const all: [string, InputProperty | null][] = Object.entries({ ...seed.inputs, ...inputs });
  const kept = all.flatMap(([name, property]): [string, InputProperty][] =>
    property === null ? [] : [[name, property]],
  );
  return { id, inputs: Object.fromEntries(kept), required, createdAt: Date.UTC(2026, 0, 15, 9, 30, 0) };
}
