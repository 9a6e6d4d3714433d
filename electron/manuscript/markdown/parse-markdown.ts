import type { Root } from 'mdast';
import { fromMarkdown, type Options } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';

// Writers indent paragraphs; code blocks by indentation would swallow them.
const extensions = [gfm(), { disable: { null: ['codeIndented'] } }];
const mdastExtensions = [gfmFromMarkdown()];

/**
 * Parses CommonMark with GitHub's tables, strikethrough, task lists and footnotes.
 *
 * @param withFrontMatter whether a first block between `---` lines is metadata
 */
export function parseMarkdown(source: string, withFrontMatter: boolean): Root {
  const options: Options = withFrontMatter
    ? {
        extensions: [...extensions, frontmatter(['yaml'])],
        mdastExtensions: [...mdastExtensions, frontmatterFromMarkdown(['yaml'])],
      }
    : { extensions, mdastExtensions };
  return fromMarkdown(source, options);
}
