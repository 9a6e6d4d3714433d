import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { thirdPartyNotices } from './third-party.ts';

// `node build/notices.ts [FOLDER]` writes THIRD-PARTY-NOTICES.md; with --check it fails when the file is not what it
// would write. Either way a package without its licence text is an error.

const folder = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
const root = path.resolve(folder ?? path.join(import.meta.dirname, '..'));
const target = path.join(root, 'THIRD-PARTY-NOTICES.md');

try {
  const notices = thirdPartyNotices(root);
  if (!process.argv.includes('--check')) writeFileSync(target, notices);
  else if (!existsSync(target) || readFileSync(target, 'utf8') !== notices) {
    throw new Error('THIRD-PARTY-NOTICES.md is out of date: run `npm run notices`.');
  }
} catch (thrown) {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  process.exitCode = 1;
}
