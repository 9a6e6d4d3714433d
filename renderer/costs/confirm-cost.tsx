import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { Forecast } from '../../electron/contract/narration.ts';
import { replicateQuery, settingsQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import type { Narrate } from '../narration/use-narrate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice, Waiting } from '../ui/notice.tsx';
import { TokenWanted } from '../voices/token-wanted.tsx';
import { CapField } from './cap-field.tsx';
import { roomyCap } from './caps.ts';
import styles from './costs.module.css';
import { forecastFacts, groundsWords } from './forecast-words.ts';

/** Asks before a narration that costs money: what it will take, and at what it shall pause. */
export function ConfirmCost({ narrate }: { narrate: Narrate }): ReactNode {
  const { client } = useStudio();
  const { offer } = narrate;
  const { data: settings } = useQuery({ ...settingsQuery(client), enabled: offer !== null });
  return (
    <Dialog open={offer !== null} onClose={narrate.decline} title="Narrate with StyleTTS 2">
      {offer !== null && settings === undefined && <Waiting label="Reckoning …" />}
      {offer !== null && settings !== undefined && (
        <Offer
          forecast={offer.forecast}
          presetCap={offer.cap === undefined ? settings.maxCost : offer.cap}
          onAccept={narrate.accept}
          onDecline={narrate.decline}
        />
      )}
    </Dialog>
  );
}

function Offer(props: {
  forecast: Forecast;
  presetCap: number | null;
  onAccept: (maxCost: number | null) => void;
  onDecline: () => void;
}): ReactNode {
  const { forecast, presetCap, onAccept, onDecline } = props;
  const { client } = useStudio();
  const { data: connection } = useQuery(replicateQuery(client));
  const [cap, setCap] = useState(presetCap);
  return (
    <div className={styles['sheet']}>
      <dl className={styles['facts']}>
        {forecastFacts(forecast).map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles['hint']}>{groundsWords(forecast)}</p>
      <CapField cap={cap} suggested={roomyCap(forecast.cost)} onChange={setCap} />
      {cap !== null && cap < forecast.cost && (
        <Notice kind="warning">That is less than the forecast: the narration will pause on its way.</Notice>
      )}
      <TokenWanted />
      <div className={styles['actions']}>
        <Button local onClick={onDecline}>
          Not now
        </Button>
        <Button
          look="primary"
          disabled={connection?.token === null}
          onClick={() => {
            onAccept(cap);
          }}
        >
          Narrate
        </Button>
      </div>
    </div>
  );
}
