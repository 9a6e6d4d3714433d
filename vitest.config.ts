import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { chromiumFlags, findChromium } from './test/support/find-chromium.ts';
import { takeMedia } from './test/support/take-media.ts';

/** Tests of what is built: they wait for a build, which the others can do without. */
const ofTheBuild = [
  'test/window/**/*.test.ts',
  'test/package/**/*.test.ts',
  'test/hosts/browser/run-browser-host.test.ts',
  'test/e2e/window/**/*.test.ts',
  'test/e2e/built.test.ts',
];

/** Tests that take long: real books, kills, soaks, every view in every theme. `npm test` leaves them to `test:books`. */
const longer = [
  'test/books/**/*.test.ts',
  'test/e2e/interruptions.test.ts',
  'test/e2e/full-disk.test.ts',
  'test/chunking/speed.test.ts',
  'test/manuscript/speed.test.ts',
  'test/studio/paid-attacks.test.ts',
  'test/studio/pickup-retry.test.ts',
  'test/studio/owed-audio.test.ts',
  'test/studio/believed-files.test.ts',
  'test/studio/changed-takes.test.ts',
  'test/studio/interruption.test.ts',
  'test/studio/two-services.test.ts',
  'test/studio/reading-limits.test.ts',
  'test/studio/random-walk.test.ts',
  'test/studio/replicate-faults.test.ts',
  'test/studio/voices.test.ts',
  'test/studio/kept-promises.test.ts',
  'test/studio/media.test.ts',
  'test/studio/takes-of-chunk.test.ts',
  'test/studio/book-edits.test.ts',
  'test/studio/cut-anew.test.ts',
  'test/e2e/styletts2.test.ts',
  'test/studio/predictions.test.ts',
  'test/studio/sample-rate.test.ts',
  'test/studio/formats.test.ts',
  'test/studio/export-target.test.ts',
  'test/library/version-*.test.ts',
  'test/library/lost-database.test.ts',
  'test/library/older-database.test.ts',
  'test/library/paths.test.ts',
  'test/library/hostile-rows.test.ts',
  'test/e2e/migration.test.ts',
  'test/e2e/development.test.ts',
];
const longerOfTheBuild = [
  'test/e2e/window/accessibility.test.ts',
  'test/e2e/window/dying-host.test.ts',
  'test/e2e/built.test.ts',
  'test/window/connection.test.ts',
  'test/window/project-sheet.test.ts',
  'test/window/ending.test.ts',
  'test/window/predictions.test.ts',
  'test/window/repair.test.ts',
  'test/window/takes.test.ts',
  'test/window/truth.test.ts',
  'test/window/voices.test.ts',
  'test/window/journey.test.ts',
  'test/window/catalogue.test.ts',
  'test/window/formats.test.ts',
  'test/window/page-from-source.test.ts',
  'test/window/smoke.test.ts',
  'test/window/owed-audio.test.ts',
  'test/package/**/*.test.ts',
];

const quick = { testTimeout: 60_000 };
const slow = { testTimeout: 1_800_000 };
const globalSetup = ['test/support/build-once.ts'];

const chromium = findChromium();

/** Tests of components, which run in Chromium itself; where there is none, one that says so, or fails in CI. */
const page: TestProjectConfiguration =
  chromium === null
    ? { test: { ...quick, name: 'page', include: ['test/support/no-chromium.ts'] } }
    : {
        plugins: [react(), takeMedia()],
        // What is found on the way would load the page anew in the midst of a test.
        optimizeDeps: { entries: ['renderer/main.tsx', 'test/renderer/**/*.test.tsx'] },
        test: {
          name: 'page',
          include: ['test/renderer/**/*.test.tsx'],
          setupFiles: ['test/renderer/page/setup.ts'],
          // A component answers at once: what takes longer waits for something that never comes.
          testTimeout: 10_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: chromium, args: chromiumFlags } }),
            instances: [{ browser: 'chromium', viewport: { width: 1280, height: 800 } }],
          },
        },
      };

export default defineConfig({
  test: {
    reporters: ['default', './test/support/closing-line.ts'],
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...quick,
          name: 'source',
          include: ['test/**/*.test.ts'],
          exclude: [...ofTheBuild, ...longer],
        },
      },
      { test: { ...quick, name: 'built', globalSetup, include: ofTheBuild, exclude: longerOfTheBuild } },
      page,
      { test: { ...slow, name: 'books', include: longer } },
      { test: { ...slow, name: 'built-longer', globalSetup, include: longerOfTheBuild } },
    ],
  },
});
