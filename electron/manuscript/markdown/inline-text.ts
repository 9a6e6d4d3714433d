import type { PhrasingContent } from 'mdast';
import { stripHtml } from './strip-html.ts';

/**
 * What is heard of a run of inline Markdown: words without their marks. Pictures, note references and HTML are silent;
 * a hard line break is `\n`, where the source merely goes on to the next line there is a space.
 */
export function inlineText(nodes: readonly PhrasingContent[], restore: (value: string) => string): string {
  return nodes.map((node) => textOf(node, restore)).join('');
}

function textOf(node: PhrasingContent, restore: (value: string) => string): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return restore(node.value).replace(/\n/gu, ' ');
    case 'break':
      return '\n';
    case 'html':
      return /^<br\b/iu.test(node.value) ? '\n' : stripHtml(restore(node.value)).trim();
    case 'image':
    case 'imageReference':
    case 'footnoteReference':
      return '';
    case 'emphasis':
    case 'strong':
    case 'delete':
    case 'link':
    case 'linkReference':
      return inlineText(node.children, restore);
  }
}
