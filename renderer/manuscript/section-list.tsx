import { Menu } from '@base-ui/react/menu';
import { useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { ProjectId, SectionId } from '../../electron/contract/ids.ts';
import type { Section } from '../../electron/contract/project.ts';
import { MenuItem, MenuPopup } from '../ui/menu.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { headingQuestion, readsOtherwise } from './heading-question.tsx';
import styles from './section-list.module.css';
import { SectionRow, type SectionActions } from './section-row.tsx';
import { chapterNumbers } from './section-words.ts';
import { useSectionEdits } from './use-section-edits.ts';

/** The sections of a book in reading order: to choose, include, rename and move them. */
export function SectionList(props: {
  project: ProjectId;
  sections: readonly Section[];
  chosen: SectionId | null;
  onChoose: (section: SectionId) => void;
}): ReactNode {
  const { sections, chosen, onChoose } = props;
  const { update, move, problem } = useSectionEdits(props.project);
  const [renaming, setRenaming] = useState<SectionId | null>(null);
  const [renamed, setRenamed] = useState<SectionId | null>(null);
  const [told, setTold] = useState('');
  const [menu] = useState(() => Menu.createHandle<Section>());
  const { list, focusLater } = useFocusLater(sections, renaming, renamed);
  const numbers = chapterNumbers(sections);

  const moveBy = (section: Section, by: number): void => {
    const position = sections.findIndex(({ id }) => id === section.id) + by;
    if (position < 0 || position >= sections.length) return;
    focusLater(section.id);
    move(section.id, position);
    setTold(`${section.title}: moved to place ${position + 1} of ${sections.length}.`);
  };

  const latest = useRef<SectionActions>(null);
  latest.current = {
    choose: onChoose,
    include: (section, included) => {
      update({ section, included });
    },
    beginRename: setRenaming,
    rename: (section, title, byKey) => {
      setRenaming(null);
      if (title !== null) {
        update({ section, title });
        setRenamed(section);
        const heading = sections.find(({ id }) => id === section)?.heading ?? null;
        if (readsOtherwise({ heading, title })) setTold(headingQuestion({ heading, title }));
      }
      if (byKey) focusLater(section);
    },
    moveBy,
    answer: ({ id, title }, read) => {
      setRenamed(null);
      focusLater(id);
      if (read) update({ section: id, title, heading: true });
    },
  };
  // The same for every render, so that rows that did not change are not rendered again.
  const [actions] = useState<SectionActions>(() => ({
    choose: (id) => latest.current?.choose(id),
    include: (id, included) => latest.current?.include(id, included),
    beginRename: (id) => latest.current?.beginRename(id),
    rename: (id, title, byKey) => latest.current?.rename(id, title, byKey),
    moveBy: (section, by) => latest.current?.moveBy(section, by),
    answer: (section, read) => latest.current?.answer(section, read),
  }));

  return (
    <nav aria-label="Sections" className={styles['sections']}>
      {problem !== null && <ProblemNotice problem={problem} />}
      <div role="status" className="visually-hidden">
        {told}
      </div>
      <ol ref={list}>
        {sections.map((section) => (
          <SectionRow
            key={section.id}
            section={section}
            number={numbers.get(section.id) ?? null}
            chosen={section.id === chosen}
            renaming={section.id === renaming}
            renamed={section.id === renamed}
            menu={menu}
            actions={actions}
          />
        ))}
      </ol>
      <Menu.Root handle={menu}>
        {({ payload: section }) => (
          <MenuPopup>
            {section !== undefined && <SectionMenu section={section} sections={sections} actions={actions} />}
          </MenuPopup>
        )}
      </Menu.Root>
    </nav>
  );
}

function SectionMenu(props: {
  section: Section;
  sections: readonly Section[];
  actions: SectionActions;
}): ReactNode {
  const { section, sections, actions } = props;
  return (
    <>
      <MenuItem
        keys="F2"
        onClick={() => {
          actions.beginRename(section.id);
        }}
      >
        Rename
      </MenuItem>
      <MenuItem
        keys="Alt ↑"
        disabled={sections[0]?.id === section.id}
        onClick={() => {
          actions.moveBy(section, -1);
        }}
      >
        Move up
      </MenuItem>
      <MenuItem
        keys="Alt ↓"
        disabled={sections.at(-1)?.id === section.id}
        onClick={() => {
          actions.moveBy(section, 1);
        }}
      >
        Move down
      </MenuItem>
    </>
  );
}

/** Keeps the keyboard where it was when a row is put elsewhere, or its field is gone. */
function useFocusLater(
  sections: readonly Section[],
  renaming: SectionId | null,
  renamed: SectionId | null,
): { list: RefObject<HTMLOListElement | null>; focusLater: (section: SectionId) => void } {
  const list = useRef<HTMLOListElement>(null);
  const wanted = useRef<SectionId | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-section="${wanted.current}"]`)?.focus();
    wanted.current = null;
  }, [sections, renaming, renamed]);
  const focusLater = (section: SectionId): void => {
    wanted.current = section;
  };
  return { list, focusLater };
}
