import { useState, type ReactNode } from 'react';
import type { ReplicateAccount } from '../../electron/contract/replicate.ts';
import { useCall } from '../app/queries.ts';
import { Button } from '../ui/button.tsx';
import type { FieldFault } from '../ui/fault.tsx';
import { ProblemNotice, problemOf } from '../ui/notice.tsx';
import { RadioList } from '../ui/radio-list.tsx';
import { TextField } from '../ui/text-field.tsx';
import { shortVersion, versionOf } from './model-version.ts';
import { VersionDifferences } from './version-differences.tsx';
import styles from './voice-editor.module.css';

type Choice = 'ours' | 'newest' | 'other';

/** Which version of the model speaks: Lectern's own, the newest as the service tells it, or any by its id. */
export function ModelVersionField(props: {
  /** The id of the engine whose model it is. */
  engine: string;
  /** Null for Lectern's own. */
  version: string | null;
  onChange: (version: string | null) => void;
}): ReactNode {
  const { engine, version, onChange } = props;
  const check = useCall('replicate.check');
  // What is being typed where an id of one's own is wanted, as long as the version is the one that it led to.
  const [entry, setEntry] = useState<{ text: string; version: string | null } | null>(null);
  const typed = entry?.version === version ? entry.text : null;
  const newest = newestOf(check.data);
  const choice = choiceOf(version, newest, typed);
  const choose = (chosen: Choice): void => {
    setEntry(chosen === 'other' ? { text: version ?? '', version } : null);
    if (chosen === 'ours') onChange(null);
    if (chosen === 'newest' && newest !== null) onChange(newest);
  };
  return (
    <>
      <RadioList
        label="Version of the model"
        value={choice}
        options={[
          {
            value: 'ours',
            label: 'Lectern’s own',
            hint: 'The one that Lectern was made for and tried with.',
          },
          ...(newest === null
            ? []
            : [
                {
                  value: 'newest' as const,
                  label: `The newest (${shortVersion(newest)})`,
                  hint: 'As Replicate told just now.',
                },
              ]),
          { value: 'other', label: 'Another', hint: 'Any that the model has, by its id.' },
        ]}
        onChange={choose}
      />
      {choice === 'other' && (
        <IdField
          text={typed ?? version ?? ''}
          kept={version}
          onChange={(text) => {
            const meant = versionOf(text);
            setEntry({ text, version: meant ?? version });
            if (meant !== null && meant !== version) onChange(meant);
          }}
        />
      )}
      <p className={styles['hint']}>
        Another version may sound otherwise, or want other settings. What was spoken with one is spoken again
        when you narrate with another; nothing is deleted.
      </p>
      <div>
        <Button
          disabled={check.isPending}
          onClick={() => {
            check.mutate({ engine });
          }}
        >
          {check.isPending ? 'Asking Replicate …' : 'Ask for the newest version'}
        </Button>
      </div>
      <div role="status">{check.data !== undefined && <VersionDifferences account={check.data} />}</div>
      <Refusal error={check.error} />
    </>
  );
}

function IdField(props: { text: string; kept: string | null; onChange: (text: string) => void }): ReactNode {
  const { text, kept, onChange } = props;
  return (
    <TextField
      label="Id of the version"
      hint="64 characters, as the model’s page on Replicate lists them under Versions."
      value={text}
      maxLength={200}
      fault={faultOf(text, kept)}
      onChange={onChange}
    />
  );
}

function faultOf(text: string, kept: string | null): FieldFault | undefined {
  if (versionOf(text) !== null) return undefined;
  const until = `Until then, ${kept === null ? 'Lectern’s own' : shortVersion(kept)} speaks.`;
  return text.trim() === ''
    ? { severity: 'warning', message: `Type an id in. ${until}` }
    : { severity: 'error', message: `That is no id yet: it has 64 digits and letters from a to f. ${until}` };
}

function Refusal({ error }: { error: unknown }): ReactNode {
  const problem = problemOf(error);
  return problem === null ? null : <ProblemNotice problem={problem} />;
}

/** The newest version where it is another than Lectern's own. */
function newestOf(account: ReplicateAccount | undefined): string | null {
  return account === undefined || account.isOurVersion ? null : account.latestVersion;
}

function choiceOf(version: string | null, newest: string | null, typed: string | null): Choice {
  if (typed !== null) return 'other';
  if (version === null) return 'ours';
  return version === newest ? 'newest' : 'other';
}
