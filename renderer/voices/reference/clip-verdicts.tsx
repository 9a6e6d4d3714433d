import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ClipQuality } from '../../../electron/contract/named-voice.ts';
import styles from './reference.module.css';

const signs = { error: CircleAlert, warning: TriangleAlert, good: CircleCheck } as const;
const signWords = { error: 'Not good enough', warning: 'Mind', good: 'Good' } as const;

/** How well a clip serves to copy a voice from, aspect by aspect. */
export function ClipVerdicts(props: {
  quality: ClipQuality;
  /** Leaves out what is good. */
  faultsOnly?: boolean;
}): ReactNode {
  const { quality, faultsOnly = false } = props;
  const verdicts = quality.verdicts.filter(({ severity }) => !faultsOnly || severity !== 'good');
  if (verdicts.length === 0) return null;
  return (
    <ul className={styles['verdicts']} aria-label="Quality of the clip">
      {verdicts.map(({ severity, aspect, message }) => {
        const Sign = signs[severity];
        return (
          <li key={aspect} className={styles[severity]}>
            <Sign size={16} aria-hidden />
            <span>
              <span className="visually-hidden">{signWords[severity]}: </span>
              {message}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
