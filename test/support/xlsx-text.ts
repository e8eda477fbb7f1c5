import { inflateRawSync } from 'node:zlib';

const CENTRAL = 0x02014b50;

/** The parts of a workbook by their names, as text. */
export function xlsxParts(bytes: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  while (bytes.readUInt32LE(at) === CENTRAL) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(from, from + size);
    const text = (method === 8 ? inflateRawSync(packed) : packed).toString();
    parts.set(bytes.subarray(at + 46, at + 46 + name).toString(), text);
    at += 46 + name + extra + comment;
  }
  return parts;
}
