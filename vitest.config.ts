import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    reporters: ['default', './test/support/closing-line.ts'],
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'quick',
          globalSetup: ['test/support/build-once.ts'],
          include: ['test/**/*.test.ts'],
          exclude: ['test/books/**'],
          testTimeout: 60_000,
        },
      },
      // Real books, soaks and kills: minutes, not seconds.
      { test: { name: 'books', include: ['test/books/**/*.test.ts'], testTimeout: 1_800_000 } },
    ],
  },
});
