import { Menu } from '@base-ui/react/menu';
import { EllipsisVertical } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { ProjectId } from '../../electron/contract/ids.ts';
import type { Chunk } from '../../electron/contract/project.ts';
import { ProblemWay } from '../app/problem-way.tsx';
import { ChunkEditor, replacesWords } from '../editing/chunk-editor.tsx';
import { ChunkMarks } from '../editing/chunk-marks.tsx';
import type { EditDraft } from '../editing/edit-drafts.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { gapBefore, isHeard, lookOf } from './chunk-layout.ts';
import styles from './chunk-list.module.css';
import type { ChunkMenuHandle } from './chunk-menu.tsx';
import { chunkKeyList, type ChunkTool } from './chunk-tools.ts';

/** How a chunk stands, as it is read out. */
const stateWords: Readonly<Record<Chunk['state'] | 'speaking', string>> = {
  ornament: 'skipped',
  missing: 'not spoken yet',
  failed: 'failed',
  draft: 'a draft, not yet in its own voice',
  ready: 'ready',
  speaking: 'being spoken',
};

/** What a row asks for. */
export interface ChunkActions {
  play: (chunk: Chunk) => void;
  retry: (chunk: Chunk) => void;
  use: (tool: ChunkTool, chunk: Chunk) => void;
}

/** One chunk as text. */
export const ChunkRow = memo(function ChunkRow(props: {
  project: ProjectId;
  chunk: Chunk;
  previous: Chunk | undefined;
  /** An edit of it that is not saved yet. */
  draft: EditDraft | undefined;
  heard: boolean;
  speaking: boolean;
  /** Whether Tab leads here. */
  reachable: boolean;
  canRetry: boolean;
  menu: ChunkMenuHandle;
  /** The name of the voice of its own; null when it follows its chapter. */
  voiceName: string | null;
  actions: ChunkActions;
}): ReactNode {
  const { chunk, draft, heard, actions, voiceName } = props;
  const look = lookOf(chunk);
  const state = props.speaking ? 'speaking' : chunk.state;
  const play = (): void => {
    // Whoever marks text to copy it does not want to hear it.
    if (globalThis.getSelection()?.isCollapsed !== false) actions.play(chunk);
  };
  return (
    <div
      className={classes(styles['chunk'], styles[look], styles[`after-${gapBefore(props.previous)}`])}
      data-state={state}
      data-heard={heard}
      data-row={chunk.id}
    >
      {draft !== undefined && replacesWords(draft) ? null : (
        <div className={styles['line']}>
          <Words look={look}>
            <span
              role="button"
              className={styles['words']}
              tabIndex={props.reachable ? 0 : -1}
              aria-disabled={!isHeard(chunk)}
              aria-current={heard ? 'true' : undefined}
              aria-keyshortcuts={look === 'ornament' ? undefined : chunkKeyList}
              data-chunk={chunk.id}
              onClick={play}
            >
              {look === 'ornament' ? <Ornament text={chunk.text} /> : chunk.text}
              <ChunkMarks chunk={chunk} />
              {voiceName !== null && <span className={styles['voice']}> {voiceName}</span>}
              <span className="visually-hidden"> ({stateWords[state]})</span>
            </span>
          </Words>
          {look !== 'ornament' && (
            <Menu.Trigger
              handle={props.menu}
              payload={chunk.id}
              tabIndex={props.reachable ? 0 : -1}
              render={<IconButton label="More for this chunk" className={styles['more']} />}
            >
              <EllipsisVertical size={16} aria-hidden />
            </Menu.Trigger>
          )}
        </div>
      )}
      {draft !== undefined && <ChunkEditor project={props.project} chunk={chunk} draft={draft} />}
      {chunk.state === 'failed' && !props.speaking && (
        <div className={styles['problem']}>
          <p>
            {chunk.problem?.message ?? 'It could not be spoken.'} {chunk.problem?.action}
          </p>
          {chunk.problem !== null && <ProblemWay problem={chunk.problem} />}
          <Button
            disabled={!props.canRetry}
            onClick={() => {
              actions.retry(chunk);
            }}
          >
            Retry
          </Button>
        </div>
      )}
    </div>
  );
});

function Words({ look, children }: { look: ReturnType<typeof lookOf>; children: ReactNode }): ReactNode {
  return look === 'heading' ? <h3>{children}</h3> : <p>{children}</p>;
}

function Ornament({ text }: { text: string }): ReactNode {
  return (
    <>
      <span className={styles['asterism']} title={text} aria-hidden>
        ⁂
      </span>
      <span className="visually-hidden">{text}</span>
    </>
  );
}
