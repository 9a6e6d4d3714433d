import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { inject, onTestFinished, vi, type TestContext } from 'vitest';
import { catalogue } from '../../electron/engines/catalogue.ts';
import type { EngineKind } from '../../electron/engines/engine-kind.ts';
import { startBrowserServer } from '../../electron/hosts/browser/browser-server.ts';
import { openStudio, type Studio } from '../../electron/studio/open-studio.ts';
import { openPage } from './browser-studio.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { locations } from './test-studio.ts';

/** The built window of a studio in this process, in Chromium; all of it ends with the test, the studio apart. */
export async function windowOn(context: TestContext, studio: Studio, library: string): Promise<Page> {
  const renderer = pathToFileURL(path.join(inject('built'), 'renderer', path.sep));
  const server = await startBrowserServer({ studio, library, renderer, port: 0 });
  onTestFinished(() => server.close());
  const page = await openPage(context, server.url);
  page.setDefaultTimeout(10_000);
  return page;
}

/** The window of a studio on a new library that has one engine more than Lectern. */
export async function windowWithEngine(context: TestContext, kind: EngineKind): Promise<Page> {
  const folder = temporaryFolder();
  vi.stubEnv('LECTERN_CONFIG', path.join(folder, 'configuration'));
  const library = path.join(folder, 'library');
  const studio = await openStudio({ library, program: 'A test', locations, catalogue: [...catalogue, kind] });
  onTestFinished(() => studio.close());
  return windowOn(context, studio, library);
}
