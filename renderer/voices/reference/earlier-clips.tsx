import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { clipUrl } from '../../../electron/contract/media.ts';
import type { Clip } from '../../../electron/contract/named-voice.ts';
import { clipsQuery } from '../../app/queries.ts';
import { useStudio } from '../../app/studio.tsx';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice, problemOf } from '../../ui/notice.tsx';
import { Sound } from '../sound/sound.tsx';
import { ClipVerdicts } from './clip-verdicts.tsx';
import styles from './reference.module.css';

/** The clips that were cut before, to be used again. */
export function EarlierClips({ onChoose }: { onChoose: (clip: Clip) => void }): ReactNode {
  const { client } = useStudio();
  const { data: clips, error } = useQuery(clipsQuery(client));
  const problem = problemOf(error);
  if (problem !== null) return <ProblemNotice problem={problem} />;
  if (clips === undefined || clips.length === 0) return null;
  return (
    <section className={styles['way']} aria-label="Clips of your library">
      <h3 className={styles['label']}>Clips of your library</h3>
      <ul className={styles['clips']}>
        {clips.map((clip) => (
          <li key={clip.hash} className={styles['clip']}>
            <div className={styles['clipHead']}>
              <p className={styles['name']}>{clip.name}</p>
              <Button
                aria-label={`Use ${clip.name}`}
                onClick={() => {
                  onChoose(clip);
                }}
              >
                Use
              </Button>
            </div>
            <Sound url={clipUrl(clip.hash)} label={clip.name} />
            <ClipVerdicts quality={clip.quality} faultsOnly />
          </li>
        ))}
      </ul>
    </section>
  );
}
