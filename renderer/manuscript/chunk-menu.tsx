import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import type { ChunkId, ProjectId } from '../../electron/contract/ids.ts';
import type { Chunk, Section } from '../../electron/contract/project.ts';
import type { Narrate } from '../narration/use-narrate.ts';
import { MenuItem, MenuLine, MenuPopup } from '../ui/menu.tsx';
import { ChunkVoiceItems } from '../voices/choice/chunk-voice.tsx';
import type { ChunkTool } from './chunk-tools.ts';
import type { ChunkTools } from './use-chunk-tools.ts';

/** What joins the menu with the button of each chunk. */
export type ChunkMenuHandle = Menu.Handle<ChunkId>;

/** A handle for one list of chunks. */
export const createChunkMenuHandle = (): ChunkMenuHandle => Menu.createHandle<ChunkId>();

/** The menu of a chunk: its takes, what can be edited of it, and which voice speaks it. */
export function ChunkMenu(props: {
  menu: ChunkMenuHandle;
  project: ProjectId;
  section: Section;
  chunks: readonly Chunk[];
  tools: ChunkTools;
  narrate: Narrate;
}): ReactNode {
  const { project, section, chunks, tools, narrate } = props;
  return (
    <Menu.Root handle={props.menu}>
      {({ payload }) => {
        const chunk = chunks.find(({ id }) => id === payload);
        return (
          <MenuPopup>
            {chunk !== undefined && (
              <>
                <Tool tool="takes" keys="T" chunk={chunk} tools={tools}>
                  Takes …
                </Tool>
                {chunk.state !== 'ready' && (
                  <MenuItem
                    disabled={narrate.busy !== null}
                    note={narrate.busy ?? undefined}
                    onClick={() => {
                      narrate.start({ project, sections: [section.id], chunks: [chunk.id] });
                    }}
                  >
                    Narrate this chunk
                  </MenuItem>
                )}
                <MenuLine />
                <Tool tool="correct" keys="F2" chunk={chunk} tools={tools}>
                  Correct the text
                </Tool>
                <Tool tool="say" keys="A" chunk={chunk} tools={tools}>
                  Say as …
                </Tool>
                <Tool tool="split" keys="S" chunk={chunk} tools={tools}>
                  Split …
                </Tool>
                <Tool tool="join" keys="J" chunk={chunk} tools={tools}>
                  Join with the next
                </Tool>
                <Tool tool="pause" keys="P" chunk={chunk} tools={tools}>
                  Pause after it …
                </Tool>
                <MenuLine />
                <ChunkVoiceItems project={project} section={section} chunk={chunk} narrate={narrate} />
              </>
            )}
          </MenuPopup>
        );
      }}
    </Menu.Root>
  );
}

function Tool(props: {
  tool: ChunkTool;
  keys: string;
  chunk: Chunk;
  tools: ChunkTools;
  children: ReactNode;
}): ReactNode {
  const { tool, keys, chunk, tools } = props;
  const whyNot = tools.whyNot(tool, chunk);
  return (
    <MenuItem
      keys={keys}
      disabled={whyNot !== null}
      note={whyNot ?? undefined}
      onClick={() => {
        tools.use(tool, chunk);
      }}
    >
      {props.children}
    </MenuItem>
  );
}
