import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { notFound } from './answers.ts';
import type { AudioFault } from './fault-names.ts';
import { drop, send } from './http.ts';
import type { OutputFile } from './output.ts';
import type { Prediction } from './prediction.ts';

/** Sends the audio whole, and counts it once its last byte has left. `status` is 200 or 206. */
export function deliver(
  response: ServerResponse,
  prediction: Prediction,
  { bytes, contentType }: OutputFile,
  {
    isHead = false,
    status = 200,
    headers = {},
  }: { isHead?: boolean; status?: number; headers?: OutgoingHttpHeaders } = {},
): void {
  response.writeHead(status, { 'Content-Type': contentType, 'Content-Length': bytes.length, ...headers });
  if (isHead) {
    response.end();
    return;
  }
  response.once('close', () => {
    prediction.downloads[response.writableFinished ? 'complete' : 'broken'] += 1;
  });
  response.end(bytes);
}

/** Answers a download as a fault has it. */
export function spoil(
  response: ServerResponse,
  prediction: Prediction,
  output: OutputFile,
  fault: AudioFault,
): void {
  const { bytes, contentType } = output;
  const { length } = bytes;
  const type = { 'Content-Type': contentType };
  const half = bytes.subarray(0, length >> 1);
  const cut = (): void => {
    drop(response);
  };
  if (fault === 'partial-audio' || fault === 'partial-audio-unranged') {
    const headers = fault === 'partial-audio' ? { 'Content-Range': rangeOf(length, length) } : {};
    deliver(response, prediction, output, { status: 206, headers });
    return;
  }
  prediction.downloads.broken += 1;
  switch (fault) {
    case 'url-expired':
      send(response, notFound());
      return;
    case 'html-audio':
      send(response, { status: 200, body: '<!DOCTYPE html><html><body>Please wait…</body></html>' });
      return;
    case 'empty-audio':
      send(response, { status: 200, headers: type, body: new Uint8Array(0) });
      return;
    case 'truncated-audio':
      response.writeHead(200, { ...type, 'Content-Length': length });
      response.write(half, cut);
      return;
    case 'truncated-anywhere': {
      // Never twice at the same place, as long as the audio is.
      const place = Math.floor(length * (0.2 + 0.6 * ((prediction.downloads.broken * 0.618) % 1)));
      response.writeHead(200, { ...type, 'Content-Length': length });
      response.write(bytes.subarray(0, place), cut);
      return;
    }
    case 'truncated-unannounced':
      // Without a length the body goes in pieces, the last of which never comes.
      response.writeHead(200, type);
      response.write(half, cut);
      return;
    case 'short-audio':
      response.writeHead(200, type);
      response.write(half.subarray(0, half.length >> 1));
      response.end(half.subarray(half.length >> 1));
      return;
    case 'half-audio':
      response.writeHead(206, {
        ...type,
        'Content-Length': half.length,
        'Content-Range': rangeOf(half.length, length),
      });
      response.end(half);
      return;
    case 'stalled-audio':
      response.writeHead(200, { ...type, 'Content-Length': length });
      response.write(half);
      return;
    case 'unanswered-audio':
      return;
    case 'wrong-length':
      // Every byte comes, but more were announced: the connection ends in good order all the same.
      response.writeHead(200, { ...type, 'Content-Length': length + 1000 });
      response.write(bytes, () => response.socket?.end());
  }
}

/** The header for the first `part` bytes of `whole`. */
function rangeOf(part: number, whole: number): string {
  return `bytes 0-${part - 1}/${whole}`;
}
