import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import styles from './tabs.module.css';

/** A few views of one thing, one at a time. */
export function Tabs<Value extends string>(props: {
  label: string;
  value: Value;
  tabs: readonly { value: Value; label: string; panel: ReactNode }[];
  onChange: (value: Value) => void;
}): ReactNode {
  const { label, value, tabs, onChange } = props;
  return (
    <BaseTabs.Root
      className={styles['root']}
      value={value}
      onValueChange={(chosen) => {
        const tab = tabs.find((other) => other.value === chosen);
        if (tab !== undefined) onChange(tab.value);
      }}
    >
      <BaseTabs.List className={styles['list']} aria-label={label}>
        {tabs.map((tab) => (
          <BaseTabs.Tab key={tab.value} className={styles['tab']} value={tab.value}>
            {tab.label}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      {tabs.map((tab) => (
        <BaseTabs.Panel key={tab.value} className={styles['panel']} value={tab.value} tabIndex={-1}>
          {tab.panel}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}
