import { longestTitle } from '../../electron/contract/lengths.ts';
import { Menu } from '@base-ui/react/menu';
import { EllipsisVertical } from 'lucide-react';
import { memo, useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { SectionId } from '../../electron/contract/ids.ts';
import type { Section } from '../../electron/contract/project.ts';
import { IconButton } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { useLive } from '../ui/live.tsx';
import { HeadingQuestion, readsOtherwise } from './heading-question.tsx';
import styles from './section-list.module.css';
import { sectionState, sectionWords } from './section-words.ts';

/** What a row asks for. */
export interface SectionActions {
  choose: (section: SectionId) => void;
  include: (section: SectionId, included: boolean) => void;
  beginRename: (section: SectionId) => void;
  /** Ends renaming, by a key or by leaving the field; null leaves the title as it is. */
  rename: (section: SectionId, title: string | null, byKey: boolean) => void;
  moveBy: (section: Section, by: number) => void;
  /** Answers whether the heading of a renamed section is read as its title. */
  answer: (section: Section, read: boolean) => void;
}

/** One section in the list. */
export const SectionRow = memo(function SectionRow(props: {
  section: Section;
  /** Among the chapters; null when it is skipped. */
  number: number | null;
  chosen: boolean;
  renaming: boolean;
  /** Whether it was just renamed. */
  renamed: boolean;
  menu: Menu.Handle<Section>;
  actions: SectionActions;
}): ReactNode {
  const { section, number, chosen, renaming, menu, actions } = props;
  const { id, title, included } = section;
  const live = useLive();

  const press = (event: KeyboardEvent): void => {
    if (!live) return;
    const by = event.altKey ? moves[event.key] : undefined;
    if (by !== undefined) actions.moveBy(section, by);
    else if (event.key === 'F2') actions.beginRename(id);
    else return;
    event.preventDefault();
  };

  return (
    <li
      className={classes(styles['row'], chosen && styles['chosen'], !included && styles['skipped'])}
      data-state={included ? sectionState(section) : 'skipped'}
    >
      <input
        type="checkbox"
        className={styles['include']}
        aria-label={`Include ${title}`}
        title={included ? 'Read in the audiobook' : 'Skipped in the audiobook'}
        checked={included}
        disabled={!live}
        onChange={(event) => {
          actions.include(id, event.target.checked);
        }}
      />
      {renaming ? (
        <TitleField section={section} onEnd={actions.rename} />
      ) : (
        <button
          type="button"
          className={styles['choose']}
          data-section={id}
          aria-current={chosen ? 'page' : undefined}
          onClick={() => {
            actions.choose(id);
          }}
          onDoubleClick={() => {
            if (live) actions.beginRename(id);
          }}
          onKeyDown={press}
        >
          <span className={styles['number']}>{number ?? '–'}</span>
          <span className={styles['title']}>{title}</span>
          <span className={styles['words']}>{sectionWords(section)}</span>
        </button>
      )}
      <Menu.Trigger
        handle={menu}
        payload={section}
        render={<IconButton label={`More for ${title}`} className={styles['more']} />}
      >
        <EllipsisVertical size={16} aria-hidden />
      </Menu.Trigger>
      {props.renamed && !renaming && readsOtherwise(section) && (
        <HeadingQuestion
          section={section}
          onRead={() => {
            actions.answer(section, true);
          }}
          onKeep={() => {
            actions.answer(section, false);
          }}
        />
      )}
    </li>
  );
});

const moves: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

function TitleField({ section, onEnd }: { section: Section; onEnd: SectionActions['rename'] }): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const ended = useRef(false);
  useEffect(() => {
    // A menu that closes gives the focus back to its button first.
    const frame = requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.select();
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, []);
  const end = (title: string | null, byKey: boolean): void => {
    // Leaving the field follows upon either key.
    if (ended.current) return;
    ended.current = true;
    const wanted = title?.trim() ?? '';
    onEnd(section.id, wanted === '' || wanted === section.title ? null : wanted, byKey);
  };
  return (
    <input
      ref={field}
      className={styles['field']}
      aria-label={`Title of ${section.title}`}
      defaultValue={section.title}
      maxLength={longestTitle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          // Else it would also press the row's button, which gets the keyboard.
          event.preventDefault();
          end(event.currentTarget.value, true);
        }
        if (event.key === 'Escape') end(null, true);
      }}
      onBlur={(event) => {
        end(event.currentTarget.value, false);
      }}
    />
  );
}
