/** Which way in the history. */
export type Way = 'undo' | 'redo';

/** What of a key press matters here. */
export type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** Where a key press leads in the history: Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y, with Cmd on a Mac; null for any other. */
export function wayOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Press, mac: boolean): Way | null {
  const [main, other] = mac ? [metaKey, ctrlKey] : [ctrlKey, metaKey];
  if (!main || other || altKey) return null;
  switch (key.toLowerCase()) {
    case 'z':
      return shiftKey ? 'redo' : 'undo';
    case 'y':
      return shiftKey || mac ? null : 'redo';
    default:
      return null;
  }
}

/** How the keys of a way are written on this system. */
export function keysOf(way: Way, mac: boolean): string {
  if (mac) return way === 'undo' ? '⌘Z' : '⇧⌘Z';
  return way === 'undo' ? 'Ctrl+Z' : 'Ctrl+Shift+Z';
}

/** Types of inputs in which nothing is written, so that they have nothing of their own to undo. */
const wordless: ReadonlySet<string> = new Set([
  'checkbox',
  'radio',
  'range',
  'button',
  'submit',
  'reset',
  'file',
  'color',
]);

/** What of an element tells whether text is written in it. */
export interface FieldLike {
  tagName: string;
  type?: string;
  isContentEditable?: boolean;
}

/** Whether an element is written in, so that its keys undo what was typed. */
export function isTextField({ tagName, type, isContentEditable }: FieldLike): boolean {
  if (isContentEditable === true) return true;
  switch (tagName.toLowerCase()) {
    case 'textarea':
      return true;
    case 'input':
      return !wordless.has(type ?? 'text');
    default:
      return false;
  }
}
