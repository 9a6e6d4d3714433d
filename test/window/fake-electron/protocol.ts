import { app } from './app.ts';
import { command, show } from './stage.ts';

type Answer = (request: Request) => Response | Promise<Response>;

let answer: Answer | undefined;

/** Electron's `protocol`, for one scheme. */
export const protocol = {
  registerSchemesAsPrivileged(schemes: unknown): void {
    if (app.isReady) throw new Error('schemes can only be registered before the app is ready');
    show('schemes', schemes);
  },
  handle(_: string, handler: Answer): void {
    answer = handler;
  },
};

/** Asks the handler of the scheme. */
export async function answerScheme(request: Request): Promise<Response> {
  if (answer === undefined) throw new Error('nobody handles the scheme');
  return answer(request);
}

command('fetch', async (url, headers) => {
  const response = await answerScheme(
    new Request(String(url), { headers: headers as Record<string, string> }),
  );
  const body = Buffer.from(await response.arrayBuffer()).toString('latin1');
  return { status: response.status, headers: Object.fromEntries(response.headers), body };
});
