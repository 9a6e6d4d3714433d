import { registerHooks } from 'node:module';

// `node --import` this: whoever imports `electron` gets the fake.
const fake = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) => next(specifier === 'electron' ? fake : specifier, context),
});
