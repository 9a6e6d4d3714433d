import { isRecord } from './json.ts';

/** The model that this server runs, and the version that the seed's page names. */
export const modelName = 'adirik/styletts2';
export const modelVersion = '989cb5ea6d2401314eb30685740cb9f6fd1c9001b8940659b406f952837ab5ac';

/** Characters from which the model splits a text into sentences itself. */
const onePassLimit = 400;
const tokenLimit = 512;

/** How the model would sound for an input. */
export interface Style {
  /** Without a reference the model has one female voice. */
  speaker: 'slt' | 'rms';
  /** Speed of speech, 1 being the speaker's own: it makes another seed heard. */
  rate: number;
  /** Sound that is not a number, written in 16 bits, is silence. */
  isSilent: boolean;
}

/** The style of a valid input. */
export function styleOf(input: Readonly<Record<string, unknown>>): Style {
  const { seed = 0, reference, diffusion_steps: steps = 10 } = input;
  return {
    speaker: typeof reference === 'string' ? 'rms' : 'slt',
    rate: 1 + (Math.abs(Number(seed)) % 6) * 0.02,
    isSilent: Number(steps) < 2,
  };
}

/** The error that the model ends with for a valid input; null when it speaks. */
export function modelError(input: Readonly<Record<string, unknown>>): string | null {
  const { text, weights, reference } = input;
  if (typeof weights === 'string' && typeof reference !== 'string') {
    return 'A reference speech must be provided when weights are provided.';
  }
  if (typeof text !== 'string' || !/[\p{L}\p{N}]/u.test(text)) return 'list index out of range';
  const tokens = Math.max(...passesOf(text).map(countTokens));
  if (tokens <= tokenLimit) return null;
  return (
    `The expanded size of the tensor (${tokens}) must match the existing size (${tokenLimit}) at non-singleton ` +
    `dimension 1.  Target sizes: [1, ${tokens}].  Tensor sizes: [1, ${tokenLimit}]`
  );
}

/** What the model reads in one go each: the whole text, or from 400 characters on its sentences. */
export function passesOf(text: string): string[] {
  return text.length < onePassLimit ? [text] : text.split(/(?<=[.!?]["”’)]*)\s+/u);
}

/** About how many phoneme tokens a pass has: English sounds with their stress marks, figures written out. */
export function countTokens(pass: string): number {
  const letters = pass.replace(/\p{N}/gu, '').length;
  const figures = pass.length - letters;
  return Math.round(letters * 1.15 + figures * 7) + 1;
}

const floats = { type: 'number', minimum: 0, maximum: 1 } as const;

/** The inputs of the model as its version's OpenAPI schema has them; the words are the seed's. */
export const inputProperties = {
  alpha: {
    ...floats,
    title: 'Alpha',
    default: 0.3,
    description:
      'Only used for long text inputs or in case of reference speaker, determines the timbre of the speaker. ' +
      'Use lower values to sample style based on previous or reference speech instead of text.',
    'x-order': 2,
  },
  beta: {
    ...floats,
    title: 'Beta',
    default: 0.7,
    description:
      'Only used for long text inputs or in case of reference speaker, determines the prosody of the speaker. ' +
      'Use lower values to sample style based on previous or reference speech instead of text.',
    'x-order': 3,
  },
  diffusion_steps: {
    type: 'integer',
    title: 'Diffusion Steps',
    default: 10,
    minimum: 0,
    maximum: 50,
    description: 'Number of diffusion steps',
    'x-order': 4,
  },
  embedding_scale: {
    type: 'number',
    title: 'Embedding Scale',
    default: 1,
    minimum: 0,
    maximum: 5,
    description: 'Embedding scale, use higher values for pronounced emotion',
    'x-order': 5,
  },
  reference: {
    type: 'string',
    title: 'Reference',
    format: 'uri',
    description: 'Reference speech to copy style from',
    'x-order': 1,
  },
  seed: {
    type: 'integer',
    title: 'Seed',
    default: 0,
    description: 'Seed for reproducibility',
    'x-order': 6,
  },
  text: { type: 'string', title: 'Text', description: 'Text to convert to speech', 'x-order': 0 },
  weights: {
    type: 'string',
    title: 'Weights',
    description:
      'Replicate weights url for inference with model that is fine-tuned on new speakers. If provided, a reference ' +
      'speech must also be provided. If not provided, the default model will be used.',
    'x-order': 7,
  },
} as const;

/** One input that the schema refuses, as Replicate words it. */
export interface InvalidField {
  type: string;
  field: string;
  description: string;
}

/**
 * What a version's schema refuses of an input; empty when it is valid. Fields that it does not know are let through.
 */
export function invalidFields(
  input: unknown,
  { inputs, required }: { inputs: Readonly<Record<string, InputProperty>>; required: readonly string[] },
): InvalidField[] {
  if (!isRecord(input)) return [wrongType('input', 'object', input)];
  const faults: InvalidField[] = required
    .filter((name) => !(name in input))
    .map((name) => ({ type: 'required', field: 'input', description: `${name} is required` }));
  for (const [name, property] of Object.entries(inputs)) {
    const fault = name in input ? faultOf(`input.${name}`, input[name], property) : undefined;
    if (fault !== undefined) faults.push(fault);
  }
  return faults;
}

/** An input in a version's schema. */
export interface InputProperty {
  type: 'string' | 'number' | 'integer';
  minimum?: number;
  maximum?: number;
  format?: 'uri';
  title?: string;
  description?: string;
  default?: string | number;
  'x-order'?: number;
}

function faultOf(field: string, value: unknown, property: InputProperty): InvalidField | undefined {
  const { type, minimum = -Infinity, maximum = Infinity, format } = property;
  if (type === 'string') {
    if (typeof value !== 'string') return wrongType(field, type, value);
    if (format === undefined || URL.canParse(value)) return undefined;
    return { type: 'format', field, description: "Does not match format 'uri'" };
  }
  if (typeof value !== 'number' || (type === 'integer' && !Number.isInteger(value))) {
    return wrongType(field, type, value);
  }
  if (value < minimum) {
    return { type: 'number_gte', field, description: `Must be greater than or equal to ${minimum}` };
  }
  if (value > maximum) {
    return { type: 'number_lte', field, description: `Must be less than or equal to ${maximum}` };
  }
  return undefined;
}

function wrongType(field: string, expected: string, value: unknown): InvalidField {
  const given = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return { type: 'invalid_type', field, description: `Invalid type. Expected: ${expected}, given: ${given}` };
}
