import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { makeClient } from '../electron/contract/client.ts';
import { App } from './app/app.tsx';
import { ErrorBoundary } from './app/error-boundary.tsx';
import { followStudio } from './app/live-updates.ts';
import { StudioProvider } from './app/studio.tsx';
import { tellEndings } from './app/tell-endings.ts';
import { applyTheme } from './app/theme.ts';
import { keepEditsOn } from './editing/edit-drafts.ts';
import { connect } from './transport/connect.ts';
import { keepDraftsOn } from './voices/kept-drafts.ts';
import './ui/tokens.css';
import './ui/base.css';

const { connection, ticketFor } = connect();
const client = makeClient(connection.call);
const queries = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false } } });

const rootElement = document.getElementById('root');
if (rootElement === null) throw new Error('the page has no root');
const root = createRoot(rootElement);
applyTheme('system');
followStudio(connection, queries);
tellEndings(connection, client);

// Nothing can be shown before the host says what it is, and what speaks; a lost connection keeps trying by itself.
const host = await client.call('host.info', {});
const engines = await client.call('engines.list', {});
keepDraftsOn(() => globalThis.sessionStorage, host.library, engines);
// A correction is work: it outlives the window, too.
keepEditsOn(() => globalThis.localStorage, host.library);
root.render(
  <StrictMode>
    <ErrorBoundary>
      <QueryClientProvider client={queries}>
        <StudioProvider value={{ client, connection, host, engines, ticketFor }}>
          <App />
        </StudioProvider>
      </QueryClientProvider>
    </ErrorBoundary>
  </StrictMode>,
);
