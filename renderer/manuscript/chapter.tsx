import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { ProjectId } from '../../electron/contract/ids.ts';
import type { Section } from '../../electron/contract/project.ts';
import { chunksQuery, keys, narrationQuery, useCall } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { NarrateButton } from '../narration/narrate-button.tsx';
import type { Narrate } from '../narration/use-narrate.ts';
import { TakesDialog } from '../takes/takes-dialog.tsx';
import { Button } from '../ui/button.tsx';
import { useLive } from '../ui/live.tsx';
import { EmptyState, ProblemNotice, problemOf, Waiting } from '../ui/notice.tsx';
import { ChapterVoice } from '../voices/choice/chapter-voice.tsx';
import { useVoiceNames } from '../voices/choice/use-voice-names.ts';
import { ChapterPlayer } from '../waveform/chapter-player.tsx';
import type { Player } from '../waveform/player.ts';
import styles from './chapter.module.css';
import { spokenNow } from './chunk-layout.ts';
import { ChunkList } from './chunk-list.tsx';
import { ChunkMenu, createChunkMenuHandle } from './chunk-menu.tsx';
import { draftHint, sectionWords } from './section-words.ts';
import { useChunkTools } from './use-chunk-tools.ts';

/** One section as text and sound. */
export function Chapter(props: {
  project: ProjectId;
  section: Section;
  /** Its number among the chapters; null when it is skipped. */
  number: number | null;
  player: Player<HTMLAudioElement>;
  narrate: Narrate;
}): ReactNode {
  const { project, section, player, narrate } = props;
  const { client } = useStudio();
  const chunks = useQuery(chunksQuery(client, project, section.id));
  const live = useLive();
  const narration = useQuery(narrationQuery(client)).data;
  const scroller = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const [menu] = useState(createChunkMenuHandle);
  const tools = useChunkTools(project, section.id, chunks.data ?? []);
  const voiceNames = useVoiceNames();
  const covered = useHeight(stage);
  const top = useHeight(head) + covered;
  const problem = problemOf(chunks.error);
  return (
    <div ref={scroller} className={styles['scroller']} tabIndex={-1}>
      <article className={styles['chapter']} aria-label={section.title}>
        <div ref={head}>
          <ChapterHead {...props} />
        </div>
        <div ref={stage} className={styles['stage']}>
          <ChapterPlayer player={player} project={project} section={section.id} empty={emptyWords(section)} />
        </div>
        {problem !== null && <ProblemNotice problem={problem} />}
        {chunks.isPending && <Waiting label="Opening the chapter …" />}
        {chunks.data?.length === 0 && (
          <EmptyState title="No text here">
            <p>This section of the manuscript is empty.</p>
          </EmptyState>
        )}
        {chunks.data !== undefined && chunks.data.length > 0 && (
          <ChunkList
            project={project}
            chunks={chunks.data}
            scroller={scroller}
            stage={stage}
            covered={covered}
            top={top}
            player={player}
            speaking={live ? (spokenNow(chunks.data, narration, narrate.single)?.id ?? null) : null}
            canRetry={narrate.busy === null}
            onUse={tools.use}
            menu={menu}
            voiceNames={voiceNames}
            onRetry={(chunk) => {
              narrate.start({ project, sections: [section.id], chunks: [chunk.id] });
            }}
          />
        )}
        <ChunkMenu
          menu={menu}
          project={project}
          section={section}
          chunks={chunks.data ?? []}
          tools={tools}
          narrate={narrate}
        />
        <TakesDialog
          project={project}
          section={section}
          chunk={chunks.data?.find(({ id }) => id === tools.takesOf)}
          narrate={narrate}
          onClose={tools.hideTakes}
        />
      </article>
    </div>
  );
}

function ChapterHead(props: {
  project: ProjectId;
  section: Section;
  number: number | null;
  narrate: Narrate;
}): ReactNode {
  const { project, section, number, narrate } = props;
  const include = useCall('sections.update', [keys.sections(project)]);
  const problem = problemOf(include.error);
  const hint = section.included ? draftHint(section.drafts) : null;
  return (
    <header className={styles['head']}>
      <div className={styles['heading']}>
        <p className={styles['kicker']}>{number === null ? 'Not in the audiobook' : `Chapter ${number}`}</p>
        <h2 className={styles['title']}>{section.title}</h2>
        <p className={styles['words']}>{sectionWords(section)}</p>
      </div>
      {section.included && section.chunks > 0 && <ChapterVoice project={project} section={section} />}
      {section.included ? (
        <NarrateButton
          label="Narrate chapter"
          whyNot={whyNot(section, narrate)}
          hint={hint}
          onClick={() => {
            narrate.start({ project, sections: [section.id] });
          }}
        />
      ) : (
        <Button
          onClick={() => {
            include.mutate({ section: section.id, included: true });
          }}
        >
          Include
        </Button>
      )}
      {hint !== null && (
        <p className={styles['hint']} aria-hidden>
          {hint}
        </p>
      )}
      {problem !== null && <ProblemNotice problem={problem} />}
    </header>
  );
}

/** Why a chapter cannot be narrated now; null when it can. */
function whyNot({ chunks, ready }: Section, { busy }: Narrate): string | null {
  if (chunks === 0) return 'There is nothing to speak in it.';
  if (ready === chunks) return 'All of it is narrated.';
  return busy;
}

/** What stands in the player's place while nothing can be heard. */
function emptyWords({ included, chunks }: Section): string {
  if (chunks === 0) return 'There is nothing to hear here: this section has no text that is spoken.';
  return included ? 'Narrate this chapter to hear it.' : 'Include this section and narrate it to hear it.';
}

/** Height of an element in pixels, kept up to date. */
function useHeight(element: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const measured = element.current;
    if (measured === null) return;
    const measure = (): void => {
      setHeight(measured.offsetHeight);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return height;
}
