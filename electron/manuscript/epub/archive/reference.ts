/** Where a reference inside a book points. */
export interface Target {
  /** Path in the archive; still percent-encoded if it was. */
  path: string;
  /** What comes after `#`, decoded; null when there is none. */
  fragment: string | null;
}

/**
 * Resolves a reference found in the entry `base`. Null when it leads out of the book: another scheme, or more `..` than
 * there are folders.
 */
export function resolveReference(base: string, reference: string): Target | null {
  const trimmed = reference.trim();
  if (/^[a-z][a-z0-9+.-]*:/iu.test(trimmed)) return null;
  const [beforeFragment = '', ...rest] = trimmed.split('#');
  const path = beforeFragment.split('?')[0]?.replaceAll('\\', '/') ?? '';
  const fragment = decoded(rest.join('#')) || null;
  if (path === '') return { path: base, fragment };
  const folders = path.startsWith('/') ? [] : base.split('/').slice(0, -1);
  for (const step of path.split('/')) {
    if (step === '..' && folders.pop() === undefined) return null;
    if (step !== '' && step !== '.' && step !== '..') folders.push(step);
  }
  return { path: folders.join('/'), fragment };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
