/** Bytes of a file, `end` exclusive. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * What a `Range` header asks of a file of `bytes` bytes (RFC 9110, section 14.2): the range; `null` for the whole file,
 * which is also the answer to several ranges at once or to a header that cannot be understood; `unsatisfiable` when
 * nothing of it is inside the file.
 */
export function parseRange(header: string | null, bytes: number): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=\s*(\d*)-(\d*)\s*$/iu.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return null;
  if (first === '') return within(Math.max(0, bytes - Number(last)), bytes, bytes);
  if (last !== '' && Number(last) < Number(first)) return null;
  return within(Number(first), last === '' ? bytes : Math.min(Number(last) + 1, bytes), bytes);
}

function within(start: number, end: number, bytes: number): ByteRange | 'unsatisfiable' {
  return start < bytes && start < end ? { start, end } : 'unsatisfiable';
}
