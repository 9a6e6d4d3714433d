import { projectIdSchema, type PredictionId, type ProjectId } from '../contract/ids.ts';

// Paths within a library, with `/`. A take's is known before its audio is, so that it can be found again after a crash.

/** Folder of all takes of a project; of the tries, where there is none. */
export function takesFolder(project: ProjectId | null): string {
  return project === null ? 'tries' : `takes/${project}`;
}

/** The take of a prediction. */
export function takeFile(project: ProjectId | null, prediction: PredictionId): string {
  return `${takesFolder(project)}/${prediction}.wav`;
}

/** The take at its engine's own rate, where that is another. It is known by the database alone, as the next one is. */
export function ownFile(project: ProjectId | null, prediction: PredictionId): string {
  return `${takesFolder(project)}/${prediction}.own.wav`;
}

/** Its copy at another rate (Hz). What is lost is made anew of the take. */
export function ratedFile(project: ProjectId | null, prediction: PredictionId, sampleRate: number): string {
  return `${takesFolder(project)}/${prediction}.${sampleRate}.wav`;
}

/** The project in whose folder a take or an original is, by its path within the library; null for a try's. */
export function projectOfFile(file: string): ProjectId | null {
  const id = /^(?:takes|originals)\/([1-9]\d*)\//u.exec(file)?.[1];
  return id === undefined ? null : projectIdSchema.parse(Number(id));
}

/** Folder of a project's audio as it was received; of the tries', where there is none. */
export function originalsFolder(project: ProjectId | null): string {
  return project === null ? 'originals/tries' : `originals/${project}`;
}

/** The audio of a prediction as it was received. Its name does not say what it is: its bytes do. */
export function originalFile(project: ProjectId | null, prediction: PredictionId): string {
  return `${originalsFolder(project)}/${prediction}.audio`;
}

/** A reference clip, by the hash of its content. */
export function clipFile(hash: string): string {
  return `references/${hash}.wav`;
}
