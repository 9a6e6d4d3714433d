import { defineConfig } from 'vitest/config';

/** Tests of what is built: they wait for a build, which the others can do without. */
const ofTheBuild = [
  'test/window/**/*.test.ts',
  'test/package/**/*.test.ts',
  'test/host/run-browser-host.test.ts',
  'test/e2e/window/**/*.test.ts',
  'test/e2e/built.test.ts',
];

export default defineConfig({
  test: {
    reporters: ['default', './test/support/closing-line.ts'],
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'source',
          include: ['test/**/*.test.ts'],
          exclude: ['test/books/**', ...ofTheBuild],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'built',
          globalSetup: ['test/support/build-once.ts'],
          include: ofTheBuild,
          testTimeout: 60_000,
        },
      },
      // Real books, soaks and kills: minutes, not seconds.
      { test: { name: 'books', include: ['test/books/**/*.test.ts'], testTimeout: 1_800_000 } },
    ],
  },
});
