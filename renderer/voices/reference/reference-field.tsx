import { useQuery } from '@tanstack/react-query';
import { AudioLines, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { clipUrl } from '../../../electron/contract/media.ts';
import type { Reference } from '../../../electron/contract/voice.ts';
import { clipsQuery } from '../../app/queries.ts';
import { useStudio } from '../../app/studio.tsx';
import { Button } from '../../ui/button.tsx';
import { Sound } from '../sound/sound.tsx';
import { ClipVerdicts } from './clip-verdicts.tsx';
import { ReferenceDialog } from './reference-dialog.tsx';
import styles from './reference.module.css';

/** The speech that a voice is copied from. */
export function ReferenceField(props: {
  reference: Reference | null;
  onChange: (reference: Reference | null) => void;
}): ReactNode {
  const { reference, onChange } = props;
  const [open, setOpen] = useState(false);
  return (
    <section className={styles['field']} aria-label="Reference">
      <div>
        <h3 className={styles['label']}>Reference</h3>
        <p className={styles['hint']}>
          A few seconds of speech whose voice is copied. Without one, the model’s own female voice speaks.
        </p>
      </div>
      {reference !== null && <Chosen reference={reference} />}
      <div className={styles['buttons']}>
        <Button
          onClick={() => {
            setOpen(true);
          }}
        >
          <AudioLines size={16} aria-hidden />{' '}
          {reference === null ? 'Choose a reference …' : 'Choose another …'}
        </Button>
        {reference !== null && (
          <Button
            look="quiet"
            onClick={() => {
              onChange(null);
            }}
          >
            <X size={16} aria-hidden /> No reference
          </Button>
        )}
      </div>
      <ReferenceDialog
        open={open}
        onClose={() => {
          setOpen(false);
        }}
        onChoose={(chosen) => {
          setOpen(false);
          onChange(chosen);
        }}
      />
    </section>
  );
}

function Chosen({ reference }: { reference: Reference }): ReactNode {
  const { client } = useStudio();
  const { data: clips } = useQuery(clipsQuery(client));
  if (reference.kind === 'url') return <p className={styles['address']}>{reference.url}</p>;
  const clip = clips?.find(({ hash }) => hash === reference.hash);
  return (
    <div className={styles['chosen']}>
      <p className={styles['name']}>{reference.name}</p>
      <Sound url={clipUrl(reference.hash)} label={`the reference ${reference.name}`} />
      {clip !== undefined && <ClipVerdicts quality={clip.quality} faultsOnly />}
    </div>
  );
}
