import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { fewestChunkCharacters, mostChunkCharacters } from '../../electron/contract/chunk.ts';
import type { Settings } from '../../electron/contract/settings.ts';
import { keys, settingsQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { Button } from '../ui/button.tsx';
import { HostedFields } from '../ui/hosted-fields.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { ProblemNotice, problemOf, Waiting } from '../ui/notice.tsx';
import { RadioList } from '../ui/radio-list.tsx';
import { LibraryFolder } from './library-folder.tsx';
import { NewProjectsVoice } from './new-projects-voice.tsx';
import { NotificationField } from './notification-field.tsx';
import { PauseFields } from './pause-fields.tsx';
import { CostFields } from './replicate/cost-fields.tsx';
import { ReplicateSettings } from './replicate/replicate-settings.tsx';
import { SampleRateField } from './sample-rate-field.tsx';
import { SaveStatus } from './save-status.tsx';
import { SettingsSection } from './settings-section.tsx';
import styles from './settings.module.css';
import { useAutoSave } from './use-auto-save.ts';

/** The settings of the library and of this window. */
export function SettingsView(): ReactNode {
  const { client } = useStudio();
  const { data: settings, error, refetch } = useQuery(settingsQuery(client));
  const problem = problemOf(error);
  if (settings === undefined) {
    if (problem === null) return <Waiting label="Opening the settings" />;
    return (
      <div className={styles['view']}>
        <ProblemNotice problem={problem}>
          <Button onClick={() => void refetch()}>Try again</Button>
        </ProblemNotice>
      </div>
    );
  }
  return <SettingsForm settings={settings} />;
}

const themes: readonly { value: Settings['theme']; label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

function SettingsForm({ settings }: { settings: Settings }): ReactNode {
  const { client, host } = useStudio();
  const queries = useQueryClient();
  const { values, state, change, retry } = useAutoSave(settings, async (changed) => {
    queries.setQueryData(keys.settings, await client.call('settings.update', changed));
  });
  return (
    <div className={styles['view']}>
      <div className={styles['head']}>
        <h1 className={styles['title']}>Settings</h1>
        <SaveStatus state={state} retry={retry} />
      </div>
      <HostedFields>
        <SettingsSection title="Appearance">
          <RadioList
            inline
            label="Theme"
            value={values.theme}
            options={themes}
            onChange={(theme) => {
              change({ theme }, 0);
            }}
          />
        </SettingsSection>
        <SettingsSection
          title="Notifications"
          hint="When a narration or an export ends, or needs you, while you are elsewhere."
        >
          <NotificationField />
        </SettingsSection>
        <SettingsSection title="Library" hint="One folder holds your projects and all their audio.">
          <LibraryFolder />
        </SettingsSection>
        <SettingsSection
          title="Replicate"
          hint="StyleTTS 2 speaks there, over the internet, and your account there pays for it by the second. The draft voice needs none of this."
        >
          <ReplicateSettings />
          <CostFields values={values} onChange={change} />
        </SettingsSection>
        <SettingsSection title="Voice" hint="What new projects begin with; each can choose another.">
          <NewProjectsVoice voice={values.voice} onChange={change} />
        </SettingsSection>
        <SettingsSection title="Pauses" hint="The silence after each piece of text, for new projects.">
          <PauseFields
            pauses={values.pauses}
            onChange={(pauses, delay) => {
              change({ pauses }, delay);
            }}
          />
        </SettingsSection>
        <SettingsSection title="Sound" hint="What new projects begin with; each can choose another.">
          <SampleRateField
            value={values.sampleRate}
            onChange={(sampleRate) => {
              change({ sampleRate }, 0);
            }}
          />
        </SettingsSection>
        <SettingsSection title="Chunks" hint="The text is spoken in pieces of whole sentences.">
          <NumberField
            label="At most"
            hint="Shorter chunks are quicker to hear and to redo; longer ones flow better. For manuscripts you import from now on."
            unit="characters"
            value={values.chunkLimit}
            min={fewestChunkCharacters}
            max={mostChunkCharacters}
            step={1}
            onChange={(chunkLimit) => {
              change({ chunkLimit });
            }}
          />
        </SettingsSection>
      </HostedFields>
      <p className={styles['version']}>Lectern {host.version}</p>
    </div>
  );
}
