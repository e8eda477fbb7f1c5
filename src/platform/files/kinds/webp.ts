import { broken, notAccepted, requireFew, requireSize, Removals, type Cleaned } from './cleaned';
import { exifFacts, orientationOnly, tellsPlace } from './exif';

const KEPT = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ICCP']);
const HAS_EXIF = 0b1000;
const HAS_XMP = 0b100;

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** Rewrites a still picture without its Exif, XMP and unknown chunks; an orientation stays. Moving pictures are not accepted. */
export function cleanWebp(bytes: Buffer): Cleaned {
  const declared = bytes.readUInt32LE(4) + 8;
  if (declared > bytes.length || declared < 20) broken();
  const chunks = chunksOf(bytes.subarray(12, declared));
  if (chunks.some(({ type }) => type === 'ANIM' || type === 'ANMF')) notAccepted();
  const pictures = chunks.filter(({ type }) => type === 'VP8 ' || type === 'VP8L');
  if (pictures.length !== 1) broken();
  for (const chunk of chunks) requireChunkSize(chunk);
  const removals = new Removals();
  if (declared < bytes.length) removals.add('METADATA');
  let orientation = 1;
  const kept = chunks.filter(({ type, data }) => {
    if (type === 'EXIF') orientation = exifFacts(tiffIn(data)).orientation;
    if (KEPT.has(type)) return true;
    const place = (type === 'EXIF' && exifFacts(tiffIn(data)).hasLocation) || tellsPlace(data);
    removals.add(place ? 'LOCATION' : 'METADATA');
    return false;
  });
  const extended = kept.some(({ type }) => type === 'VP8X');
  const turned = extended && orientation !== 1;
  if (turned) kept.push({ type: 'EXIF', data: orientationOnly(orientation) });
  const parts = kept.map((chunk) => written(chunk.type === 'VP8X' ? withFlags(chunk, turned) : chunk));
  const cleaned = Buffer.concat([bytes.subarray(0, 12), ...parts]);
  cleaned.writeUInt32LE(cleaned.length - 8, 4);
  return { bytes: cleaned, removed: cleaned.equals(bytes) ? [] : removals.list() };
}

function withFlags({ type, data }: Chunk, exif: boolean): Chunk {
  const changed = Buffer.from(data);
  changed[0] = ((changed[0] ?? 0) & ~(HAS_EXIF | HAS_XMP)) | (exif ? HAS_EXIF : 0);
  return { type, data: changed };
}

/** Some writers put JPEG's prefix before the TIFF block. */
const tiffIn = (data: Buffer) => (data.toString('latin1', 0, 4) === 'Exif' ? data.subarray(6) : data);

function requireChunkSize({ type, data }: Chunk): void {
  if (type === 'VP8X') {
    if (data.length < 10) broken();
    requireSize(data.readUIntLE(4, 3) + 1, data.readUIntLE(7, 3) + 1);
  }
  if (type === 'VP8 ') {
    if (data.length < 10 || data.readUIntBE(3, 3) !== 0x9d012a) broken();
    requireSize(data.readUInt16LE(6) & 0x3fff, data.readUInt16LE(8) & 0x3fff);
  }
  if (type === 'VP8L') {
    if (data.length < 5 || data[0] !== 0x2f) broken();
    const bits = data.readUInt32LE(1);
    requireSize((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  }
}

function chunksOf(body: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; at < body.length;) {
    if (at + 8 > body.length) broken();
    const length = body.readUInt32LE(at + 4);
    const end = at + 8 + length;
    if (end > body.length) broken();
    requireFew(chunks.length);
    chunks.push({ type: body.toString('latin1', at, at + 4), data: body.subarray(at + 8, end) });
    at = end + (length % 2);
  }
  return chunks;
}

function written({ type, data }: Chunk): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}
