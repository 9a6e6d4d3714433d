/** The model on Replicate, and the version of it that Lectern speaks with (the seed's). */
export const styletts2Model = {
  owner: 'adirik',
  name: 'styletts2',
  version: '989cb5ea6d2401314eb30685740cb9f6fd1c9001b8940659b406f952837ab5ac',
} as const;

/** The version that speaks a voice: its own, or the one that Lectern was made for. */
export function versionOf({ modelVersion }: { modelVersion: string | null }): string {
  return modelVersion ?? styletts2Model.version;
}

/** Seconds after which Replicate gives a prediction up: long enough for a cold start, short enough to cost little. */
export const cancelAfterSeconds = 900;
