import { deflateSync } from 'node:zlib';
import { Refused } from '../../libs/workflow/src/index';
import {
  docx,
  exifSegment,
  jpeg,
  jpegSegment,
  pdf,
  png,
  pngChunk,
  riffChunk,
  tiff,
  webp,
  xlsx,
  xmpSegment,
  zip,
} from '../support/file-samples';
import { inspect } from '../../src/platform/files/inspection';

const latin = (text: string) => Buffer.from(text, 'latin1');
const codeOf = (bytes: Buffer, ending: string, declared: string | null = null) =>
  inspect(bytes, ending, declared).then(
    ({ mediaType }) => mediaType,
    (error: unknown) => (error instanceof Refused ? error.refusals[0]?.code : String(error)),
  );
const packed = (text: string, filter = '/Filter /FlateDecode', body = deflateSync(latin(text))) =>
  pdf({ streams: [{ dictionary: `/Type /ObjStm /N 1 /First 4 ${filter}`, body }] });
const rels = (relation: string) => [
  { name: 'xl/_rels/workbook.xml.rels', text: `<Relationships>${relation}</Relationships>` },
];
/** A part whose bytes stand inside those of another: a bomb counts them again and again. */
function overlapping(): Buffer {
  const inner = { name: 'xl/b.xml', text: '<b/>' };
  const outer = { name: 'xl/a.xml', text: zip([inner]).subarray(0, 44), stored: true };
  const at = xlsx([outer]).indexOf(outer.text);
  return xlsx([outer, { ...inner, lies: { offset: at } }]);
}

const ACTIVE = 'FILE_ACTIVE_CONTENT';
const BROKEN = 'FILE_BROKEN';
const NOT_INSPECTABLE = 'FILE_NOT_INSPECTABLE';
const TOO_LARGE = 'FILE_ARCHIVE_TOO_LARGE';
const OTHER = 'FILE_TYPE_NOT_ACCEPTED';

