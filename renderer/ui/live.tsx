import { createContext, useContext, type ReactNode } from 'react';

const context = createContext(true);

/** Says to everything inside whether the studio answers. Without it, it does. */
export function Live({ value, children }: { value: boolean; children: ReactNode }): ReactNode {
  return <context.Provider value={value}>{children}</context.Provider>;
}

/** Whether the studio answers: while it does not, nothing may look as if it went on, and what needs it is disabled. */
export function useLive(): boolean {
  return useContext(context);
}
