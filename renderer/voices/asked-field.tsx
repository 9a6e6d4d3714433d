import { useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AskedSetting } from '../../electron/contract/engine-entry.ts';
import type { Speaker } from '../../electron/contract/engine-state.ts';
import { languageName } from '../../electron/contract/languages.ts';
import type { Voice } from '../../electron/contract/voice.ts';
import { valueOf } from '../../electron/contract/voice-settings.ts';
import { speakersQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { Button } from '../ui/button.tsx';
import { Fault, type FieldFault } from '../ui/fault.tsx';
import { ProblemNotice, problemOf, Waiting } from '../ui/notice.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './voice-editor.module.css';

/** The engine's own choice, in a list; no value is empty. */
const ownChoice = '';

/** One of those that the engine tells of now, or, where it tells none, a name that is typed in. */
export function AskedField(props: {
  setting: AskedSetting;
  voice: Voice;
  hint: string;
  onChange: (value: string | null) => void;
}): ReactNode {
  const { setting, voice, hint, onChange } = props;
  const { client } = useStudio();
  const asked = useQuery(speakersQuery(client, voice, setting.id));
  const given = valueOf(voice, setting);
  const value = typeof given === 'string' ? given : null;
  const problem = problemOf(asked.error);
  return (
    <div className={styles['asked']}>
      {asked.isPending && <Waiting label={`Asking for ${setting.label.toLowerCase()} …`} />}
      {asked.data !== undefined && asked.data.length > 0 ? (
        <Told {...{ setting, value, hint, onChange }} told={asked.data} />
      ) : (
        !asked.isPending && (
          <TextField
            label={setting.label}
            hint={`${hint} ${problem === null ? 'The engine does not tell what there is: type a name in.' : ''}`.trim()}
            value={value ?? ''}
            maxLength={200}
            onChange={(typed) => {
              onChange(typed.trim() === '' ? null : typed);
            }}
          />
        )
      )}
      {problem !== null && <ProblemNotice problem={problem} />}
      <div>
        <Button
          disabled={asked.isFetching}
          onClick={() => {
            void asked.refetch();
          }}
        >
          <RefreshCw size={16} aria-hidden /> {asked.isFetching ? 'Asking …' : 'Ask again'}
        </Button>
      </div>
    </div>
  );
}

function Told(props: {
  setting: AskedSetting;
  value: string | null;
  hint: string;
  told: readonly Speaker[];
  onChange: (value: string | null) => void;
}): ReactNode {
  const { setting, value, hint, told, onChange } = props;
  const chosen = told.find((one) => one.value === value);
  const isMissing = value !== null && chosen === undefined;
  const options = [
    ...(setting.default === null ? [{ value: ownChoice, label: 'The engine’s own choice' }] : []),
    ...(isMissing ? [{ value, label: value }] : []),
    ...told.map((one) => ({ value: one.value, label: labelOf(one) })),
  ];
  const fault: FieldFault | undefined = isMissing
    ? { severity: 'error', message: `The engine does not have “${value}” now. Choose another.` }
    : undefined;
  return (
    <>
      <span className={styles['askedLabel']}>{setting.label}</span>
      <Select
        label={setting.label}
        value={value ?? ownChoice}
        options={options}
        onChange={(choice) => {
          onChange(choice === ownChoice ? null : choice);
        }}
      />
      <p className={styles['hint']}>{chosen === undefined || chosen.hint === '' ? hint : chosen.hint}</p>
      <Fault id={`${setting.id}-missing`} fault={fault} />
    </>
  );
}

function labelOf({ label, language }: Speaker): string {
  return language === null ? label : `${label} (${languageName(language)})`;
}
