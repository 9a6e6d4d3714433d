import type { EventName, EventPayload, StudioEvent } from '../contract/events.ts';

/** Passes what the studio tells on to whoever listens. */
export class EventBus {
  readonly #listeners = new Set<(event: StudioEvent) => void>();

  /** Listens to every event; the answer stops listening. */
  subscribe(listener: (event: StudioEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Tells everyone who listens. */
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void {
    // A name and its own payload are one of the members of the union; the compiler cannot follow the generic there.
    const event = { name, payload } as StudioEvent;
    for (const listener of this.#listeners) listener(event);
  }
}
