import type { ReactNode } from 'react';
import { clipUrl } from '../../../electron/contract/media.ts';
import type { Clip } from '../../../electron/contract/named-voice.ts';
import { Button } from '../../ui/button.tsx';
import { Sound } from '../sound/sound.tsx';
import { ClipVerdicts } from './clip-verdicts.tsx';
import styles from './reference.module.css';

/** A clip that was just cut: heard and judged before it is used. */
export function JudgedClip(props: { clip: Clip; onAgain: () => void; onUse: () => void }): ReactNode {
  const { clip } = props;
  const bad = clip.quality.verdicts.some(({ severity }) => severity === 'error');
  return (
    <div className={styles['ways']}>
      <p className={styles['name']}>{clip.name}</p>
      <Sound url={clipUrl(clip.hash)} label="the clip" />
      <ClipVerdicts quality={clip.quality} />
      <div className={styles['end']}>
        <Button onClick={props.onAgain}>Cut again</Button>
        <Button look={bad ? 'secondary' : 'primary'} onClick={props.onUse}>
          {bad ? 'Use it all the same' : 'Use this clip'}
        </Button>
      </div>
    </div>
  );
}
