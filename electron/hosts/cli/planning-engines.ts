import type { ConnectionStore } from '../../connection/connection-store.ts';
import { LecternError } from '../../contract/problem.ts';
import type { EngineKind } from '../../engines/engine-kind.ts';
import { Engines } from '../../engines/engines.ts';
import { defaultPatience } from '../../engines/services/replicate/patience.ts';
import type { Locations } from '../../studio/open-studio.ts';

/** Engines that prepare text and tell of themselves: nothing is asked of them that needs the library. */
export function planningEngines(
  catalogue: readonly EngineKind[],
  locations: Locations,
  connection: Pick<ConnectionStore, 'read'>,
): Engines {
  return new Engines(
    catalogue.map((kind) =>
      kind.create({
        locations,
        connection: () => connection.read(),
        readReference: () =>
          Promise.reject(
            new LecternError('not-found', 'A plan reads no reference.', 'Narrate the book instead.'),
          ),
        expectedSeconds: () => null,
        patience: defaultPatience,
      }),
    ),
  );
}
