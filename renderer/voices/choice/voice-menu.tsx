import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { VoiceId } from '../../../electron/contract/ids.ts';
import type { Voice } from '../../../electron/contract/voice.ts';
import { go } from '../../app/navigation.ts';
import { voicesQuery } from '../../app/queries.ts';
import { useStudio } from '../../app/studio.tsx';
import { MenuChoice, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { voiceWords } from '../voice-words.ts';

/** The named voices in a menu, above them the way to have none of one's own. */
export function VoiceMenu(props: {
  label: string;
  /** What is followed without a voice of one's own: `As the book`. */
  follow: string;
  voice: VoiceId | null;
  /** Settings that it has from a take that was chosen, in the place of any voice. */
  own?: Voice | null;
  onChoose: (voice: VoiceId | null) => void;
}): ReactNode {
  const { client, engines } = useStudio();
  const { data: voices = [] } = useQuery(voicesQuery(client));
  const own = props.own ?? null;
  return (
    <>
      <MenuChoice
        label={props.label}
        value={own !== null ? 'own' : props.voice === null ? 'follow' : String(props.voice)}
        options={[
          ...(own === null
            ? []
            : [{ value: 'own', label: 'As the chosen take', hint: voiceWords(engines, own) }]),
          { value: 'follow', label: props.follow },
          ...voices.map(({ id, name, voice }) => ({
            value: String(id),
            label: name,
            hint: voiceWords(engines, voice),
          })),
        ]}
        onChange={(value) => {
          props.onChoose(voices.find(({ id }) => String(id) === value)?.id ?? null);
        }}
      />
      <MenuLine />
      <MenuItem
        onClick={() => {
          go({ view: 'voices', voice: voices.length === 0 ? 'new' : props.voice });
        }}
      >
        {voices.length === 0 ? 'Make a voice …' : 'Edit voices …'}
      </MenuItem>
    </>
  );
}
