import type { TestStudio } from './test-studio.ts';

/** Resolves when a studio tells that an export has ended, however. */
export function endedExport({ studio }: Pick<TestStudio, 'studio'>): Promise<void> {
  return new Promise((resolve) => {
    const stop = studio.subscribe((event) => {
      if (event.name !== 'export' || event.payload.state === 'running') return;
      stop();
      resolve();
    });
  });
}
