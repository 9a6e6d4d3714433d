import { useQuery } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { DropZone } from '../library/drop-zone.tsx';
import { LibraryView } from '../library/library-view.tsx';
import { ProjectView } from '../manuscript/project-view.tsx';
import { PredictionsView } from '../predictions/predictions-view.tsx';
import { SettingsView } from '../settings/settings-view.tsx';
import { VoicesView } from '../voices/voices-view.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { place } from './navigation.ts';
import { settingsQuery } from './queries.ts';
import { Shell } from './shell.tsx';
import { useStore } from './store.ts';
import { useStudio } from './studio.tsx';
import { applyTheme } from './theme.ts';

/** The whole window. */
export function App(): ReactNode {
  useTheme();
  return (
    <Shell>
      <DropZone />
      <View />
    </Shell>
  );
}

function View(): ReactNode {
  const here = useStore(place);
  switch (here.view) {
    case 'library':
      return (
        <ErrorBoundary key="library">
          <LibraryView />
        </ErrorBoundary>
      );
    case 'project':
      return (
        <ErrorBoundary key={`project ${here.project}`}>
          <ProjectView project={here.project} section={here.section} />
        </ErrorBoundary>
      );
    case 'voices':
      return (
        <ErrorBoundary key="voices">
          <VoicesView voice={here.voice} />
        </ErrorBoundary>
      );
    case 'predictions':
      return (
        <ErrorBoundary key="predictions">
          <PredictionsView tab={here.tab} prediction={here.prediction} />
        </ErrorBoundary>
      );
    case 'settings':
      return (
        <ErrorBoundary key="settings">
          <SettingsView />
        </ErrorBoundary>
      );
  }
}

function useTheme(): void {
  const { client } = useStudio();
  const { data } = useQuery(settingsQuery(client));
  const theme = data?.theme ?? 'system';
  useEffect(() => applyTheme(theme), [theme]);
}
