import type { OutputShape } from './fault-names.ts';

/** The audio that a prediction made. */
export interface OutputFile {
  /** Random, so that nobody guesses the address. */
  name: string;
  url: string;
  bytes: Uint8Array;
  contentType: string;
}

/** The file beside the audio, where an output has two addresses. */
export const sideFile = 'spectrogram.png';

/** An output as the API tells it: the address of the audio, or what a fault makes of it. */
export function toldOutput({ url, bytes, contentType }: OutputFile, shape: OutputShape | null): unknown {
  switch (shape) {
    case null:
      return url;
    case 'output-array':
      return [url];
    case 'output-object':
      return { audio: url, sample_rate: 24_000 };
    case 'output-two-addresses':
      return [url, url.replace(/[^/]+$/u, sideFile)];
    case 'output-data-uri':
      return `data:${contentType};base64,${Buffer.from(bytes).toString('base64')}`;
    case 'output-unknown':
      return { result: { state: 'done', parts: 1 } };
    case 'output-empty':
      return [];
  }
}
