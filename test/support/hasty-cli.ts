import { main } from '../../electron/hosts/cli/main.ts';
import { defaultPatience, hasten } from '../../electron/engines/services/replicate/patience.ts';

// Lectern's command line with a hundredth of its patience, for tests whose service is at fault all the time.
const entry = new URL('../../electron/cli.ts', import.meta.url).href;
const patience = { ...hasten(defaultPatience, 0.01), pace: 1, silence: 2, grace: defaultPatience.grace };
const console = { out: process.stdout, err: process.stderr };
process.exitCode ??= await main(process.argv.slice(2), entry, console, { patience });
