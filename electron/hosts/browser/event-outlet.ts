import type { EventPayload, StudioEvent } from '../../contract/events.ts';
import { Scope, type Release } from '../../scope/scope.ts';
import type { ProjectId } from '../../contract/ids.ts';

/** Milliseconds between two reports of the same progress. */
const interval = 100;

type ProgressEvent = Extract<StudioEvent, { name: 'narration' | 'export' }>;

/** One narration or export, as far as it was told. */
interface Course {
  /** What is still to be told, in order, no two neighbours of one state. */
  held: ProgressEvent[];
  toldState: string | null;
  toldAt: number;
  /** Calls off what is to be told later. */
  callOff: Release | null;
}

/**
 * Passes events on at a pace that a listener can follow. Progress is told at most ten times a second, a change of state
 * at once, and the last word always. While the listener is behind, only the newest of every state is kept; changed
 * chunks, predictions and exports are kept as changed projects, tries as changed voices, and the last settings: what waits for a slow listener does
 * not grow with time.
 */
export class EventOutlet {
  readonly #send: (event: StudioEvent) => void;
  readonly #isBehind: () => boolean;
  readonly #timers = new Scope();
  readonly #courses = new Map<string, Course>();
  readonly #changed = new Set<ProjectId>();
  #voicesChanged = false;
  #settings: EventPayload<'settings'> | null = null;

  constructor(send: (event: StudioEvent) => void, isBehind: () => boolean) {
    this.#send = send;
    this.#isBehind = isBehind;
  }

  /** Tells an event, now or when its time has come. */
  offer(event: StudioEvent): void {
    if (event.name === 'narration' || event.name === 'export') this.#offerProgress(event);
    else if (this.#isBehind()) this.#remember(event);
    else this.#send(event);
  }

  /** Tells what was held back; for when the listener has caught up. */
  catchUp(): void {
    if (this.#isBehind()) return;
    for (const [key, course] of this.#courses) this.#tell(key, course);
    for (const project of this.#changed) this.#send({ name: 'project', payload: { project } });
    this.#changed.clear();
    if (this.#voicesChanged) this.#send({ name: 'voices', payload: {} });
    this.#voicesChanged = false;
    if (this.#settings !== null) this.#send({ name: 'settings', payload: this.#settings });
    this.#settings = null;
  }

  /** Tells nothing any more. */
  close(): void {
    this.#timers.close();
    this.#courses.clear();
    this.#changed.clear();
    this.#voicesChanged = false;
    this.#settings = null;
  }

  #remember(event: Exclude<StudioEvent, ProgressEvent>): void {
    if (event.name === 'settings') {
      this.#settings = event.payload;
      return;
    }
    const project = projectOf(event);
    if (project === null) this.#voicesChanged = true;
    else this.#changed.add(project);
  }

  #offerProgress(event: ProgressEvent): void {
    const key = event.name === 'export' ? `export ${event.payload.export}` : event.name;
    const course = this.#courses.get(key) ?? { held: [], toldState: null, toldAt: 0, callOff: null };
    this.#courses.set(key, course);
    if (course.held.at(-1)?.payload.state === event.payload.state) course.held.pop();
    course.held.push(event);
    if (this.#isBehind()) return;
    const left = course.toldAt + interval - performance.now();
    if (event.payload.state !== course.toldState || left <= 0) this.#tell(key, course);
    else
      course.callOff ??= this.#timers.after(left, () => {
        this.#onTime(key, course);
      });
  }

  #onTime(key: string, course: Course): void {
    course.callOff = null;
    if (!this.#isBehind()) this.#tell(key, course);
  }

  #tell(key: string, course: Course): void {
    course.callOff?.();
    course.callOff = null;
    for (const event of course.held) {
      this.#send(event);
      course.toldState = event.payload.state;
      course.toldAt = performance.now();
    }
    course.held = [];
    // An export that has ended is never heard of again.
    if (key !== 'narration' && course.toldState !== 'running') this.#courses.delete(key);
  }
}

/** The project that an event is about; null when it is about the voices, or a try of one. */
function projectOf(event: Exclude<StudioEvent, ProgressEvent | { name: 'settings' }>): ProjectId | null {
  switch (event.name) {
    case 'voices':
      return null;
    case 'prediction':
      return event.payload.prediction.project?.id ?? null;
    case 'chunk':
    case 'project':
    case 'history':
    case 'exports':
      return event.payload.project;
  }
}
