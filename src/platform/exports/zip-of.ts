import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';

const pack = promisify<Buffer, Buffer>(deflateRaw);
/** 1 January 1980: an archive of the same parts is the same bytes. */
const NO_TIME = 0x0021_0000;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
const VERSION = 20;

/** The parts as an archive, each deflated. */
export async function zipOf(parts: readonly (readonly [name: string, text: string])[]): Promise<Buffer> {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of parts) {
    const whole = Buffer.from(text);
    const packed = await pack(whole);
    const label = Buffer.from(name);
    const facts = factsOf(whole, packed, label);
    const local = Buffer.concat([numbers([0x04034b50, 4], [VERSION, 2]), facts, label, packed]);
    bodies.push(local);
    directory.push(
      numbers([0x02014b50, 4], [VERSION, 2], [VERSION, 2]),
      facts,
      numbers([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]),
      label,
    );
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const count = parts.length;
  const end = numbers(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [listed.length, 4],
    [offset, 4],
    [0, 2],
  );
  return Buffer.concat([...bodies, listed, end]);
}

/** What stands alike before the entry and in the directory. */
const factsOf = (whole: Buffer, packed: Buffer, label: Buffer) =>
  numbers(
    [UTF8_NAMES, 2],
    [DEFLATED, 2],
    [NO_TIME, 4],
    [crc32(whole), 4],
    [packed.length, 4],
    [whole.length, 4],
    [label.length, 2],
    [0, 2],
  );

function numbers(...given: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer {
  return Buffer.concat(
    given.map(([value, bytes]) => {
      const buffer = Buffer.alloc(bytes);
      buffer.writeUIntLE(value, 0, bytes);
      return buffer;
    }),
  );
}
