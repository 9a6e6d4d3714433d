import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { LocateFixed } from 'lucide-react';
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import type { ChunkId, ProjectId, VoiceId } from '../../electron/contract/ids.ts';
import type { Chunk } from '../../electron/contract/project.ts';
import { useStore } from '../app/store.ts';
import { editDrafts, wantedFocus } from '../editing/edit-drafts.ts';
import { Button } from '../ui/button.tsx';
import type { Player } from '../waveform/player.ts';
import { estimateHeight, isHeard } from './chunk-layout.ts';
import styles from './chunk-list.module.css';
import type { ChunkMenuHandle } from './chunk-menu.tsx';
import { ChunkRow, type ChunkActions } from './chunk-row.tsx';
import { toolOf, type ChunkTool } from './chunk-tools.ts';
import { useFollowing } from './use-following.ts';

/** How many rows are kept ready beyond both edges, so that scrolling never shows an empty place. */
const overscan = 12;

/** The chunks of a chapter as running text; only those in sight are in the page. */
export function ChunkList(props: {
  project: ProjectId;
  chunks: readonly Chunk[];
  /** The element that scrolls. */
  scroller: RefObject<HTMLElement | null>;
  /** The player, and how much of the scroller's top it covers, in pixels. */
  stage: RefObject<HTMLElement | null>;
  covered: number;
  /** Where the list begins in it, in pixels. */
  top: number;
  player: Player;
  speaking: ChunkId | null;
  canRetry: boolean;
  onRetry: (chunk: Chunk) => void;
  onUse: (tool: ChunkTool, chunk: Chunk) => void;
  menu: ChunkMenuHandle;
  /** The names of the voices that chunks may have of their own. */
  voiceNames: ReadonlyMap<VoiceId, string>;
}): ReactNode {
  const { chunks, scroller, stage, player } = props;
  const heard = useStore(player.heard);
  const { playing } = useStore(player.playback);
  const list = useRef<HTMLOListElement>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const wantsFocus = useRef(false);
  const drafts = useStore(editDrafts);
  const wanted = useStore(wantedFocus);
  const heardIndex = heard === null ? -1 : chunks.findIndex(({ id }) => id === heard);
  const reachable = Math.min(chunks.length - 1, focused ?? Math.max(0, heardIndex));

  const virtualizer = useVirtualizer({
    count: chunks.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const chunk = chunks[index];
      return chunk === undefined
        ? 0
        : estimateHeight(chunk, chunks[index - 1], list.current?.clientWidth ?? 640);
    },
    getItemKey: (index) => chunks[index]?.id ?? index,
    overscan,
    scrollMargin: props.top,
    scrollPaddingStart: props.covered + 16,
    scrollPaddingEnd: 16,
    // The row that has the focus stays in the page, wherever it is scrolled to.
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range);
      return rows.includes(reachable) ? rows : [...rows, reachable].sort((a, b) => a - b);
    },
  });

  const following = useFollowing({ scroller, stage, list, virtualizer, index: heardIndex, playing });

  const actions = useActions({
    play: (chunk) => {
      if (!isHeard(chunk)) return;
      following.resume();
      player.playChunk(chunk.id);
    },
    retry: props.onRetry,
    use: props.onUse,
  });

  useEffect(() => {
    const index = wanted === null ? -1 : chunks.findIndex(({ id }) => id === wanted);
    if (wanted === null || index === -1) return;
    setFocused(index);
    // An editor takes the keyboard by itself.
    if (drafts.has(wanted)) return;
    wantedFocus.set(null);
    wantsFocus.current = true;
  }, [wanted, drafts, chunks]);

  // Whoever comes back later does not want the keyboard taken from where it is then.
  useEffect(
    () => () => {
      wantedFocus.set(null);
    },
    [],
  );

  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    focusRow(list.current, chunks[reachable]);
  });

  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const index = rowOf(event.target, chunks);
    if (index === -1 || event.altKey || event.ctrlKey || event.metaKey) return;
    const chunk = chunks[index];
    const target = targetOf(event.key, index, chunks.length);
    const tool = toolOf(event.key);
    if (event.key === 'Enter' && chunk !== undefined) actions.play(chunk);
    else if (tool !== null && chunk !== undefined && chunk.state !== 'ornament') actions.use(tool, chunk);
    else if (target !== null) {
      wantsFocus.current = true;
      following.pause();
      virtualizer.scrollToIndex(target);
      setFocused(target);
    } else return;
    event.preventDefault();
  };

  return (
    <>
      <ol
        ref={list}
        className={styles['list']}
        aria-label="Text"
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={press}
        onFocus={(event) => {
          // Also what is inside of a row keeps it in the page.
          const row = event.target.closest<HTMLElement>('[data-index]');
          const index = Number(row?.dataset['index'] ?? -1);
          if (index !== -1) setFocused(index);
        }}
      >
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const chunk = chunks[index];
          return chunk === undefined ? null : (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              aria-setsize={chunks.length}
              aria-posinset={index + 1}
              className={styles['row']}
              style={{ transform: `translateY(${start - props.top}px)` }}
            >
              <ChunkRow
                project={props.project}
                chunk={chunk}
                draft={drafts.get(chunk.id)}
                previous={chunks[index - 1]}
                heard={index === heardIndex}
                speaking={chunk.id === props.speaking}
                reachable={index === reachable}
                canRetry={props.canRetry}
                menu={props.menu}
                voiceName={chunk.voice === null ? null : (props.voiceNames.get(chunk.voice) ?? null)}
                actions={actions}
              />
            </li>
          );
        })}
      </ol>
      {playing && following.lost && (
        <div className={styles['back']}>
          <Button local onClick={following.resume}>
            <LocateFixed size={16} aria-hidden /> Back to what is heard
          </Button>
        </div>
      )}
    </>
  );
}

/** The same actions for every render, so that rows that did not change are not rendered again. */
function useActions(actions: ChunkActions): ChunkActions {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const [stable] = useState<ChunkActions>(() => ({
    play: (chunk) => {
      latest.current.play(chunk);
    },
    retry: (chunk) => {
      latest.current.retry(chunk);
    },
    use: (tool, chunk) => {
      latest.current.use(tool, chunk);
    },
  }));
  return stable;
}

/** The index of the chunk whose text an event came from; -1 for anything else. */
function rowOf(target: EventTarget, chunks: readonly Chunk[]): number {
  const id = target instanceof HTMLElement ? Number(target.dataset['chunk']) : NaN;
  return chunks.findIndex((chunk) => chunk.id === id);
}

function focusRow(list: HTMLElement | null, chunk: Chunk | undefined): void {
  list?.querySelector<HTMLElement>(`[data-chunk="${chunk?.id ?? ''}"]`)?.focus({ preventScroll: true });
}

/** Where a key leads from a row; null for a key that leads nowhere. */
function targetOf(key: string, index: number, length: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(length - 1, index + 1);
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return null;
  }
}
