import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { predictionStateSchema } from '../../../electron/contract/prediction.ts';
import { projectsQuery, type PredictionFilter } from '../../app/queries.ts';
import { useStudio } from '../../app/studio.tsx';
import { Select } from '../../ui/select.tsx';
import { stateNames } from '../prediction-words.ts';
import styles from '../predictions.module.css';

/** What stands for “whatever it is”. */
const any = 'any';

/** Which of the library's predictions are shown. */
export function Filters(props: {
  filter: PredictionFilter;
  onChange: (filter: PredictionFilter) => void;
}): ReactNode {
  const { filter, onChange } = props;
  const { client, engines: catalogue } = useStudio();
  const { data: projects = [] } = useQuery(projectsQuery(client));
  const states = predictionStateSchema.options.map((value) => ({ value, label: stateNames[value] }));
  const engines = catalogue.map(({ id, name }) => ({ value: id, label: name }));
  const { project, engine, state } = filter;
  return (
    <div role="group" aria-label="Show" className={styles['filters']}>
      <Select
        label="Book"
        value={project === undefined ? any : String(project)}
        options={[
          { value: any, label: 'Every book' },
          ...projects.map(({ id, title }) => ({ value: String(id), label: title })),
        ]}
        onChange={(value) => {
          const chosen = projects.find(({ id }) => String(id) === value);
          onChange({ ...without(filter, 'project'), ...(chosen && { project: chosen.id }) });
        }}
      />
      <Select
        label="Voice"
        value={engine ?? any}
        options={[{ value: any, label: 'Every voice' }, ...engines]}
        onChange={(value) => {
          onChange({ ...without(filter, 'engine'), ...(value !== any && { engine: value }) });
        }}
      />
      <Select
        label="State"
        value={state ?? any}
        options={[{ value: any, label: 'Every state' }, ...states]}
        onChange={(value) => {
          onChange({ ...without(filter, 'state'), ...(value !== any && { state: value }) });
        }}
      />
    </div>
  );
}

function without<Name extends keyof PredictionFilter>(
  filter: PredictionFilter,
  name: Name,
): Omit<PredictionFilter, Name> {
  const { [name]: _, ...rest } = filter;
  return rest;
}
