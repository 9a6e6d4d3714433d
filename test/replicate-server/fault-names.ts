/** What a request is about; `file` and `account` stand for everything of their kind. */
export const endpoints = ['create', 'get', 'list', 'cancel', 'download', 'file', 'account'] as const;
/** See {@link endpoints}. */
export type Endpoint = (typeof endpoints)[number];

/**
 * When a fault acts: on the `address`, before anything else and whatever is asked there; `before` the request is
 * handled, so that nothing comes of it; `after`, on the answer alone; on the `prediction` that a create makes; on the
 * `audio` that is downloaded; on a `list`, all of its pages.
 */
export type Stage = 'address' | 'before' | 'after' | 'prediction' | 'audio' | 'list';

/** Every fault that can be asked for, and when it acts. */
export const faultStages = {
  'another-program': 'address',
  'drop-before-accept': 'before',
  'no-answer': 'before',
  'rate-limited': 'before',
  'credit-needed': 'before',
  'token-refused': 'before',
  'server-error': 'before',
  'service-unavailable': 'before',
  'not-found': 'before',
  'not-found-page': 'before',
  'drop-after-accept': 'after',
  'server-error-after-accept': 'after',
  delay: 'after',
  'lost-id': 'after',
  garbage: 'after',
  stuck: 'prediction',
  failed: 'prediction',
  aborted: 'prediction',
  'late-output': 'prediction',
  'output-expired': 'prediction',
  'output-array': 'prediction',
  'output-object': 'prediction',
  'output-two-addresses': 'prediction',
  'output-data-uri': 'prediction',
  'output-unknown': 'prediction',
  'output-empty': 'prediction',
  deleted: 'prediction',
  hidden: 'prediction',
  'created-off': 'prediction',
  'outrun-cancel': 'prediction',
  'truncated-audio': 'audio',
  'truncated-anywhere': 'audio',
  'truncated-unannounced': 'audio',
  'short-audio': 'audio',
  'html-audio': 'audio',
  'wrong-length': 'audio',
  'empty-audio': 'audio',
  'url-expired': 'audio',
  'stalled-audio': 'audio',
  'unanswered-audio': 'audio',
  'partial-audio': 'audio',
  'partial-audio-unranged': 'audio',
  'half-audio': 'audio',
  'list-lacks': 'list',
  'list-unordered': 'list',
  'list-repeats': 'list',
  'list-number-strings': 'list',
  'list-without-inputs': 'list',
  'list-null-inputs': 'list',
  'list-created-off': 'list',
} as const satisfies Record<string, Stage>;

/** See {@link faultStages}. */
export type FaultName = keyof typeof faultStages;
/** The faults that act at a stage. */
export type NameAt<S extends Stage> = {
  [Name in FaultName]: (typeof faultStages)[Name] extends S ? Name : never;
}[FaultName];
/** A fault of the audio. */
export type AudioFault = NameAt<'audio'>;
/** What an output can be instead of an address. */
export type OutputShape = Exclude<Extract<FaultName, `output-${string}`>, 'output-expired'>;
/** A fault of the lists. */
export type ListFault = NameAt<'list'>;
