import { inflateSync } from 'node:zlib';
import { active, broken, notInspectable, unpacksTooLarge, type Cleaned } from './cleaned';

/** What runs, calls out, carries other files or hides: refused wherever the name stands. */
const ACTIVE = new Set([
  'JavaScript',
  'JS',
  'Launch',
  'EmbeddedFile',
  'EmbeddedFiles',
  'RichMedia',
  'XFA',
  'SubmitForm',
  'ImportData',
  'GoToE',
  'GoToR',
  'Rendition',
  'Movie',
  'Flash',
]);
const MOST_UNPACKED = 64 * 1024 * 1024;
/** Every quantifier here is bounded or meets its own end: ten megabytes of slashes are read once. */
const NAME = /\/[A-Za-z#][^\s()<>[\]{}/%\0]*/g;
const OBJECT_INSIDE = /[\d\s\0]obj[\s\0<[(/%]/;
/** One deflation, or the name of a signature's handler, which stands among plain objects. */
const PLAIN_FILTER = /^(?:\/(?:FlateDecode|Fl)|\[\/(?:FlateDecode|Fl)\]|\/Adobe\.\w+)$/;

/**
 * A reader finds objects by offset, not by order, so every place that could hold one is looked at: all text outside
 * streams, and the contents of object streams. A stream with an object in its raw bytes, or packed so that it cannot be
 * looked into, is refused. Nothing is rewritten: a signed document stays signed.
 */
export function cleanPdf(bytes: Buffer): Cleaned {
  const text = bytes.toString('latin1');
  if (!/^%PDF-[12]\.\d[\r\n \t%]/.test(text)) broken();
  // What follows the end is another file's beginning: a polyglot, or a broken upload.
  if (!/%%EOF[\s\0]*$/.test(text.slice(-2048))) broken();
  const { outside, packed } = split(text);
  requireInert(outside);
  let unpacked = 0;
  for (const { before, from, to } of packed) {
    const body = unpack(before, bytes.subarray(from, to), MOST_UNPACKED - unpacked);
    unpacked += body.length;
    requireInert(body.toString('latin1'));
  }
  return { bytes, removed: [] };
}

interface Packed {
  /** Everything since the stream before: its dictionary, and plain objects that cannot be told from it for certain. */
  readonly before: string;
  readonly from: number;
  readonly to: number;
}

/** The text outside streams, and the object streams. */
function split(text: string): { outside: string; packed: Packed[] } {
  const parts: string[] = [];
  const packed: Packed[] = [];
  let at = 0;
  for (;;) {
    const keyword = nextStream(text, at);
    if (keyword === null) break;
    const end = text.indexOf('endstream', keyword.body);
    if (end === -1) broken();
    parts.push(text.slice(at, keyword.start));
    const before = unescaped(text.slice(at, keyword.start));
    if (OBJECT_INSIDE.test(text.slice(keyword.body, end))) active('obj');
    if (/\/ObjStm\b/.test(before)) packed.push({ before, from: keyword.body, to: end });
    at = end + 'endstream'.length;
  }
  parts.push(text.slice(at));
  return { outside: parts.join('\n'), packed };
}

function nextStream(text: string, from: number): { start: number; body: number } | null {
  const found = /stream(?:\r\n|\n|\r)/g;
  found.lastIndex = from;
  const match = found.exec(text);
  return match ? { start: match.index, body: match.index + match[0].length } : null;
}

const unescaped = (text: string) =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));

function requireInert(text: string): void {
  for (const [written] of text.matchAll(NAME)) {
    const name = unescaped(written.slice(1));
    if (name === 'Encrypt') notInspectable();
    if (ACTIVE.has(name)) active(name);
  }
}

/** Object streams are read as they are or deflated once; anything else could hide what it likes. */
function unpack(before: string, body: Buffer, room: number): Buffer {
  const filters = [...before.matchAll(/\/Filter[\s\0]{0,100}(\[[^\]]{0,200}\]|\/[\w.]*)?/g)].map(
    ([, value]) => (value ?? '').replace(/[\s\0]/g, ''),
  );
  if (filters.some((filter) => !PLAIN_FILTER.test(filter)) || /\/DecodeParms|\/DP\b/.test(before))
    return notInspectable();
  if (filters.length === 0) return body;
  try {
    return inflateSync(body, { maxOutputLength: Math.max(1, room) });
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? unpacksTooLarge() : broken();
  }
}
