import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { sampleRates, type Project } from '../../electron/contract/project.ts';
import { keys } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { HostedFields } from '../ui/hosted-fields.tsx';
import { Notice } from '../ui/notice.tsx';
import { VoiceChoice } from '../voices/choice/voice-choice.tsx';
import { ChunkCutting } from './chunk-cutting.tsx';
import { PauseFields } from './pause-fields.tsx';
import { SampleRateField } from './sample-rate-field.tsx';
import { SaveStatus } from './save-status.tsx';
import styles from './settings.module.css';
import { useAutoSave } from './use-auto-save.ts';

/** The voice, the pauses and the sample rate of one project, saved as they are changed. */
export function ProjectVoice({ project }: { project: Project }): ReactNode {
  const { client } = useStudio();
  const queries = useQueryClient();
  const { id } = project;
  const { values, state, change, retry } = useAutoSave<
    Pick<Project, 'voice' | 'voiceId' | 'pauses' | 'sampleRate'>
  >(project, async ({ voice, voiceId, pauses, sampleRate }) => {
    const follows = voiceId !== null && voiceId !== undefined;
    const updated = await client.call('projects.update', {
      project: id,
      pauses,
      sampleRate: sampleRates.find((rate) => rate === sampleRate),
      voiceId: follows ? voiceId : undefined,
      voice: follows ? undefined : voice,
    });
    queries.setQueryData(keys.project(id), updated);
  });
  return (
    <div className={styles['sheet']}>
      <HostedFields>
        <section className={styles['fields']} aria-label="Voice">
          <h3 className={styles['subhead']}>Voice</h3>
          <VoiceChoice chosen={values} onChange={change} />
          <Notice>
            Chunks spoken with another voice or other settings are spoken again when you next narrate. Nothing
            is deleted: change back, and what was spoken before is used again.
          </Notice>
        </section>
        <section className={styles['fields']} aria-label="Pauses">
          <h3 className={styles['subhead']}>Pauses</h3>
          <PauseFields
            pauses={values.pauses}
            onChange={(pauses, delay) => {
              change({ pauses }, delay);
            }}
          />
        </section>
        <section className={styles['fields']} aria-label="Chunks">
          <h3 className={styles['subhead']}>Chunks</h3>
          <ChunkCutting project={project} engine={values.voice.engine} />
        </section>
        <section className={styles['fields']} aria-label="Sound">
          <h3 className={styles['subhead']}>Sound</h3>
          <SampleRateField
            value={values.sampleRate}
            onChange={(sampleRate) => {
              change({ sampleRate }, 0);
            }}
          />
          <Notice>
            The voices speak at rates of their own: StyleTTS 2 at 24 kHz. Another rate is for whoever wants it
            so. What was spoken is copied at it, which takes a while, and is not spoken again.
          </Notice>
        </section>
      </HostedFields>
      <div className={styles['sheetStatus']}>
        <SaveStatus state={state} retry={retry} />
      </div>
    </div>
  );
}