describe('an upload is known by its contents', () => {
  it.each([
    [jpeg(), 'jpg', 'image/jpeg'],
    [png(), 'png', 'image/png'],
    [webp(), 'webp', 'image/webp'],
    [pdf(), 'pdf', 'application/pdf'],
    [xlsx(), 'xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    [docx(), 'docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    [Buffer.from('品名,数量\n花椒,-12.5\n'), 'csv', 'text/csv'],
    [Buffer.from([0xc6, 0xb7, 0xc3, 0xfb, 0x2c, 0x31, 0x0a]), 'csv', 'text/csv'], // GB 18030
  ])('%# is accepted under its ending', async (bytes, ending, mediaType) => {
    expect(await codeOf(bytes, ending)).toBe(mediaType);
    expect(await codeOf(bytes, ending, mediaType)).toBe(mediaType);
    expect(await codeOf(bytes, ending, 'text/html')).toBe('FILE_TYPE_MISMATCH');
    expect(await codeOf(bytes, ending === 'png' ? 'jpg' : 'png')).toMatch(/MISMATCH|NOT_ACCEPTED/);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'png', 'FILE_EMPTY'],
    ['SVG', latin('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'svg', OTHER],
    ['SVG called a table', latin('<svg onload="alert(1)"/>'), 'csv', ACTIVE],
    ['HTML', latin('<!doctype html><script>1</script>'), 'html', OTHER],
    ['a program', latin('MZ\x90\0'), 'exe', OTHER],
    ['GIF', latin('GIF89a'), 'gif', OTHER],
    ['old Office with room for macros', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), 'xls', OTHER],
    ['any other archive', zip([{ name: 'a.txt', text: 'a' }]), 'xlsx', OTHER],
    ['a formula in a table', latin('name\n=cmd|calc'), 'csv', ACTIVE],
    ['a formula behind a quote', latin('a,"@SUM(1)"'), 'csv', ACTIVE],
    ['a formula behind a sign', latin('a,+cmd'), 'csv', ACTIVE],
    ['bytes called a table', Buffer.from([0, 1, 2, 3]), 'csv', OTHER],
  ])('%s is refused', async (_what, bytes, ending, code) => {
    expect(await codeOf(bytes, ending)).toBe(code);
  });
});

describe('a picture', () => {
  it.each([
    ['PNG wider than any screen', png({ width: 20_001, height: 1, real: false }), 'png'],
    ['PNG of 4 gigapixels', png({ width: 65_535, height: 65_535, real: false }), 'png'],
    ['PNG of 100 megapixels', png({ width: 10_000, height: 10_000, real: false }), 'png'],
    ['JPEG of 4 gigapixels', jpeg({ width: 65_535, height: 65_535 }), 'jpg'],
    ['WebP of 268 megapixels', webp({ width: 16_384, height: 16_384 }), 'webp'],
  ])('as %s is refused by its header', async (_what, bytes, ending) => {
    expect(await codeOf(bytes, ending)).toBe('FILE_PICTURE_TOO_LARGE');
  });

  it.each([
    ['PNG cut short', png().subarray(0, -5), 'png'],
    ['PNG of no width', png({ width: 0 }), 'png'],
    [
      'PNG with a wrong checksum',
      Buffer.concat([png().subarray(0, 30), Buffer.from([9]), png().subarray(31)]),
      'png',
    ],
    ['PNG of nothing but its signature', latin('\x89PNG\r\n\x1a\n\x01\x02\x03'), 'png'],
    ['JPEG cut short', jpeg().subarray(0, -2), 'jpg'],
    ['JPEG without a frame', Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'jpg'],
    ['JPEG without height', jpeg({ height: 0 }), 'jpg'],
    ['WebP cut short', webp().subarray(0, -3), 'webp'],
    ['WebP without a picture', webp().subarray(0, 30), 'webp'],
  ])('as %s is broken', async (_what, bytes, ending) => {
    expect(await codeOf(bytes, ending)).toBe(BROKEN);
  });

  it.each([
    [
      'JPEG',
      jpeg({ extra: [exifSegment({ orientation: 6 }), xmpSegment(), jpegSegment(0xfe, latin('by 示例'))] }),
      'jpg',
    ],
    [
      'PNG',
      png({ extra: [pngChunk('eXIf', tiff({ orientation: 6 })), pngChunk('tEXt', latin('Author\0me'))] }),
      'png',
    ],
    [
      'WebP',
      webp({
        extra: [
          riffChunk('EXIF', tiff({ orientation: 6 })),
          riffChunk('XMP ', latin('<x exif:GPSLatitude="1"/>')),
        ],
      }),
      'webp',
    ],
  ])(
    'as %s loses its place and every other remark, keeps its pixels and which way up it is',
    async (_what, bytes, ending) => {
      const cleaned = await inspect(bytes, ending, null);
      expect(cleaned.removed).toContain('LOCATION');
      const text = cleaned.bytes.toString('latin1');
      expect(text).not.toMatch(/26 24 32|GPS|Author|adobe\.com|by /);
      expect(text).toContain('II*\0'); // the bare orientation
      expect(cleaned.bytes.length).toBeLessThan(bytes.length);
      const again = await inspect(cleaned.bytes, ending, null);
      expect([again.bytes.equals(cleaned.bytes), again.removed]).toEqual([true, []]);
    },
  );

  it.each([
    ['JPEG', jpeg(), 'jpg'],
    ['PNG', png(), 'png'],
  ])('as %s with another file behind its end leaves that behind', async (_what, bytes, ending) => {
    const polyglot = Buffer.concat([bytes, xlsx(), latin('<script>')]);
    const cleaned = await inspect(polyglot, ending, null);
    expect([cleaned.bytes.equals(bytes), cleaned.removed]).toEqual([true, ['METADATA']]);
  });

  it('that moves is not accepted', async () => {
    expect(await codeOf(webp({ extra: [riffChunk('ANIM', Buffer.alloc(6))] }), 'webp')).toBe(OTHER);
  });
});

describe('a PDF', () => {
  it.each([
    ['runs a script', pdf({ objects: ['<< /S /JavaScript /JS (app.alert(1)) >>'] }), ACTIVE],
    ['runs a script under an escaped name', pdf({ objects: ['<< /S /J#61v#61Script >>'] }), ACTIVE],
    ['runs it when opened', pdf({ objects: ['<< /OpenAction << /JS (1) >> >>'] }), ACTIVE],
    ['starts a program', pdf({ objects: ['<< /S /Launch /F (cmd.exe) >>'] }), ACTIVE],
    [
      'carries a file',
      pdf({
        objects: ['<< /Type /Filespec /EF << /F 9 0 R >> >>', '<< /Names << /EmbeddedFiles 3 0 R >> >>'],
      }),
      ACTIVE,
    ],
    ['sends a form', pdf({ objects: ['<< /S /SubmitForm >>'] }), ACTIVE],
    ['hides a script in an object stream', packed('7 0 << /S /JavaScript >>'), ACTIVE],
    ['hides it in an unpacked object stream', packed('', '', latin('7 0 << /S /Launch >>')), ACTIVE],
    ['hides it behind a decoy', packed('7 0 << /S /Launch >>', '/Filter /FlateDecode /X (1 0 obj)'), ACTIVE],
    [
      'packs it twice',
      packed('', '/Filter [/FlateDecode /FlateDecode]', deflateSync(deflateSync(latin('/JS')))),
      NOT_INSPECTABLE,
    ],
    ['packs it in another way', packed('', '/Filter /LZWDecode', latin('x')), NOT_INSPECTABLE],
    [
      'hides an object inside a stream',
      pdf({ streams: [{ dictionary: '', body: latin('9 0 obj << /S /Launch >> endobj') }] }),
      ACTIVE,
    ],
    [
      'unpacks without end',
      packed('', '/Filter /FlateDecode', deflateSync(Buffer.alloc(70_000_000))),
      TOO_LARGE,
    ],
    ['is encrypted', pdf({ objects: ['<< /Encrypt 5 0 R >>'] }), NOT_INSPECTABLE],
    ['is another file, too', Buffer.concat([pdf(), xlsx()]), BROKEN],
    ['has something before its beginning', Buffer.concat([latin('%PDF-<script>'), pdf()]), BROKEN],
    ['is cut short', pdf().subarray(0, -8), BROKEN],
  ])('that %s is refused', async (_what, bytes, code) => {
    expect(await codeOf(bytes, 'pdf')).toBe(code);
  });

  it('with page objects in object streams, a signature and an opening page is kept byte for byte', async () => {
    const bytes = pdf({
      objects: ['<< /OpenAction [3 0 R /Fit] >>', '<< /Type /Sig /Filter /Adobe.PPKLite >>'],
      streams: [
        {
          dictionary: '/Type /ObjStm /Filter /FlateDecode',
          body: deflateSync(latin('7 0 << /Type /Page >>')),
        },
        { dictionary: '/Filter /FlateDecode', body: deflateSync(latin('BT /F1 12 Tf (JS /JS) Tj ET')) },
      ],
    });
    expect((await inspect(bytes, 'pdf', null)).bytes.equals(bytes)).toBe(true);
  });
});

describe('a sheet or text document', () => {
  it.each([
    ['carries macros', xlsx([{ name: 'xl/vbaProject.bin', text: 'x' }]), ACTIVE],
    ['says it carries macros', xlsx([], 'application/vnd.ms-excel.sheet.macroEnabled.main+xml'), ACTIVE],
    ['carries an old macro sheet', xlsx([{ name: 'xl/macrosheets/sheet1.xml', text: '<x/>' }]), ACTIVE],
    ['embeds a file', docx([{ name: 'word/embeddings/a.xlsx', text: 'x' }]), ACTIVE],
    ['nests an archive', xlsx([{ name: 'xl/media/image1.png', text: xlsx() }]), ACTIVE],
    [
      'reaches outside',
      xlsx(rels('<Relationship Type="http://x/image" Target="http://示例/a" TargetMode="External"/>')),
      ACTIVE,
    ],
    [
      'opens a local file',
      xlsx(rels('<Relationship Type="http://x/hyperlink" Target="file:///c:/a" TargetMode="External"/>')),
      ACTIVE,
    ],
    [
      'loads a template',
      docx(rels('<Relationship Type="http://x/attachedTemplate" Target="a.dotm"/>')),
      ACTIVE,
    ],
    [
      'asks another program',
      docx([{ name: 'word/a.xml', text: '<w:instrText>DD</w:instrText><w:instrText>EAUTO cmd' }]),
      ACTIVE,
    ],
    ['declares entities', xlsx([{ name: 'xl/a.xml', text: '<!DOCTYPE a [<!ENTITY b "c">]>' }]), ACTIVE],
    [
      'hides its words in UTF-16',
      xlsx([{ name: 'xl/a.xml', text: Buffer.from('<a/>', 'utf16le') }]),
      NOT_INSPECTABLE,
    ],
    ['leaves its folder', xlsx([{ name: '../../etc/passwd.xml', text: 'x' }]), ACTIVE],
    ['names a drive', xlsx([{ name: 'C:\\a.xml', text: 'x' }]), ACTIVE],
    ['is encrypted', xlsx([{ name: 'xl/a.xml', text: 'x', lies: { flags: 1 } }]), NOT_INSPECTABLE],
    [
      'is packed in another way',
      xlsx([{ name: 'xl/a.xml', text: 'x', lies: { method: 12 } }]),
      NOT_INSPECTABLE,
    ],
    [
      'says less than it unpacks to',
      xlsx([{ name: 'xl/a.xml', text: 'x'.repeat(5000), lies: { size: 10 } }]),
      BROKEN,
    ],
    ['packs a thousandfold', xlsx([{ name: 'xl/a.xml', text: Buffer.alloc(5_000_000) }]), TOO_LARGE],
    [
      'says it unpacks to 2 GB',
      xlsx([{ name: 'xl/a.xml', text: 'x', lies: { size: 2_000_000_000 } }]),
      TOO_LARGE,
    ],
    [
      'has 2,001 parts',
      xlsx(Array.from({ length: 2000 }, (_one, index) => ({ name: `xl/${index}.xml`, text: '' }))),
      TOO_LARGE,
    ],
    ['has the same part twice', xlsx([{ name: 'xl/Workbook.xml', text: 'x' }]), BROKEN],
    ['uses the same bytes twice', xlsx([{ name: 'xl/a.xml', text: 'x', lies: { offset: 0 } }]), BROKEN],
    ['counts bytes of one part for another', overlapping(), BROKEN],
    [
      'names a part otherwise at its place',
      xlsx([{ name: 'xl/a.xml', text: 'x', lies: { localName: 'xl/b.xml' } }]),
      BROKEN,
    ],
    ['has room in its comment', zip([{ name: '[Content_Types].xml', text: 'x' }], 'PK'), BROKEN],
    ['has something behind its end', Buffer.concat([xlsx(), latin('x')]), BROKEN],
  ])('that %s is refused', async (_what, bytes, code) => {
    expect(await codeOf(bytes, bytes.includes('wordprocessingml') ? 'docx' : 'xlsx')).toBe(code);
  });

  it('with links to the web and printer settings is kept', async () => {
    const link =
      '<Relationship Type="http://x/hyperlink" Target="https://example.org" TargetMode="External"/>';
    const bytes = xlsx([...rels(link), { name: 'xl/printerSettings/printerSettings1.bin', text: 'x' }]);
    expect(await codeOf(bytes, 'xlsx')).toMatch(/sheet$/);
  });
});
