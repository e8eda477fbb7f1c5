import { promisify } from 'node:util';
import { Readable } from 'node:stream';
import { createInflateRaw, inflateRaw } from 'node:zlib';
import { active, broken, notInspectable, unpacksTooLarge } from './cleaned';

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const MOST_ENTRIES = 2000;
const MOST_UNPACKED = 64 * 1024 * 1024;
/** Sheets of repeated cells pack well; a bomb packs a thousandfold. */
const LARGEST_RATIO = 200;
const RATIO_COUNTS_FROM = 1024 * 1024;
const PIECE = 64 * 1024;

const unpackRaw = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflateRaw);

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Buffer;
}

interface Place {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/** A part as it lies in its archive. */
export interface PackedPart {
  readonly name: string;
  /** As its header says; unpacking ends where it says otherwise. */
  readonly size: number;
  /** In pieces, never the whole of it at once. */
  pieces(): AsyncGenerator<Buffer>;
}

/** The parts of an archive that `unpackZip` would take, however large they are unpacked. */
export function packedParts(bytes: Buffer): PackedPart[] {
  return layoutOf(bytes).map(({ place, body }) => ({
    name: place.name,
    size: place.unpacked,
    pieces: () => piecesOf(place, body),
  }));
}

async function* piecesOf({ method, packed, unpacked: size }: Place, body: Buffer): AsyncGenerator<Buffer> {
  if (size > RATIO_COUNTS_FROM && size > packed * LARGEST_RATIO) unpacksTooLarge();
  if (method !== 0 && method !== 8) notInspectable();
  const source = Readable.from([body]);
  const pieces = method === 0 ? source : source.pipe(createInflateRaw({ chunkSize: PIECE }));
  let seen = 0;
  try {
    for await (const piece of pieces as AsyncIterable<Buffer>) {
      seen += piece.length;
      if (seen > size) break;
      yield piece;
    }
  } catch (error) {
    if (isZlib(error)) broken();
    throw error;
  }
  if (seen !== size) broken();
}

const isZlib = (error: unknown) => String((error as NodeJS.ErrnoException).code).startsWith('Z_');

/**
 * Unpacks an archive in which nothing overlaps, hides, escapes or grows beyond what it declares.
 * Refuses it as broken, not inspectable (encrypted, unusual packing) or too large.
 */
export async function unpackZip(bytes: Buffer): Promise<ZipEntry[]> {
  const layout = layoutOf(bytes);
  const total = layout.reduce((sum, { place }) => sum + place.unpacked, 0);
  if (total > MOST_UNPACKED) unpacksTooLarge();
  const entries: ZipEntry[] = [];
  for (const { place, body } of layout)
    entries.push({ name: place.name, bytes: await unpacked(place, body) });
  return entries;
}

function layoutOf(bytes: Buffer): { place: Place; body: Buffer }[] {
  let free = 0; // where the next entry may begin: packed once, counted once
  return directoryOf(bytes)
    .toSorted((a, b) => a.offset - b.offset)
    .map((place, index) => {
      if (place.offset < free || (index === 0 && place.offset !== 0)) broken();
      const start = bodyOf(bytes, place);
      free = start + place.packed;
      if (free > bytes.length) broken();
      return { place, body: bytes.subarray(start, free) };
    });
}

function directoryOf(bytes: Buffer): Place[] {
  const end = bytes.length - 22; // an archive's comment would be room for another file
  if (end < 0 || bytes.readUInt32LE(end) !== END || bytes.readUInt16LE(end + 20) !== 0) return broken();
  const count = bytes.readUInt16LE(end + 10);
  const start = bytes.readUInt32LE(end + 16);
  if (bytes.readUInt32LE(end + 4) !== 0 || bytes.readUInt16LE(end + 8) !== count) notInspectable();
  if (count === 0xffff || start === 0xffffffff) notInspectable(); // zip64: for what is larger than we take
  if (count > MOST_ENTRIES) unpacksTooLarge();
  const places: Place[] = [];
  const names = new Set<string>();
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== CENTRAL) broken();
    const place = placeAt(bytes, at);
    if (names.has(place.name.toLowerCase())) broken();
    names.add(place.name.toLowerCase());
    places.push(place);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  if (at !== end || count === 0) broken();
  return places;
}

function placeAt(bytes: Buffer, at: number): Place {
  const name = bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28));
  if (bytes.readUInt16LE(at + 8) & 0x2041) notInspectable(); // encrypted, strongly encrypted, masked headers
  if (!/^[^\\:\p{Cc}\uFFFD]{1,255}$/u.test(name) || name.startsWith('/') || /(^|\/)\.\.?(\/|$)/.test(name))
    active(name.replace(/[^\w./-]/g, '?').slice(0, 40));
  return {
    name,
    method: bytes.readUInt16LE(at + 10),
    packed: bytes.readUInt32LE(at + 20),
    unpacked: bytes.readUInt32LE(at + 24),
    offset: bytes.readUInt32LE(at + 42),
  };
}

/** Programs that read from the front must meet the same names as those that read the directory. */
function bodyOf(bytes: Buffer, { name, method, offset }: Place): number {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) broken();
  const nameEnd = offset + 30 + bytes.readUInt16LE(offset + 26);
  if (bytes.toString('utf8', offset + 30, nameEnd) !== name) broken();
  if (bytes.readUInt16LE(offset + 6) & 0x2041) notInspectable();
  if (bytes.readUInt16LE(offset + 8) !== method) broken();
  return nameEnd + bytes.readUInt16LE(offset + 28);
}

async function unpacked({ method, packed, unpacked: size }: Place, body: Buffer): Promise<Buffer> {
  if (size > RATIO_COUNTS_FROM && size > packed * LARGEST_RATIO) unpacksTooLarge();
  if (method === 0) return packed === size ? body : broken();
  if (method !== 8) return notInspectable();
  try {
    const whole = await unpackRaw(body, { maxOutputLength: Math.max(1, size) });
    return whole.length === size ? whole : broken();
  } catch {
    return broken(); // grows beyond what it declares, or does not unpack at all
  }
}
