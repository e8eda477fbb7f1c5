import { active, broken, notInspectable } from './cleaned';

/** A tag or a run of text between two of them. */
export type Mark =
  | { readonly kind: 'OPEN'; readonly name: string; readonly attributes: string; readonly empty: boolean }
  | { readonly kind: 'CLOSE'; readonly name: string }
  | { readonly kind: 'TEXT'; readonly text: string };

/** No tag or text of a sheet comes near this; what does is no sheet. */
const LONGEST_MARK = 128 * 1024;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * Reads XML as it comes, holding one mark at a time. Refuses what a plain part never has: document types and entities,
 * other encodings than UTF-8, sections of raw text.
 */
export async function* marksOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<Mark[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const piece of pieces) {
    rest += decoded(decoder, piece);
    const marks: Mark[] = [];
    rest = rest.slice(takeMarks(rest, marks));
    if (rest.length > LONGEST_MARK) broken();
    yield marks;
  }
  rest += decoded(decoder, null);
  if (rest.trim() !== '') broken();
}

function decoded(decoder: TextDecoder, piece: Buffer | null): string {
  try {
    const text = piece === null ? decoder.decode() : decoder.decode(piece, { stream: true });
    if (text.includes('\0')) notInspectable();
    return text;
  } catch (error) {
    if (error instanceof TypeError) return notInspectable();
    throw error;
  }
}

/** Answers how far the text was read: a mark that is not whole yet waits for the next piece. */
function takeMarks(text: string, marks: Mark[]): number {
  let at = 0;
  for (;;) {
    const open = text.indexOf('<', at);
    if (open === -1) return at;
    const end = endOfTag(text, open);
    if (end === -1) return at;
    if (open > at) marks.push({ kind: 'TEXT', text: text.slice(at, open) });
    takeTag(text.slice(open + 1, end), marks);
    at = end + 1;
  }
}

/** Where the tag's `>` stands, outside of quotes; -1: not in this piece. */
function endOfTag(text: string, open: number): number {
  if (text.startsWith('<!--', open)) {
    const close = text.indexOf('-->', open + 4);
    return close === -1 ? -1 : close + 2;
  }
  for (let at = open + 1; ;) {
    const close = text.indexOf('>', at);
    if (close === -1) return -1;
    // Looked for in the tag alone: to the end of the piece would be a thousand times as far.
    const quote = text.slice(at, close).search(/["']/);
    if (quote === -1) return close;
    const shut = text.indexOf(text.charAt(at + quote), at + quote + 1);
    if (shut === -1) return -1;
    at = shut + 1;
  }
}

function takeTag(tag: string, marks: Mark[]): void {
  const first = tag.charAt(0);
  if (first === '!') {
    if (tag.startsWith('!--')) return;
    if (tag.startsWith('![CDATA[')) notInspectable();
    active('DTD');
  }
  if (first === '?') {
    if (/encoding\s*=\s*["'](?!utf-8|us-ascii)/i.test(tag)) notInspectable();
    return;
  }
  if (first === '/') {
    marks.push({ kind: 'CLOSE', name: localName(tag.slice(1).trim()) });
    return;
  }
  const empty = tag.endsWith('/');
  const inner = empty ? tag.slice(0, -1) : tag;
  const space = inner.search(/\s/);
  const name = localName(space === -1 ? inner : inner.slice(0, space));
  marks.push({ kind: 'OPEN', name, attributes: space === -1 ? '' : inner.slice(space), empty });
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

const FORMS = new Map<string, RegExp>();

/** An attribute by its local name; null where it is not there. */
export function attributeOf(attributes: string, name: string): string | null {
  let form = FORMS.get(name);
  if (!form) {
    form = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    FORMS.set(name, form);
  }
  const [, double, single] = form.exec(attributes) ?? [];
  const found = double ?? single;
  return found === undefined ? null : plainText(found);
}

/** Without the five references XML knows by itself, and those by number; it has no others. */
export function plainText(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w{1,20})?;?/g, (whole, name: string | undefined) => {
    const known = ENTITIES.get(name ?? '');
    if (known !== undefined && whole.endsWith(';')) return known;
    const [, hex, decimal] = /^#(?:x([0-9a-fA-F]+)|(\d+))$/.exec(name ?? '') ?? [];
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    if (!whole.endsWith(';') || !(code > 0 && code <= 0x10ffff) || (code >= 0xd800 && code < 0xe000))
      return broken();
    return String.fromCodePoint(code);
  });
}
