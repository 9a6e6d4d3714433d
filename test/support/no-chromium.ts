import { it } from 'vitest';
import { needChromium } from './chromium.ts';

// What the project `page` runs where there is no Chromium, so that its tests are not left out in silence.
it('components in Chromium (test/renderer/**/*.test.tsx)', (context) => {
  needChromium(context);
  throw new Error('Chromium is there: vitest.config.ts runs the tests of components in it.');
});
