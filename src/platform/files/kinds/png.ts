import { crc32 } from 'node:zlib';
import { broken, requireFew, requireSize, Removals, type Cleaned } from './cleaned';
import { exifFacts, orientationOnly, tellsPlace } from './exif';

const SIGNATURE_BYTES = 8;
/** What draws the picture, and its colours. */
const KEPT = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'sBIT',
  'bKGD',
  'pHYs',
]);
const LARGEST_PROFILE = 1024 * 1024;

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** Rewrites the picture from the chunks that draw it; texts, times, places, animation and what follows the end are left out. */
export function cleanPng(bytes: Buffer): Cleaned {
  const { chunks, end } = chunksOf(bytes);
  const [header] = chunks;
  if (header?.type !== 'IHDR' || header.data.length !== 13) return broken();
  requireSize(header.data.readUInt32BE(0), header.data.readUInt32BE(4));
  if (
    chunks.filter(({ type }) => type === 'IHDR').length !== 1 ||
    !chunks.some(({ type }) => type === 'IDAT')
  )
    broken();
  const removals = new Removals();
  if (end < bytes.length) removals.add('METADATA');
  let orientation = 1;
  const kept = chunks.filter(({ type, data }) => {
    if (type === 'eXIf') orientation = exifFacts(data).orientation;
    if (KEPT.has(type) || (type === 'iCCP' && data.length <= LARGEST_PROFILE)) return true;
    // A critical chunk nobody knows: a viewer could not show the picture either.
    if (/^[A-Z]/.test(type)) broken();
    const place = (type === 'eXIf' && exifFacts(data).hasLocation) || tellsPlace(data);
    removals.add(place ? 'LOCATION' : 'METADATA');
    return false;
  });
  if (orientation !== 1) kept.splice(1, 0, { type: 'eXIf', data: orientationOnly(orientation) });
  const cleaned = Buffer.concat([bytes.subarray(0, SIGNATURE_BYTES), ...kept.map(written)]);
  return { bytes: cleaned, removed: cleaned.equals(bytes) ? [] : removals.list() };
}

function chunksOf(bytes: Buffer): { chunks: Chunk[]; end: number } {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE_BYTES; ;) {
    if (at + 12 > bytes.length) broken();
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) broken();
    const body = bytes.subarray(at + 4, end - 4);
    const type = body.toString('latin1', 0, 4);
    if (!/^[A-Za-z]{4}$/.test(type) || crc32(body) !== bytes.readUInt32BE(end - 4)) broken();
    requireFew(chunks.length);
    chunks.push({ type, data: body.subarray(4) });
    if (type === 'IEND') return { chunks, end };
    at = end;
  }
}

function written({ type, data }: Chunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
