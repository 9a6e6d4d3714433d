import { decodeHTML } from 'entities';

const silent = ['script', 'style', 'template'];
const tag = /^<\/?([a-z][a-z0-9-]*)(?:[\s/][^>]*)?>/iu;

/**
 * The text of a piece of HTML: comments, scripts, styles and tags left out, character references decoded. `<br>` is a
 * line break, other block tags separate paragraphs (an empty line).
 */
export function stripHtml(html: string): string {
  let text = '';
  let index = 0;
  while (index < html.length) {
    const open = html.indexOf('<', index);
    text += plain(html.slice(index, open === -1 ? html.length : open));
    if (open === -1) return text;
    const skipped = skipMarkup(html, open);
    text += skipped.text;
    index = skipped.to;
  }
  return text;
}

/** A single line end in HTML is a space. */
function plain(text: string): string {
  return decodeHTML(text).replace(/\n(?![ \t]*\n)/gu, ' ');
}

/** What stands for the markup at `open`, and where the text goes on after it. */
function skipMarkup(html: string, open: number): { text: string; to: number } {
  if (html.startsWith('<!--', open)) return { text: '', to: after(html, '-->', open + 4) };
  if (html.startsWith('<!', open) || html.startsWith('<?', open))
    return { text: '', to: after(html, '>', open) };
  const close = html.indexOf('>', open);
  const found = close === -1 ? null : tag.exec(html.slice(open, close + 1));
  const name = found?.[1]?.toLowerCase();
  if (name === undefined) return { text: '<', to: open + 1 };
  if (silent.includes(name) && html[open + 1] !== '/')
    return { text: '', to: afterElement(html, name, close + 1) };
  if (name === 'br') return { text: '\n', to: close + 1 };
  const isBlock =
    /^(?:p|div|center|h[1-6]|li|ul|ol|tr|table|blockquote|section|article|hr|pre|details|summary)$/u;
  return { text: isBlock.test(name) ? '\n\n' : '', to: close + 1 };
}

/** After the end tag; an element that is never closed reaches to the end, as in a browser. */
function afterElement(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}[^>]*>`, 'giu');
  end.lastIndex = from;
  return end.exec(html) === null ? html.length : end.lastIndex;
}

function after(html: string, mark: string, from: number): number {
  const index = html.indexOf(mark, from);
  return index === -1 ? html.length : index + mark.length;
}
