import { decodeHTMLStrict } from 'entities/decode';
import { parseXml, XmlDocumentType, XmlElement, XmlError } from '@rgrove/parse-xml';
import { xmlLimits } from './limits.ts';
import { damaged, unsafe } from './refusals.ts';

/**
 * The root element of an XML document. HTML's named entities are known; entities that the document declares itself
 * are refused, and nothing outside it is ever fetched. `where` is the entry's name. Throws a `LecternError`:
 * `manuscript-damaged` with the line, or `manuscript-unsafe`.
 */
export function readXml(bytes: Uint8Array, where: string): XmlElement {
  const xml = decodeXml(bytes, where);
  refuseTooManyElements(xml, where);
  try {
    const document = parseXml(xml, { preserveDocumentType: true, resolveUndefinedEntity: htmlEntity });
    const declared = document.children.find((node) => node instanceof XmlDocumentType);
    if (declared?.internalSubset?.includes('<!ENTITY') === true) throw entityBomb(where);
    const root = document.root;
    if (root === null) throw damaged(where, 'it has no root element');
    refuseTooDeep(root, where);
    return root;
  } catch (thrown) {
    if (declaresEntities(xml)) throw entityBomb(where);
    // The parser is recursive, so that absurd nesting ends its stack before the depth can be measured.
    if (thrown instanceof RangeError) throw tooDeep(where);
    if (thrown instanceof XmlError) {
      const reason = (thrown.message.split(' (line ')[0] ?? thrown.message).replaceAll('`', '');
      throw damaged(`${where}, line ${thrown.line}`, `it is not well-formed XML (${reason})`, thrown);
    }
    throw thrown;
  }
}

function htmlEntity(reference: string): string | null {
  const text = decodeHTMLStrict(reference);
  return text === reference ? null : text;
}

/** Decodes by byte order mark, by the zero bytes of UTF-16, or by the XML declaration (XML 1.0, appendix F). */
function decodeXml(bytes: Uint8Array, where: string): string {
  const encoding = encodingOf(bytes);
  let decoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch {
    throw damaged(where, `its encoding "${encoding}" is not known`);
  }
  try {
    return decoder.decode(bytes);
  } catch {
    throw damaged(`${where}${lineOfBadByte(bytes, encoding)}`, `it is not valid ${encoding} text`);
  }
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0x3c && second === 0) return 'utf-16le';
  if (first === 0 && second === 0x3c) return 'utf-16be';
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^(?:\u00EF\u00BB\u00BF)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/u.exec(start)?.[1];
  // A document in one byte a character cannot be UTF-16, whatever it says.
  return declared === undefined || /^utf-?16/iu.test(declared) ? 'utf-8' : declared.toLowerCase();
}

function lineOfBadByte(bytes: Uint8Array, encoding: string): string {
  if (encoding !== 'utf-8') return '';
  const repaired = new TextDecoder('utf-8').decode(bytes);
  const bad = repaired.indexOf('\uFFFD');
  return bad === -1 ? '' : `, line ${repaired.slice(0, bad).split('\n').length}`;
}

function declaresEntities(xml: string): boolean {
  const doctype = xml.indexOf('<!DOCTYPE');
  return doctype !== -1 && xml.includes('<!ENTITY', doctype);
}

function entityBomb(where: string): Error {
  return unsafe(where, 'it declares XML entities of its own, as entity bombs do');
}

function tooDeep(where: string): Error {
  return unsafe(where, `its elements are nested more than ${xmlLimits.depth} deep`);
}

function refuseTooManyElements(xml: string, where: string): void {
  let count = 0;
  for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', at + 1)) {
    if (xml[at + 1] !== '/' && ++count > xmlLimits.elements) {
      throw unsafe(where, `it has more than ${xmlLimits.elements} elements`);
    }
  }
}

function refuseTooDeep(root: XmlElement, where: string): void {
  let level = [root];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > xmlLimits.depth) throw tooDeep(where);
    level = level.flatMap((element) => element.children.filter((node) => node instanceof XmlElement));
  }
}
