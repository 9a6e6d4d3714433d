import process from 'node:process';
import { toProblem, type LecternError } from '../../electron/contract/problem.ts';
import { exitCodeOf } from '../../electron/hosts/shared/exit-code.ts';
import { misused } from '../../electron/hosts/shared/misused.ts';
import { parseOptions, plainNumber } from '../../electron/hosts/shared/options.ts';
import { greeting, help, usualPort } from './help.ts';
import { defaultOptions, realRateLimit, type ReplicateServerOptions } from './options.ts';
import { startReplicateServer } from './replicate-server.ts';

// The server as a program of its own: see help.ts.

const options = {
  port: { type: 'string' },
  token: { type: 'string' },
  voice: { type: 'string' },
  format: { type: 'string' },
  speed: { type: 'string' },
  'base-path': { type: 'string' },
  'clock-ahead': { type: 'string' },
  'other-token': { type: 'string' },
  'no-blemishes': { type: 'boolean' },
  'no-limits': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

try {
  await run(process.argv.slice(2));
} catch (thrown) {
  const { code, message, action } = toProblem(isPortTaken(thrown) ? portTaken() : thrown);
  process.stderr.write(`${message} ${action}\n`);
  process.exitCode = exitCodeOf(code);
}

async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseOptions(args, options);
  if (positionals.length > 0) throw misused(`“${positionals.join(' ')}” is not an option.`);
  if (values.help === true) {
    process.stdout.write(help);
    return;
  }
  const speed = number('speed', values.speed ?? '1', 'a number above 0', (value) => value > 0);
  const isPort = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 65_535;
  const server = await startReplicateServer({
    port: number('port', values.port ?? String(usualPort), 'a whole number up to 65535', isPort),
    voice: choice('voice', values.voice, ['draft', 'tone']),
    format: choice('format', values.format, ['mp3', 'wav']),
    setupSeconds: defaultOptions.setupSeconds / speed,
    secondsPerCharacter: defaultOptions.secondsPerCharacter / speed,
    clockAhead: number('clock-ahead', values['clock-ahead'] ?? '0', 'seconds', Number.isFinite),
    ...(values['base-path'] === undefined ? {} : { basePath: basePath(values['base-path']) }),
    ...(values['other-token'] === undefined
      ? {}
      : { otherToken: token(values['other-token'], 'other-token') }),
    ...(values.token === undefined ? {} : { token: token(values.token) }),
    ...(values['no-blemishes'] === true ? { blemishes: false } : {}),
    ...(values['no-limits'] === true ? {} : { rateLimit: realRateLimit }),
  } satisfies ReplicateServerOptions);
  process.stdout.write(greeting(server.url, server.token));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close());
  }
}

function number(option: string, text: string, takes: string, isRight: (value: number) => boolean): number {
  const value = plainNumber(text);
  if (!isRight(value)) throw misused(`--${option} takes ${takes}, not “${text}”.`);
  return value;
}

function choice<Name extends string>(
  option: string,
  text: string | undefined,
  names: readonly [Name, ...Name[]],
): Name {
  const name = text === undefined ? names[0] : names.find((one) => one === text);
  if (name === undefined) throw misused(`--${option} takes ${names.join(' or ')}, not “${text ?? ''}”.`);
  return name;
}

function token(text: string, option = 'token'): string {
  if (!/^[\x21-\x7e]+$/u.test(text)) throw misused(`--${option} takes letters, digits and signs, no spaces.`);
  return text;
}

function basePath(text: string): string {
  if (!/^(?:\/[\w.~-]+)+$/u.test(text)) throw misused(`--base-path takes a path such as /v1, not “${text}”.`);
  return text;
}

function isPortTaken(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE';
}

function portTaken(): LecternError {
  return misused('The port is taken by another program: choose another one with --port.');
}
