const ORIENTATION = 0x0112;
const GPS = 0x8825;
const MOST_FIELDS = 200;

export interface ExifFacts {
  /** 2 to 8 where the picture must be turned or mirrored; 1 otherwise. */
  readonly orientation: number;
  readonly hasLocation: boolean;
}

/** Reads orientation and presence of a place from a TIFF block; whatever cannot be read says nothing. */
export function exifFacts(tiff: Buffer): ExifFacts {
  const nothing = { orientation: 1, hasLocation: false };
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.length < 14 || (order !== 'II' && order !== 'MM')) return nothing;
  const little = order === 'II';
  const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (first + 2 > tiff.length) return nothing;
  const count = Math.min(u16(first), MOST_FIELDS);
  let { orientation, hasLocation } = nothing;
  for (let field = 0; field < count; field += 1) {
    const at = first + 2 + field * 12;
    if (at + 12 > tiff.length) break;
    if (u16(at) === GPS) hasLocation = true;
    const value = u16(at + 8);
    if (u16(at) === ORIENTATION && value >= 2 && value <= 8) orientation = value;
  }
  return { orientation, hasLocation };
}

/** A TIFF block that says nothing but which way up the picture is. */
export function orientationOnly(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('II', 0, 'latin1');
  tiff.writeUInt16LE(42, 2);
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(ORIENTATION, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(orientation, 18);
  return tiff;
}

/** XMP is text: a place in it is named by its property. */
export const tellsPlace = (text: Buffer) =>
  /GPS(Latitude|Longitude|Coordinates)|photoshop:City|Iptc4xmpCore:Location/.test(text.toString('latin1'));
