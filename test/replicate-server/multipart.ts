/** One field of a multipart form. */
export interface FormField {
  /** The file's name where it is a file. */
  filename: string | null;
  /** The type that it says it has. */
  type: string | null;
  content: Buffer;
}

/** Reads a `multipart/form-data` body (RFC 7578) into its fields by name; null when it is none. */
export function readMultipart(body: Buffer, contentType: string): Map<string, FormField> | null {
  const match = /^multipart\/form-data;.*boundary="?([^";]+)"?/iu.exec(contentType);
  if (match?.[1] === undefined) return null;
  const delimiter = `\r\n--${match[1]}`;
  // The first delimiter has no line before it: with one, all are alike.
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  const fields = new Map<string, FormField>();
  for (let start = whole.indexOf(delimiter); start >= 0;) {
    const from = start + delimiter.length;
    const end = whole.indexOf(delimiter, from);
    if (whole.toString('latin1', from, from + 2) === '--') return fields;
    if (end < 0) return null;
    readField(whole.subarray(from, end), fields);
    start = end;
  }
  return null;
}

function readField(part: Buffer, fields: Map<string, FormField>): void {
  const headersEnd = part.indexOf('\r\n\r\n');
  const headers = part.toString('utf8', 0, Math.max(0, headersEnd));
  const name = /;\s*name="([^"]*)"/iu.exec(headers)?.[1];
  if (headersEnd < 0 || name === undefined) return;
  fields.set(name, {
    filename: /;\s*filename="([^"]*)"/iu.exec(headers)?.[1] ?? null,
    type: /^content-type:\s*(\S+)/imu.exec(headers)?.[1] ?? null,
    content: part.subarray(headersEnd + 4),
  });
}
