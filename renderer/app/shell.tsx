import { LibraryBig, ListChecks, MicVocal, Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConnectionState } from '../../electron/contract/client.ts';
import { NarrationBar } from '../narration/narration-bar.tsx';
import { Live } from '../ui/live.tsx';
import { place } from './navigation.ts';
import { PlaceLink } from './place-link.tsx';
import styles from './shell.module.css';
import { useStore } from './store.ts';
import { useConnectionState } from './use-connection-state.ts';

/** What is around every view: where one is, whether the studio answers, and the narration that runs. */
export function Shell({ children }: { children: ReactNode }): ReactNode {
  const here = useStore(place);
  const state = useConnectionState();
  return (
    <div className={styles['shell']}>
      <a
        className={styles['skip']}
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        Skip to the content
      </a>
      <header className={styles['bar']}>
        <PlaceLink className={styles['brand']} to={{ view: 'library' }} label="Lectern, to the library">
          <img className={styles['mark']} src="./icon.svg" alt="" />
          Lectern
        </PlaceLink>
        <nav className={styles['links']} aria-label="Main">
          <PlaceLink className={styles['link']} to={{ view: 'library' }} current={here.view === 'library'}>
            <LibraryBig size={18} aria-hidden /> <span className={styles['name']}>Library</span>
          </PlaceLink>
          <PlaceLink
            className={styles['link']}
            to={{ view: 'voices', voice: null }}
            current={here.view === 'voices'}
          >
            <MicVocal size={18} aria-hidden /> <span className={styles['name']}>Voices</span>
          </PlaceLink>
          <PlaceLink
            className={styles['link']}
            to={{ view: 'predictions', tab: 'library', prediction: null }}
            current={here.view === 'predictions'}
          >
            <ListChecks size={18} aria-hidden /> <span className={styles['name']}>Predictions</span>
          </PlaceLink>
          <PlaceLink className={styles['link']} to={{ view: 'settings' }} current={here.view === 'settings'}>
            <Settings size={18} aria-hidden /> <span className={styles['name']}>Settings</span>
          </PlaceLink>
        </nav>
      </header>
      <LostConnection state={state} />
      <main id="main" className={styles['main']} tabIndex={-1}>
        <Live value={state === 'open'}>{children}</Live>
      </main>
      <Live value={state === 'open'}>
        <NarrationBar />
      </Live>
    </div>
  );
}

/** What a connection that does not stand means for the person. */
const connectionWords: Readonly<Record<Exclude<ConnectionState, 'open'>, string>> = {
  lost: 'The connection to Lectern was lost. Nothing that was finished is lost; this page tries to connect again.',
  restarted:
    'Lectern was started anew, and this page belongs to the one before. Nothing that was finished is lost: open the address that Lectern printed when it was started.',
};

function LostConnection({ state }: { state: ConnectionState }): ReactNode {
  return (
    <div role="status" className={state === 'open' ? undefined : styles['lost']}>
      {state !== 'open' && connectionWords[state]}
    </div>
  );
}
