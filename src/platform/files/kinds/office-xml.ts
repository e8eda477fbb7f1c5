import { active, broken, notInspectable, unpacksTooLarge } from './cleaned';

/** A part is searched as a whole: no sheet that people fill in comes near this. */
const LARGEST_PART = 16 * 1024 * 1024;
const MOST_FIELDS = 10_000;
const FIELD =
  /<(?:[^\s<>/:]+:)?(?:i|delI)nstrText(?=[\s/>])[^<>]*>([^<]*)|[:\s]instr\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;
/** No word boundary in front: runs of different fields are joined without a space. */
const CALLS_OUT = /DDE(?:AUTO)?(?![A-Za-z])|INCLUDE(?:PICTURE|TEXT)/i;
/** Could stand inside a word looked for. */
const INTERRUPTION = /<!\[CDATA\[|<!--|(?<!^\uFEFF?)<\?/;

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

function requireInertFields(xml: string): void {
  const runs: string[] = [];
  // One after the other: every match held at once would be a gigabyte.
  for (const [, text, double, single] of xml.matchAll(FIELD)) {
    if (runs.length === MOST_FIELDS) unpacksTooLarge();
    runs.push(text ?? double ?? single ?? '');
  }
  if (runs.length === 0) return;
  if (INTERRUPTION.test(xml)) notInspectable();
  const [found] = CALLS_OUT.exec(withoutReferences(runs.join(''))) ?? [];
  if (found !== undefined) active(found.toUpperCase());
}

const withoutReferences = (text: string) =>
  text.replace(
    /&#(?:x0*([0-9a-f]{1,5})|0*(\d{1,6}));/gi,
    (_all, hex: string | undefined, decimal: string | undefined) =>
      String.fromCodePoint(hex === undefined ? Number(decimal) : parseInt(hex, 16)),
  );

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
