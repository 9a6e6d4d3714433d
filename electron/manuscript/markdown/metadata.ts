import type { Root } from 'mdast';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { normaliseText } from '../normalise-text.ts';

/** What the front matter says about the book. */
export interface Metadata {
  title: string | null;
  author: string | null;
  /** BCP 47. */
  language: string | null;
}

const scalar = z.union([z.string(), z.number()]).transform(String);
const named = z.object({ name: scalar }).transform(({ name }) => name);
const person = z.union([scalar, named]);
const people = z.union([person, z.array(person).transform((list) => list.join(', '))]);

/** The front matter of a document; null when its first block is no metadata, so that it must be read as text. */
export function readMetadata(root: Root, restore: (value: string) => string): Metadata | null {
  const node = root.children[0];
  if (node?.type !== 'yaml') return { title: null, author: null, language: null };
  const fields = fieldsOf(restore(node.value));
  if (fields === null) return null;
  const pick = (schema: z.ZodType<string>, ...keys: string[]): string | null => {
    for (const key of keys) {
      const value = schema.safeParse(fields.get(key));
      if (value.success && normaliseText(value.data) !== '') return normaliseText(value.data);
    }
    return null;
  };
  const language = pick(scalar, 'lang', 'language');
  return {
    title: pick(scalar, 'title'),
    author: pick(people, 'author', 'authors', 'creator'),
    language:
      language !== null && /^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/iu.test(language)
        ? language.replaceAll('_', '-')
        : null,
  };
}

/** Keys in lower case and their values. Null when it is no mapping at all but prose between two rules. */
function fieldsOf(source: string): Map<string, unknown> | null {
  if (source.trim() === '') return new Map();
  const document = parseDocument(source);
  if (document.errors.length > 0) return brokenFields(source);
  let value: unknown;
  try {
    value = document.toJS();
  } catch {
    // Aliases that multiply without end are refused by the parser.
    return brokenFields(source);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return new Map(Object.entries(value).map(([key, field]) => [key.toLowerCase(), field]));
}

/** Writers forget quotes ("title: Alice: A Tale"), which is no YAML; line by line it still says what is meant. */
function brokenFields(source: string): Map<string, string> | null {
  const fields = new Map<string, string>();
  for (const line of source.split('\n')) {
    const match = /^(?<key>[A-Za-z][\w-]*):[ \t]*(?<value>.*)$/u.exec(line);
    if (match?.groups === undefined) continue;
    fields.set(
      (match.groups['key'] ?? '').toLowerCase(),
      (match.groups['value'] ?? '').replace(/^["']|["']$/gu, ''),
    );
  }
  return fields.size === 0 ? null : fields;
}
