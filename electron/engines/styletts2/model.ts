import type { RemoteModel } from '../services/replicate/remote-model.ts';
import { styleTts2 } from './prepare/speaker.ts';
import { schemaDifferences } from './schema-differences.ts';

/** The model on Replicate, and the version of it that Lectern speaks with (the seed's). */
export const styletts2Model = {
  owner: 'adirik',
  name: 'styletts2',
  version: '989cb5ea6d2401314eb30685740cb9f6fd1c9001b8940659b406f952837ab5ac',
} as const;

/** The one version that there was before takes told theirs; it stays this one when the usual one changes. */
export const formerVersion = '989cb5ea6d2401314eb30685740cb9f6fd1c9001b8940659b406f952837ab5ac';

/** The version that speaks a voice: its own, or the one that Lectern was made for. */
export function versionOf({ modelVersion }: { modelVersion: string | null }): string {
  return modelVersion ?? styletts2Model.version;
}

/** How the protocol of Replicate's jobs is to ask it. */
export const styletts2Remote: RemoteModel = {
  name: styleTts2,
  owner: styletts2Model.owner,
  page: styletts2Model.name,
  version: styletts2Model.version,
  differences: schemaDifferences,
  textInput: 'text',
  // Long enough for a cold start, short enough to cost little.
  cancelAfterSeconds: 900,
  clipPrefix: 'clip:',
  optionalInputs: ['reference', 'weights'],
  // PyTorch's words when a text makes more than the 512 tokens that the model has room for.
  tooLong: /expanded size of the tensor/iu,
};
