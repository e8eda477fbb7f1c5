import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { Refused } from '../../libs/workflow/src/index';
import {
  docx,
  exifSegment,
  jpeg,
  pdf,
  png,
  pngChunk,
  riffChunk,
  tiff,
  webp,
  xlsx,
  xmpSegment,
} from '../support/file-samples';
import { inspect } from '../../src/platform/files/inspection';

const SAMPLES: readonly (readonly [string, Buffer])[] = [
  ['jpg', jpeg({ extra: [exifSegment({ orientation: 3 }), xmpSegment()] })],
  ['png', png({ extra: [pngChunk('eXIf', tiff())] })],
  ['webp', webp({ extra: [riffChunk('EXIF', tiff({ orientation: 8 }))] })],
  [
    'pdf',
    pdf({
      objects: ['<< /S /URI >>'],
      streams: [
        { dictionary: '/Type /ObjStm /Filter /FlateDecode', body: deflateSync(Buffer.from('1 0 << >>')) },
      ],
    }),
  ],
  ['xlsx', xlsx([{ name: 'xl/worksheets/sheet1.xml', text: '<sheet/>' }])],
  ['docx', docx([{ name: 'word/_rels/document.xml.rels', text: '<Relationships/>' }])],
  ['csv', Buffer.from('品名,数量\n花椒,1\n')],
];
/** What an attacker would put in. */
const POISON = [
  '<script>alert(1)</script>',
  '/JavaScript',
  '/J#53 ',
  '9 0 obj << /S /Launch >> endobj',
  'stream\n',
  'endstream',
  'PK\x05\x06',
  'Exif\0\0MM\0*\0\0\0\x08\0\x01\x88\x25',
  '\xff\xd9',
  '\xff\xe1\0\x20http://ns.adobe.com/xap/1.0/',
  '\0\0\0\x04IEND',
  '=cmd|calc',
  '\n@x',
].map((text) => Buffer.from(text, 'latin1'));

interface Edit {
  readonly at: number;
  readonly cut: number;
  readonly put: Buffer;
}
const where = fc.oneof(
  fc.nat({ max: 1000 }).map((thousandth) => thousandth / 1000),
  fc.constant(1),
);
const byteChanged = fc.record({
  at: where,
  cut: fc.constant(1),
  put: fc.nat({ max: 255 }).map((byte) => Buffer.from([byte])),
});
const poisoned = fc.record({ at: where, cut: fc.constantFrom(0, 0, 4), put: fc.constantFrom(...POISON) });
const edits = fc.array(fc.oneof(byteChanged, poisoned), { minLength: 1, maxLength: 3 });
const edited = (bytes: Buffer, list: readonly Edit[]) =>
  list.reduce((now, { at, cut, put }) => {
    const from = Math.floor(at * now.length);
    return Buffer.concat([now.subarray(0, from), put, now.subarray(from + cut)]);
  }, bytes);

/** Written apart from the inspectors: what may in no case be given out again. */
function dangers(mediaType: string, bytes: Buffer): string[] {
  const text = bytes.toString('latin1');
  const found: string[] = [];
  const says = (name: string, here: boolean) => void (here && found.push(name));
  if (mediaType.startsWith('image/')) {
    says('a place', /GPSLatitude|N 26 24 32/.test(text));
    says('two ends', mediaType === 'image/jpeg' && !text.endsWith('\xff\xd9'));
    says('something behind the end', mediaType === 'image/png' && !text.endsWith('IEND\xaeB`\x82'));
  }
  if (mediaType === 'application/pdf') {
    const plain = text.replace(/#([0-9a-f]{2})/gi, (_all, hex: string) =>
      String.fromCharCode(parseInt(hex, 16)),
    );
    says(
      'a script',
      /\/(JavaScript|JS|Launch)(?![A-Za-z0-9._#-])/.test(plain.replace(/stream\r?\n[^]*?endstream/g, '')),
    );
    says(
      'a hidden object',
      /stream\s(?:(?!endstream)[^])*\d \d obj[^]*?endstream/.test(
        text.replace(/endstream/g, 'endstream\n\n'),
      ) && /Launch/.test(plain),
    );
  }
  if (mediaType === 'text/csv') says('a formula', /(^|[\n,])[=@]/.test(text) || text.includes('<script'));
  return found;
}

describe('whatever is done to a file', () => {
  it.each(SAMPLES)('%s is kept harmless or refused, and never breaks the house', async (ending, sample) => {
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(edits, async (list) => {
        const bytes = edited(sample, list);
        const result = await inspect(bytes, ending, null).catch((error: unknown) => {
          if (error instanceof Refused) return null;
          throw error;
        });
        if (!result) return;
        kept += 1;
        expect(dangers(result.mediaType, result.bytes)).toEqual([]);
        const again = await inspect(result.bytes, ending, null);
        expect(again.bytes.equals(result.bytes)).toBe(true);
      }),
      { numRuns: 700, seed: 20260709 },
    );
    expect(kept).toBeGreaterThan(0);
  });

  const repeated = (text: string, bytes: number) => text.repeat(Math.floor(bytes / text.length));
  const MOST = 10_000_000;
  it.each([
    ['slashes', 'pdf', pdf({ objects: [repeated('/', MOST)] })],
    [
      'open filters',
      'pdf',
      pdf({
        streams: [{ dictionary: `/Type /ObjStm ${repeated('/Filter[', MOST)}`, body: Buffer.from('1 0') }],
      }),
    ],
    ['streams', 'pdf', pdf({ objects: [repeated('stream\nendstream ', MOST)] })],
    ['open tags in relations', 'docx', docx([{ name: 'word/a.rels', text: repeated('<a ', 900_000) }])],
    ['open fields', 'docx', docx([{ name: 'word/a.xml', text: repeated('<w:instrText ', 900_000) }])],
    ['signs', 'csv', Buffer.from(`a${repeated(',-', MOST)}`)],
    ['open marks', 'csv', Buffer.from(`a${repeated('<  ', MOST)}`)],
  ])('%s without end are read once', async (_what, ending, bytes) => {
    const before = process.cpuUsage();
    await inspect(bytes, ending, null).catch((error: unknown) => expect(error).toBeInstanceOf(Refused));
    const { user } = process.cpuUsage(before);
    // About a second of work; read once for every byte it would be hours. The bound lies far from both, on any machine.
    expect(user / 1_000_000).toBeLessThan(120);
  });

  it('noise behind every signature is refused or kept harmless, too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SAMPLES),
        fc.nat({ max: 24 }),
        fc.uint8Array({ maxLength: 400 }),
        async ([ending, sample], head, noise) => {
          const bytes = Buffer.concat([sample.subarray(0, head), noise]);
          await inspect(bytes, ending, null).catch((error: unknown) => expect(error).toBeInstanceOf(Refused));
        },
      ),
      { numRuns: 1000, seed: 20260710 },
    );
  });
});
