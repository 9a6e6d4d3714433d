import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with a line that people and programs can read: `123 passed, 0 failed, 2 skipped`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandled.length, skipped: 0 };
    for (const module of modules) {
      // A file that could not even be loaded has no tests to count, and is a failure all the same.
      counts.failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'pending') counts.failed++;
        else counts[state]++;
        const note = test.result().state === 'skipped' ? skipReason(test) : undefined;
        if (note !== undefined) process.stdout.write(`skipped: ${test.fullName}: ${note}\n`);
      }
    }
    process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  }
}

function skipReason(test: { result(): { state: string; note?: string | undefined } }): string | undefined {
  return test.result().note;
}
