import { setImmediate as others } from 'node:timers/promises';
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { active, broken, notInspectable, unpacksTooLarge, type Cleaned } from './cleaned';
import { holdsObjects, unescaped } from './pdf-dictionary';

/** What runs, calls out, carries other files or hides: refused wherever the name stands. */
const ACTIVE =
  /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|GoToR|Rendition|Movie|Flash|Encrypt)(?![^\s()<>[\]{}/%\0])/;
/** Objects describe; what they describe stands in other streams. Describing words pack tenfold, a bomb a thousandfold. */
const MOST_UNPACKED = 8 * 1024 * 1024;
const LARGEST_RATIO = 100;
const RATIO_COUNTS_FROM = 256 * 1024;
const MOST_OBJECT_STREAMS = 5000;
const MOST_STREAMS = 100_000;
const MOST_ESCAPES = 200_000;
/** Every quantifier here is bounded or meets its own end: ten megabytes of slashes are read once. */
const OBJECT_INSIDE = /[\d\s\0]obj[\s\0<[(/%]/;
/** One deflation, or the name of a signature's handler, which stands among plain objects. */
const PLAIN_FILTER = /^(?:\/(?:FlateDecode|Fl)|\[\/(?:FlateDecode|Fl)\]|\/Adobe\.\w+)$/;

/**
 * A reader finds objects by offset, not by order, so every place that could hold one is looked at: all text outside
 * streams, and the contents of object streams. A stream with an object in its raw bytes, or packed so that it cannot be
 * looked into, is refused. Nothing is rewritten: a signed document stays signed.
 */
export async function cleanPdf(bytes: Buffer): Promise<Cleaned> {
  const text = bytes.toString('latin1');
  if (!/^%PDF-[12]\.\d[\r\n \t%]/.test(text)) broken();
  // What follows the end is another file's beginning: a polyglot, or a broken upload.
  if (!/%%EOF[\s\0]*$/.test(text.slice(-2048))) broken();
  const { outside, packed } = split(text);
  requireInert(outside);
  if (packed.length > MOST_OBJECT_STREAMS) unpacksTooLarge();
  let room = MOST_UNPACKED;
  for (const { before, from, to } of packed) {
    const body = await unpack(before, bytes.subarray(from, to), room);
    room -= body.length;
    requireInert(body.toString('latin1'));
    await others();
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
  for (let streams = 0; ; streams += 1) {
    if (streams > MOST_STREAMS) unpacksTooLarge();
    const keyword = nextStream(text, at);
    if (keyword === null) break;
    const end = text.indexOf('endstream', keyword.body);
    if (end === -1) broken();
    parts.push(text.slice(at, keyword.start));
    const before = unescaped(text.slice(at, keyword.start));
    if (OBJECT_INSIDE.test(text.slice(keyword.body, end))) active('obj');
    if (holdsObjects(before)) packed.push({ before, from: keyword.body, to: end });
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

function requireInert(text: string): void {
  let escapes = 0;
  for (let at = text.indexOf('#'); at !== -1; at = text.indexOf('#', at + 1))
    if ((escapes += 1) > MOST_ESCAPES) notInspectable();
  const [, name] = ACTIVE.exec(text) ?? (escapes > 0 ? ACTIVE.exec(unescaped(text)) : null) ?? [];
  if (name === 'Encrypt') notInspectable();
  if (name !== undefined) active(name);
}

const unpackZlib = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate);

/** Object streams are read as they are or deflated once; anything else could hide what it likes. */
async function unpack(before: string, body: Buffer, room: number): Promise<Buffer> {
  const filters = [...before.matchAll(/\/Filter[\s\0]{0,100}(\[[^\]]{0,200}\]|\/[\w.]*)?/g)].map(
    ([, value]) => (value ?? '').replace(/[\s\0]/g, ''),
  );
  if (filters.some((filter) => !PLAIN_FILTER.test(filter)) || /\/DecodeParms|\/DP\b/.test(before))
    return notInspectable();
  if (filters.length === 0) return body.length > room ? unpacksTooLarge() : body;
  const most = Math.min(room, Math.max(RATIO_COUNTS_FROM, body.length * LARGEST_RATIO));
  try {
    return await unpackZlib(body, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? unpacksTooLarge() : broken();
  }
}
