import { crc32, deflateRawSync, deflateSync } from 'node:zlib';

const latin = (text: string) => Buffer.from(text, 'latin1');
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** A TIFF block as cameras write it: an orientation, a maker's name, and a place. */
export function tiff({ orientation = 1, place = true } = {}): Buffer {
  const bytes = Buffer.alloc(80);
  bytes.write('MM\0*', 0, 'latin1');
  bytes.writeUInt32BE(8, 4);
  bytes.writeUInt16BE(place ? 2 : 1, 8);
  bytes.writeUInt16BE(0x0112, 10);
  bytes.writeUInt16BE(3, 12);
  bytes.writeUInt32BE(1, 14);
  bytes.writeUInt16BE(orientation, 18);
  if (place) {
    bytes.writeUInt16BE(0x8825, 22);
    bytes.writeUInt16BE(4, 24);
    bytes.writeUInt32BE(1, 26);
    bytes.writeUInt32BE(40, 30);
    bytes.write('N 26 24 32 E 103 17', 44, 'latin1');
  }
  return bytes;
}

export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([latin(type), data]);
  return Buffer.concat([u32(data.length), body, u32(crc32(body))]);
}

/** A grey picture; `extra` stands between header and pixels. */
export function png({ width = 2, height = 2, extra = [] as Buffer[], real = true } = {}): Buffer {
  const header = Buffer.concat([u32(width), u32(height), Buffer.from([8, 0, 0, 0, 0])]);
  const pixels = real ? Buffer.alloc((width + 1) * height) : Buffer.alloc(4);
  return Buffer.concat([
    latin('\x89PNG\r\n\x1a\n'),
    pngChunk('IHDR', header),
    ...extra,
    pngChunk('IDAT', deflateSync(pixels)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

export function jpegSegment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

export function jpeg({ width = 16, height = 8, extra = [] as Buffer[] } = {}): Buffer {
  const frame = Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jpegSegment(0xe0, latin('JFIF\0\x01\x01\0\0\x48\0\x48\0\0')),
    ...extra,
    jpegSegment(0xdb, Buffer.alloc(65, 1)),
    jpegSegment(0xc0, frame),
    jpegSegment(0xc4, Buffer.from([0, ...Array<number>(16).fill(0)])),
    jpegSegment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0x34, 0xff, 0x00, 0x56, 0xff, 0xd0, 0x78]),
    Buffer.from([0xff, 0xd9]),
  ]);
}

export const exifSegment = (facts = {}) => jpegSegment(0xe1, Buffer.concat([latin('Exif\0\0'), tiff(facts)]));
export const xmpSegment = () =>
  jpegSegment(0xe1, latin('http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude="26,24.5N"/>'));

export function riffChunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

export function webp({ width = 4, height = 4, extra = [] as Buffer[] } = {}): Buffer {
  const canvas = Buffer.alloc(10);
  canvas[0] = 0b1100;
  canvas.writeUIntLE(width - 1, 4, 3);
  canvas.writeUIntLE(height - 1, 7, 3);
  const lossless = Buffer.alloc(9);
  lossless[0] = 0x2f;
  lossless.writeUInt32LE((((width - 1) & 0x3fff) | (((height - 1) & 0x3fff) << 14)) >>> 0, 1);
  const body = Buffer.concat([
    latin('WEBP'),
    riffChunk('VP8X', canvas),
    riffChunk('VP8L', lossless),
    ...extra,
  ]);
  const head = Buffer.alloc(8);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

/** One page; `objects` are written as they come, `streams` as streams of their dictionary. */
export function pdf({
  objects = [] as string[],
  streams = [] as { dictionary: string; body: Buffer }[],
} = {}) {
  return Buffer.concat([
    latin('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n'),
    latin('2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page >>\nendobj\n'),
    ...objects.map((object, index) => latin(`${10 + index} 0 obj\n${object}\nendobj\n`)),
    ...streams.map(({ dictionary, body }, index) =>
      Buffer.concat([
        latin(`${50 + index} 0 obj\n<< ${dictionary} /Length ${body.length} >>\nstream\n`),
        body,
        latin('\nendstream\nendobj\n'),
      ]),
    ),
    latin('trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n'),
  ]);
}

export interface Part {
  readonly name: string;
  readonly text: string | Buffer;
  readonly stored?: boolean;
  /** What the headers say instead of the truth. */
  readonly lies?: { flags?: number; size?: number; method?: number; localName?: string; offset?: number };
}

/** An archive written by hand, so that it may lie. */
export function zip(parts: readonly Part[], comment = ''): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, text, stored = false, lies = {} } of parts) {
    const bytes = Buffer.isBuffer(text) ? text : Buffer.from(text, 'utf8');
    const packed = stored ? bytes : deflateRawSync(bytes);
    const facts = Buffer.alloc(22);
    facts.writeUInt16LE(lies.flags ?? 0, 0);
    facts.writeUInt16LE(lies.method ?? (stored ? 0 : 8), 2);
    facts.writeUInt32LE(crc32(bytes), 8);
    facts.writeUInt32LE(packed.length, 12);
    facts.writeUInt32LE(lies.size ?? bytes.length, 16);
    const localName = Buffer.from(lies.localName ?? name);
    facts.writeUInt16LE(localName.length, 20);
    const file = Buffer.concat([latin('PK\x03\x04\x14\0'), facts, Buffer.alloc(2), localName, packed]);
    const entryName = Buffer.from(name);
    facts.writeUInt16LE(entryName.length, 20);
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(lies.offset ?? at, 12);
    directory.push(Buffer.concat([latin('PK\x01\x02\x14\0\x14\0'), facts, tail, entryName]));
    files.push(file);
    at += file.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...files, listed, end, latin(comment)]);
}

const MAIN = 'application/vnd.openxmlformats-officedocument';
const types = (main: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><Types><Override PartName="/main.xml" ContentType="${main}"/></Types>`;

export const xlsx = (more: readonly Part[] = [], main = `${MAIN}.spreadsheetml.sheet.main+xml`) =>
  zip([
    { name: '[Content_Types].xml', text: types(main) },
    { name: 'xl/workbook.xml', text: '<workbook/>' },
    ...more,
  ]);
export const docx = (more: readonly Part[] = []) =>
  zip([
    { name: '[Content_Types].xml', text: types(`${MAIN}.wordprocessingml.document.main+xml`) },
    { name: 'word/document.xml', text: '<w:document/>' },
    ...more,
  ]);

/** A sheet of a megabyte that takes half a second to look into: four hundred thousand relations. */
export function laboriousXlsx(): Buffer {
  const relation = (index: number) =>
    `<Relationship Type="http://x/hyperlink" Target="https://e.org/${index}" TargetMode="External"/>`;
  const relations = `<R>${Array.from({ length: 99_000 }, (_, index) => relation(index)).join('')}</R>`;
  return xlsx(Array.from({ length: 4 }, (_, index) => ({ name: `xl/_rels/${index}.rels`, text: relations })));
}
