import { active, broken, notInspectable, unpacksTooLarge } from './cleaned';
import { requireInertFields } from './office-fields';

/** A part is searched as a whole up to here. */
export const LARGEST_PART = 16 * 1024 * 1024;

/** The part as text; refuses what could hide words, and fields that ask another program or fetch from outside. */
export function inertXml(bytes: Buffer): string {
  if (bytes.length > LARGEST_PART) unpacksTooLarge();
  if (bytes.includes(0)) notInspectable(); // UTF-16 would hide every word looked for
  const xml = bytes.toString('utf8');
  if (/<\?xml[^>]*encoding\s*=\s*["'](?!utf-8|us-ascii)/i.test(xml.slice(0, 200))) notInspectable();
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) active('DTD');
  requireInertFields(xml);
  return xml;
}

/**
 * The same of a sheet, or of its words, that is too large for one string: nothing in it declares a type or hides as raw
 * text. Its cells are read, and what is no plain table refused, by whoever takes it for one.
 */
export function requireInertTable(bytes: Buffer): void {
  if (bytes.includes(0)) notInspectable();
  if (/<\?xml[^>]*encoding\s*=\s*["'](?!utf-8|us-ascii)/i.test(bytes.toString('latin1', 0, 200)))
    notInspectable();
  for (let at = bytes.indexOf('<!'); at !== -1; at = bytes.indexOf('<!', at + 2))
    if (bytes.toString('latin1', at, at + 4) !== '<!--') active('DTD');
}

export type Attributes = ReadonlyMap<string, string>;

/** Every tag's attributes, read once from front to back as a reader does; refuses what is not well-formed. */
export function* tagsOf(xml: string): Generator<Attributes> {
  for (let open = xml.indexOf('<'); open !== -1;) {
    let end: number;
    if (xml.startsWith('<!--', open)) end = past(xml, '-->', open + 4);
    else if (xml.startsWith('<?', open)) end = past(xml, '?>', open + 2);
    else {
      const tag = tagAt(xml, open + 1);
      ({ end } = tag);
      yield tag.attributes;
    }
    open = xml.indexOf('<', end);
  }
}

function past(xml: string, closing: string, from: number): number {
  const at = xml.indexOf(closing, from);
  return at === -1 ? broken() : at + closing.length;
}

function tagAt(xml: string, from: number): { attributes: Attributes; end: number } {
  const attributes = new Map<string, string>();
  const mark = /[<>"']/g;
  for (let at = from; ;) {
    mark.lastIndex = at;
    const [quote] = mark.exec(xml) ?? [];
    const start = mark.lastIndex;
    if (quote === '>') return { attributes, end: start };
    if (quote !== '"' && quote !== "'") return broken();
    const end = past(xml, quote, start);
    const [, name] = /^(?:[^\s=]+)?\s+([^\s=]+)\s*=\s*$/.exec(xml.slice(at, start - 1)) ?? broken();
    if (name === undefined || attributes.has(name)) return broken();
    attributes.set(name, xml.slice(start, end - 1));
    at = end;
  }
}
