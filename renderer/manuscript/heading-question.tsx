import type { ReactNode } from 'react';
import type { Section } from '../../electron/contract/project.ts';
import { Button } from '../ui/button.tsx';
import styles from './heading-question.module.css';

/** Whether a section that was renamed is still begun with other words than its title. */
export function readsOtherwise({ heading, title }: Pick<Section, 'heading' | 'title'>): boolean {
  return heading !== null && heading.trim() !== title.trim();
}

/** The question, in words. */
export function headingQuestion({ heading, title }: Pick<Section, 'heading' | 'title'>): string {
  return `It still begins with “${heading ?? ''}”. Read its heading as “${title}”, too?`;
}

/** Asks, below a chapter that was just renamed, whether its heading is read so, too. */
export function HeadingQuestion(props: {
  section: Section;
  onRead: () => void;
  onKeep: () => void;
}): ReactNode {
  const { section } = props;
  return (
    <div role="group" aria-label="The heading of the renamed chapter" className={styles['question']}>
      <p>{headingQuestion(section)}</p>
      <div className={styles['answers']}>
        <Button onClick={props.onRead}>Read it so</Button>
        <Button local look="quiet" onClick={props.onKeep}>
          Keep it
        </Button>
      </div>
    </div>
  );
}
