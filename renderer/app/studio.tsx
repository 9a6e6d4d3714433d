import { createContext, useContext, type ReactNode } from 'react';
import type { Client, Connection } from '../../electron/contract/client.ts';
import type { ReadingPurpose, Ticket } from '../../electron/contract/calls.ts';
import type { EngineEntry } from '../../electron/contract/engine-entry.ts';
import type { HostInfo } from '../../electron/contract/host.ts';

/** What every part of the window reaches the studio through. */
export interface StudioAccess {
  client: Client;
  connection: Connection;
  host: HostInfo;
  /** Every way to speak. */
  engines: readonly EngineEntry[];
  /** A ticket to read a file that the person dropped or picked. */
  ticketFor: (file: File, purpose: ReadingPurpose) => Promise<Ticket>;
}

const context = createContext<StudioAccess | null>(null);

/** Gives the studio to everything inside. */
export function StudioProvider({ value, children }: { value: StudioAccess; children: ReactNode }): ReactNode {
  return <context.Provider value={value}>{children}</context.Provider>;
}

/** The studio around this component. */
export function useStudio(): StudioAccess {
  const value = useContext(context);
  if (value === null) throw new Error('useStudio outside of StudioProvider');
  return value;
}
