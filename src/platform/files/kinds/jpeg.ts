import { broken, requireSize, Removals, type Cleaned } from './cleaned';
import { exifFacts, orientationOnly, tellsPlace } from './exif';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const TABLES = new Set([0xc4, 0xcc, 0xdb, 0xdc, 0xdd, 0xde, 0xdf]);
const EXIF = 'Exif\0\0';

const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const startsWith = (data: Buffer, text: string) => data.toString('latin1', 0, text.length) === text;

/**
 * Rewrites the picture from the segments that draw it: tables, frames, scans, colour profile and a bare orientation.
 * Everything else (places, cameras, thumbnails, comments, whatever follows the end) is left out; pixels are untouched.
 */
export function cleanJpeg(bytes: Buffer): Cleaned {
  const removals = new Removals();
  const kept: Buffer[] = [];
  let orientation = 1;
  let framed = false;
  let at = 2;
  for (;;) {
    const segment = segmentAt(bytes, at);
    const { marker, data, end } = segment;
    if (marker === EOI) {
      if (!framed || !kept.length) broken();
      if (end < bytes.length) removals.add('METADATA');
      break;
    }
    at = end;
    if (isFrame(marker)) {
      if (framed || data.length < 8) broken();
      requireSize(data.readUInt16BE(3), data.readUInt16BE(1));
      framed = true;
    }
    if (marker === APP1 && startsWith(data, EXIF)) orientation = exifFacts(data.subarray(6)).orientation;
    const part = keptPart(marker, data);
    if (part) kept.push(segmentOf(marker, part));
    else removals.add(hasPlace(marker, data) ? 'LOCATION' : 'METADATA');
    if (marker === SOS) {
      if (!framed) broken();
      at = endOfScan(bytes, end);
      kept.push(bytes.subarray(end, at));
    }
  }
  if (orientation !== 1) {
    const turned = Buffer.concat([Buffer.from(EXIF, 'latin1'), orientationOnly(orientation)]);
    kept.splice(kept[0]?.[1] === APP0 ? 1 : 0, 0, segmentOf(APP1, turned));
  }
  const cleaned = Buffer.concat([Buffer.from([0xff, SOI]), ...kept, Buffer.from([0xff, EOI])]);
  // Exactly what a picture cleaned before looks like: nothing was taken from it.
  return { bytes: cleaned, removed: cleaned.equals(bytes) ? [] : removals.list() };
}

function keptPart(marker: number, data: Buffer): Buffer | null {
  if (TABLES.has(marker) || isFrame(marker) || marker === SOS) return data;
  if (marker === APP0 && startsWith(data, 'JFIF\0') && data.length >= 14)
    return Buffer.concat([data.subarray(0, 12), Buffer.alloc(2)]); // without its thumbnail
  if (marker === APP2 && startsWith(data, 'ICC_PROFILE\0')) return data;
  return marker === APP14 && startsWith(data, 'Adobe') ? data : null;
}

const hasPlace = (marker: number, data: Buffer) =>
  marker === APP1 && (startsWith(data, EXIF) ? exifFacts(data.subarray(6)).hasLocation : tellsPlace(data));

function segmentAt(bytes: Buffer, from: number): { marker: number; data: Buffer; end: number } {
  let at = from;
  if (bytes[at] !== 0xff) broken();
  while (bytes[at + 1] === 0xff) at += 1; // fill bytes
  const marker = bytes[at + 1] ?? 0;
  if (marker === EOI) return { marker, data: Buffer.alloc(0), end: at + 2 };
  if (marker < 0xc0 || marker === SOI || (marker >= 0xd0 && marker <= 0xd7)) broken();
  if (at + 4 > bytes.length) broken();
  const end = at + 2 + bytes.readUInt16BE(at + 2);
  if (end < at + 4 || end > bytes.length) broken();
  return { marker, data: bytes.subarray(at + 4, end), end };
}

/** Compressed data run to the next marker that is neither a stuffed zero nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return broken();
}

function segmentOf(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}
