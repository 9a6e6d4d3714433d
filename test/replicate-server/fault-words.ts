import { faultStages, type FaultName, type Stage } from './fault-names.ts';

/** What each fault does, for people. */
const words: Readonly<Record<FaultName, string>> = {
  'another-program': 'an HTML page with 404 for every path, whoever asks: this is no Replicate',
  'drop-before-accept': 'the connection is cut, nothing is made',
  'no-answer': 'the connection stays open without a word, nothing is made',
  'rate-limited': '429 with seconds to wait (retryAfter)',
  'credit-needed': '402',
  'token-refused': '401',
  'server-error': '500',
  'service-unavailable': '503, with seconds to wait if told (retryAfter)',
  'not-found': '404 in JSON, though there is such a prediction',
  'not-found-page': '404 as a page of a proxy on the way',
  'drop-after-accept': 'what was asked for is done, but the connection is cut',
  'server-error-after-accept': 'what was asked for is done, but the answer is 500',
  delay: 'the answer comes late (seconds)',
  'lost-id': 'the answer has neither id nor addresses',
  garbage: 'the answer is half a JSON text',
  stuck: 'the prediction never ends',
  failed: 'the prediction fails (error)',
  aborted: 'the prediction is aborted before it begins',
  'late-output': 'succeeded without output, which comes later (forSeconds) or never (lasting)',
  'output-expired': 'the data are removed early (seconds after the end)',
  'output-array': 'the output is an array of one address',
  'output-object': 'the output is an object with one address',
  'output-two-addresses': 'the output is an array of two addresses; the first is the audio',
  'output-data-uri': 'the output is the audio itself, as a data URI',
  'output-unknown': 'the output is an object without any address',
  'output-empty': 'the output is an empty array',
  deleted: 'the prediction is deleted, and 404 from then on (seconds after the end)',
  hidden: 'missing from lists: from so many (lists), or for so long after its making (forSeconds)',
  'created-off': 'created_at is some hours off wherever it is told (hours), and lists are narrowed by that',
  'outrun-cancel': 'the prediction succeeds although it is cancelled',
  'truncated-audio': 'half the audio comes, then the connection is cut: at the same byte each time',
  'truncated-anywhere': 'as above, at another byte each time',
  'truncated-unannounced': 'half the audio comes without a length, then the connection is cut',
  'short-audio': 'half the audio comes without a length, and ends in good order',
  'html-audio': 'a page instead of audio, with 200',
  'wrong-length': 'a thousand bytes more are announced than come',
  'empty-audio': 'no byte at all, with 200',
  'url-expired': 'the address of the audio answers 404',
  'stalled-audio': 'headers and half the audio come, then nothing: the connection stays open',
  'unanswered-audio': 'not even headers come: the connection stays open',
  'partial-audio': '206 with the whole, and a Content-Range that says so',
  'partial-audio-unranged': '206 with the whole, without a Content-Range',
  'half-audio': '206 with the first half, and a Content-Range that says so',
  'list-lacks': 'the list lacks these predictions',
  'list-unordered': 'the list is in no order of time',
  'list-repeats': 'each page begins with what the one before ended with',
  'list-number-strings': 'numbers in inputs and metrics are strings',
  'list-without-inputs': 'entries have no input, though nothing is removed',
  'list-null-inputs': 'inputs are null, though nothing is removed',
  'list-created-off': 'created_at is some hours off in the list alone (hours)',
};

const headings: Readonly<Record<Stage, string>> = {
  address: 'Whatever is asked for:',
  before: 'Instead of an answer, wherever you say (endpoint):',
  after: 'Of an answer, wherever you say (endpoint):',
  prediction: 'Of the next prediction:',
  audio: 'Of the next download; with lasting or forSeconds, of every download of the next prediction:',
  list: 'Of the next list, all its pages (text, afterSeconds: of these predictions in it):',
};

/** Every fault with what it does, one a line, under headings that say when it acts. */
export function describeFaults(): string {
  const lines = Object.entries(headings).flatMap(([stage, heading]) => [
    '',
    heading,
    ...Object.entries(words)
      .filter(([name]) => Object.entries(faultStages).some(([other, at]) => other === name && at === stage))
      .map(([name, does]) => `  ${name.padEnd(26)}${does}`),
  ]);
  return lines.slice(1).join('\n');
}
