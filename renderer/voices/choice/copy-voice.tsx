import { Menu } from '@base-ui/react/menu';
import { useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Voice } from '../../../electron/contract/voice.ts';
import { voicesQuery } from '../../app/queries.ts';
import { useStudio } from '../../app/studio.tsx';
import { Button } from '../../ui/button.tsx';
import { MenuItem, MenuPopup } from '../../ui/menu.tsx';

/** Takes over the settings of a named voice, where none can be followed; nothing when there are none. */
export function CopyVoice({ onCopy }: { onCopy: (voice: Voice) => void }): ReactNode {
  const { client } = useStudio();
  const { data: voices = [] } = useQuery(voicesQuery(client));
  if (voices.length === 0) return null;
  return (
    <div>
      <Menu.Root>
        <Menu.Trigger render={<Button />}>
          <Copy size={16} aria-hidden /> Copy a named voice …
        </Menu.Trigger>
        <MenuPopup>
          {voices.map(({ id, name, voice }) => (
            <MenuItem
              key={id}
              onClick={() => {
                onCopy(voice);
              }}
            >
              {name}
            </MenuItem>
          ))}
        </MenuPopup>
      </Menu.Root>
    </div>
  );
}
