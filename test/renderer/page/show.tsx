import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { onTestFinished } from 'vitest';
import { followStudio } from '../../../renderer/app/live-updates.ts';
import { StudioProvider } from '../../../renderer/app/studio.tsx';
import type { StudioInPage } from './studio-in-page.ts';

/** Shows a component as renderer/main.tsx shows the window, until the test is over; the answer shows another in its place. */
export function show(studio: StudioInPage, component: ReactNode): (other: ReactNode) => void {
  const place = document.createElement('div');
  document.body.append(place);
  const queries = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false } } });
  const root = createRoot(place);
  const stop = followStudio(studio.access.connection, queries);
  onTestFinished(() => {
    stop();
    root.unmount();
    queries.clear();
    place.remove();
  });
  const render = (shown: ReactNode): void => {
    root.render(
      <StrictMode>
        <QueryClientProvider client={queries}>
          <StudioProvider value={studio.access}>{shown}</StudioProvider>
        </QueryClientProvider>
      </StrictMode>,
    );
  };
  render(component);
  return render;
}
