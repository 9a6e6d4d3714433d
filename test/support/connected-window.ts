import path from 'node:path';
import type { Page } from 'playwright-core';
import type { TestContext } from 'vitest';
import { openConnection } from '../../electron/connection/connection-store.ts';
import type { ReplicateServer } from '../replicate-server/replicate-server.ts';
import { openPage, startBrowserHost, type BrowserHost } from './browser-studio.ts';
import { startFastServer } from './paid-studio.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A window whose Lectern has a token for a local Replicate. */
export interface Connected {
  server: ReplicateServer;
  host: BrowserHost;
  page: Page;
}

/** Opens a window whose Lectern has a token for a local Replicate, on a library in a folder of its own. */
export async function connected(
  context: TestContext,
  library = path.join(temporaryFolder(), 'library'),
): Promise<Connected> {
  const server = await startFastServer();
  const folder = path.dirname(library);
  const environment = { REPLICATE_API_TOKEN: server.token };
  const connection = await openConnection({ folder: path.join(folder, 'configuration'), environment });
  connection.update({ apiUrl: server.url });
  const host = await startBrowserHost(library, [], {
    REPLICATE_API_TOKEN: server.token,
  });
  const page = await openPage(context, host.url);
  page.setDefaultTimeout(10_000);
  return { server, host, page };
}

/** Chooses a file with the file chooser that a button opens. */
export async function pick(page: Page, button: string, name: string, content: Uint8Array): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
}
