import { type MouseEvent, type ReactNode } from 'react';
import type { ProjectId } from '../../electron/contract/ids.ts';
import type { Chunk } from '../../electron/contract/project.ts';
import { tell } from '../history/told.ts';
import { classes } from '../ui/classes.ts';
import { setDraft } from './edit-drafts.ts';
import { whyNoSplit } from './edit-words.ts';
import { EditorFrame, endEditing } from './editor-frame.tsx';
import styles from './editor.module.css';
import { firstPlace, placeByKey, placeWords, splitPlaces } from './split-places.ts';
import { useChunkEdits } from './use-chunk-edits.ts';

/** Cuts a chunk in two at a place between its words that is pointed at, or gone to by the arrow keys. */
export function SplitEditor(props: { project: ProjectId; chunk: Chunk; at: number }): ReactNode {
  const { project, chunk } = props;
  const { text } = chunk;
  const { edit, pending, problem } = useChunkEdits(project, chunk.section);
  const places = splitPlaces(text);
  // Its text may have been changed elsewhere meanwhile.
  const known = places.indexOf(props.at);
  const index = known === -1 ? firstPlace(text, places) : known;
  const at = places[index] ?? 0;

  const moveTo = (target: number): void => {
    const place = places[target];
    if (place !== undefined) setDraft(chunk.id, { kind: 'split', at: place });
  };
  const save = (): void => {
    edit({ call: 'chunks.split', input: { chunk: chunk.id, at } }, () => {
      endEditing(chunk.id);
      tell('Split in two. Takes of the whole are kept: undo brings them back.');
    });
  };

  return (
    <EditorFrame
      chunk={chunk.id}
      label="Split this chunk"
      save="Split here"
      whyNot={whyNoSplit(places, { sayAs: chunk.sayAs, edited: false })}
      pending={pending}
      problem={problem}
      onSave={save}
    >
      <p className={styles['hint']}>
        Click between two words, or move the cut with the arrow keys; Enter splits.
      </p>
      <div
        role="slider"
        tabIndex={0}
        className={styles['split']}
        aria-label="Place of the cut"
        aria-valuemin={1}
        aria-valuemax={Math.max(1, places.length)}
        aria-valuenow={index + 1}
        aria-valuetext={placeWords(text, at)}
        onKeyDown={(event) => {
          if (event.altKey || event.ctrlKey || event.metaKey) return;
          const target = placeByKey(event.key, index, text, places);
          if (event.key === 'Enter') event.currentTarget.closest('form')?.requestSubmit();
          else if (target !== null) moveTo(target);
          else return;
          event.preventDefault();
        }}
        onClick={(event) => {
          const target = pointedAt(event);
          if (target !== null) moveTo(Math.min(places.length - 1, Math.max(0, target)));
        }}
      >
        {[0, ...places].map((start, segment) => (
          <span key={start} className={classes(start >= at && styles['second'])}>
            {segment === index + 1 && <span className={styles['cut']} aria-hidden />}
            <span data-segment={segment}>{text.slice(start, places[segment] ?? text.length)}</span>
          </span>
        ))}
      </div>
    </EditorFrame>
  );
}

/** The index of the place nearest to where a word was pointed at; null where nothing was. */
function pointedAt({ target, clientX, clientY }: MouseEvent): number | null {
  if (!(target instanceof HTMLElement)) return null;
  const segment = Number(target.dataset['segment'] ?? NaN);
  if (Number.isNaN(segment)) return null;
  const rects = [...target.getClientRects()];
  const line = rects.find(({ top, bottom }) => clientY >= top && clientY <= bottom) ?? rects[0];
  const isLeft = line !== undefined && clientX < line.left + line.width / 2;
  return isLeft ? segment - 1 : segment;
}
