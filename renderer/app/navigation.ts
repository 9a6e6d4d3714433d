import {
  predictionIdSchema,
  projectIdSchema,
  sectionIdSchema,
  voiceIdSchema,
  type PredictionId,
  type ProjectId,
  type SectionId,
  type VoiceId,
} from '../../electron/contract/ids.ts';
import { createStore } from './store.ts';

/** Where in the window the person is. */
export type Place =
  | { view: 'library' }
  | { view: 'project'; project: ProjectId; section: SectionId | null }
  /** The named voices; one of them, or a new one, laid open. */
  | { view: 'voices'; voice: VoiceId | 'new' | null }
  /** The predictions of this library, one of them laid open, or those of the account on Replicate. */
  | { view: 'predictions'; tab: 'library' | 'replicate'; prediction: PredictionId | null }
  | { view: 'settings' };

/** The address of a place, after the `#`. */
export function addressOf(place: Place): string {
  switch (place.view) {
    case 'library':
      return '#/';
    case 'voices':
      return place.voice === null ? '#/voices' : `#/voices/${place.voice}`;
    case 'predictions':
      if (place.tab === 'replicate') return '#/predictions/replicate';
      return place.prediction === null ? '#/predictions' : `#/predictions/${place.prediction}`;
    case 'settings':
      return '#/settings';
    case 'project': {
      const section = place.section === null ? '' : `/section/${place.section}`;
      return `#/project/${place.project}${section}`;
    }
  }
}

/** The place of an address; the library for one that means nothing. */
export function placeOf(address: string): Place {
  if (address === '#/settings') return { view: 'settings' };
  if (address === '#/voices/new') return { view: 'voices', voice: 'new' };
  const voices = /^#\/voices(?:\/(\d+))?$/u.exec(address);
  if (voices !== null) {
    const voice = voiceIdSchema.safeParse(Number(voices[1]));
    return { view: 'voices', voice: voice.success ? voice.data : null };
  }
  if (address === '#/predictions/replicate')
    return { view: 'predictions', tab: 'replicate', prediction: null };
  const predictions = /^#\/predictions(?:\/(\d+))?$/u.exec(address);
  if (predictions !== null) {
    const prediction = predictionIdSchema.safeParse(Number(predictions[1]));
    return { view: 'predictions', tab: 'library', prediction: prediction.success ? prediction.data : null };
  }
  const match = /^#\/project\/(\d+)(?:\/section\/(\d+))?$/u.exec(address);
  const project = projectIdSchema.safeParse(Number(match?.[1]));
  if (!project.success) return { view: 'library' };
  const section = sectionIdSchema.safeParse(Number(match?.[2]));
  return { view: 'project', project: project.data, section: section.success ? section.data : null };
}

/** The place that the address names now. */
export const place = createStore<Place>(placeOf(globalThis.location.hash));

globalThis.addEventListener('hashchange', () => {
  place.set(placeOf(globalThis.location.hash));
});

/** Goes to a place, as a step that Back undoes; `replace` corrects the present step instead. */
export function go(to: Place, { replace = false } = {}): void {
  const address = addressOf(to);
  if (address === globalThis.location.hash) return;
  if (replace) globalThis.history.replaceState(null, '', address);
  else globalThis.history.pushState(null, '', address);
  place.set(to);
}

globalThis.addEventListener('popstate', () => {
  place.set(placeOf(globalThis.location.hash));
});
