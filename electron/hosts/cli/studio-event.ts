import type { EventName, EventPayload } from '../../contract/events.ts';
import type { Studio } from '../../studio/open-studio.ts';

/** The first event of this name that ends what it tells of. Listening begins at once, before the call that causes it. */
export function lastEvent<Name extends EventName>(
  studio: Studio,
  name: Name,
  isLast: (payload: EventPayload<Name>) => boolean,
): Promise<EventPayload<Name>> {
  return new Promise((resolve) => {
    const stop = studio.subscribe((event) => {
      if (event.name !== name) return;
      // An event of this name carries this name's payload.
      const payload = event.payload as EventPayload<Name>;
      if (!isLast(payload)) return;
      stop();
      resolve(payload);
    });
  });
}
