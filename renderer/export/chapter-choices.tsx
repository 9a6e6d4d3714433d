import type { ReactNode } from 'react';
import type { SectionId } from '../../electron/contract/ids.ts';
import { clock, count } from '../ui/format.ts';
import { classes } from '../ui/classes.ts';
import type { ChapterChoice } from './export-summary.ts';
import styles from './export.module.css';

/** The chapters that can be exported, each to be left out or taken in again. */
export function ChapterChoices(props: {
  choices: readonly ChapterChoice[];
  leftOut: ReadonlySet<SectionId>;
  onChange: (leftOut: ReadonlySet<SectionId>) => void;
}): ReactNode {
  const { choices, leftOut, onChange } = props;
  const audible = choices.filter((choice) => choice.audible);
  const taken = audible.filter(({ id }) => !leftOut.has(id)).length;
  const toggle = (id: SectionId): void => {
    const changed = new Set(leftOut);
    if (!changed.delete(id)) changed.add(id);
    onChange(changed);
  };
  return (
    <fieldset className={styles['chapters']}>
      <legend className="visually-hidden">Chapters to export</legend>
      <label className={classes(styles['choice'], styles['all'])}>
        <input
          type="checkbox"
          ref={(box) => {
            if (box !== null) box.indeterminate = taken > 0 && taken < audible.length;
          }}
          checked={taken === audible.length}
          onChange={() => {
            onChange(taken === audible.length ? new Set(audible.map(({ id }) => id)) : new Set());
          }}
        />
        <span>
          {taken} of {count(choices.length, 'chapter')}
        </span>
      </label>
      <ul className={styles['list']}>
        {choices.map((choice) => (
          <li key={choice.id}>
            <label className={classes(styles['choice'], !choice.audible && styles['silent'])}>
              <input
                type="checkbox"
                checked={choice.audible && !leftOut.has(choice.id)}
                disabled={!choice.audible}
                onChange={() => {
                  toggle(choice.id);
                }}
              />
              <span className={styles['name']}>{choice.title}</span>
              <span className={styles['facts']}>{factsOf(choice)}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function factsOf({ audible, drafts, gaps, seconds }: ChapterChoice): string {
  if (!audible) return 'not narrated yet';
  const facts = [clock(seconds)];
  if (gaps > 0) facts.unshift(count(gaps, 'gap'));
  if (drafts > 0) facts.unshift(`${drafts.toLocaleString('en')} as draft`);
  return facts.join(' · ');
}
