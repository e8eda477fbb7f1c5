import { deflateSync } from 'node:zlib';
import { Refused } from '../../libs/workflow/src/index';
import { docx, pdf, png, pngChunk, riffChunk, webp } from '../support/file-samples';
import { processorTime } from '../support/processor-time';
import { inspect } from '../../src/platform/files/inspection';

const codeOf = (bytes: Buffer, ending: string) =>
  inspect(bytes, ending, null).then(
    ({ mediaType }) => mediaType,
    (error: unknown) => (error instanceof Refused ? error.refusals[0]?.code : String(error)),
  );
const ACTIVE = 'FILE_ACTIVE_CONTENT';
const BROKEN = 'FILE_BROKEN';
const NOT_INSPECTABLE = 'FILE_NOT_INSPECTABLE';
const TOO_LARGE = 'FILE_ARCHIVE_TOO_LARGE';

const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const field = (...runs: string[]) =>
  `${mark('begin')}${runs.map((run) => `<w:r><w:instrText>${run}</w:instrText></w:r>`).join('')}${mark('end')}`;
const part = (text: string) => docx([{ name: 'word/a.xml', text }]);
const related = (relation: string) =>
  docx([{ name: 'word/_rels/document.xml.rels', text: `<Relationships>${relation}</Relationships>` }]);

describe('a text document', () => {
  it.each([
    ['under another prefix', '<x:instrText>DDEAUTO cmd</x:instrText>', ACTIVE],
    ['under a prefix in Chinese', '<域:instrText>DDE cmd</域:instrText>', ACTIVE],
    ['under no prefix', '<instrText xml:space="preserve">DDE cmd</instrText>', ACTIVE],
    ['in single quotes', "<w:fldSimple w:instr='DDEAUTO cmd'/>", ACTIVE],
    ['behind a decimal reference', '<w:instrText>&#68;DEAUTO cmd</w:instrText>', ACTIVE],
    ['behind a hexadecimal reference', '<w:instrText>&#x00044;DE cmd</w:instrText>', ACTIVE],
    ['behind another field', '<w:instrText>PAGE</w:instrText><w:instrText>DDEAUTO c</w:instrText>', ACTIVE],
    ['as a picture from outside', '<w:instrText>INCLUDEPICTURE "http://示例/a"</w:instrText>', ACTIVE],
    ['as a text from outside', '<w:fldSimple w:instr="INCLUDETEXT \\\\示例\\a"/>', ACTIVE],
    ['as a link to another file', field('LINK Excel.Sheet.8 "\\\\示例\\a.xls"'), ACTIVE],
    ['as a link in runs', field(' LI', 'NK Excel.Sheet.8 "a"'), ACTIVE],
    ['as a link in small letters', "<w:fldSimple w:instr=' link Excel.Sheet.8 a'/>", ACTIVE],
    ['as a link behind a reference', field('&#x4C;INK Excel.Sheet.8 a'), ACTIVE],
    [
      'as a link behind half a word of another field',
      `${field('REF HYPER')}${field('LINK Excel a')}`,
      ACTIVE,
    ],
    ['as a link inside another field', field(`IF ${mark('begin')}`, 'LINK Excel a'), ACTIVE],
    ['as a link behind a sign in its tag', `<w:instrText a=">" b='"'>LINK Excel a</w:instrText>`, ACTIVE],
    ['as a link that is no longer there', '<w:delInstrText>LINK Excel a</w:delInstrText>', ACTIVE],
    ['as a picture of old', field('IMPORT "//示例/a"'), ACTIVE],
    ['as a text of old', field('INCLUDE "//示例/a"'), ACTIVE],
    ['as another document', field('RD "//示例/a"'), ACTIVE],
    ['as a database', field('DATABASE \\d "//示例/a"'), ACTIVE],
    [
      'by a name that another field makes',
      `${mark('begin')}<w:instrText> </w:instrText>${mark('begin')}<w:instrText>QUOTE "L"</w:instrText>${mark('end')}${mark('end')}`,
      ACTIVE,
    ],
    ['in a section', '<w:instrText><![CDATA[DDEAUTO cmd]]></w:instrText>', NOT_INSPECTABLE],
    ['around a remark', '<w:instrText>DD<!-- -->EAUTO</w:instrText>', NOT_INSPECTABLE],
  ])('that calls out %s is refused', async (_how, text, code) => {
    expect(await codeOf(part(text), 'docx')).toBe(code);
  });

  it.each([
    [
      'behind a sign that ends no tag',
      '<Relationship Id="r1" Type="x/image" Target="file://示例/s/x?>" TargetMode="External"/>',
      ACTIVE,
    ],
    [
      'behind names that only look alike',
      '<Relationship xmlns:a="x/hyperlink" xmlns:Target="https://" Type="x/image" Target="\\\\示例\\s" TargetMode="External"/>',
      ACTIVE,
    ],
    [
      'in a mode nobody knows',
      '<Relationship Type="x/image" Target="//示例/s" TargetMode="external"/>',
      ACTIVE,
    ],
    ['in a tag inside a tag', '<Relationship Type="x/image" <a TargetMode="External"/>', BROKEN],
    ['under a prefixed name', '<Relationship Type="x/image" a:TargetMode="External" Target="//a"/>', BROKEN],
    ['twice', '<Relationship Target="#a" Target="//a" TargetMode="External" Type="x/hyperlink"/>', BROKEN],
  ])('that reaches outside %s is refused', async (_how, relation, code) => {
    expect(await codeOf(related(relation), 'docx')).toBe(code);
  });

  it('with a contents list, a remark and links to the web is kept', async () => {
    const link =
      '<!-- "it\'s" --><Relationship Type="x/hyperlink" Target="https://example.org/?a=1&amp;b>2" TargetMode=\'External\'/>';
    expect(await codeOf(related(link), 'docx')).toMatch(/document$/);
    const fields = '<w:instrText>TOC \\o "1-3"</w:instrText><w:fldSimple w:instr="PAGE"/>';
    expect(await codeOf(part(fields), 'docx')).toMatch(/document$/);
  });

  it('with fields whose words only look like links is kept', async () => {
    const harmless = [
      field('HYPERLINK "https://example.org/link"'),
      field(' HYPER', 'LINK \\l "link_1"'),
      field('REF link \\h'),
      field('IF "a">"b" "linked" "RD"'),
      field(`IF ${mark('begin')}`, 'MERGEFIELD 品名'),
      `<w:fldSimple w:instr=" PAGEREF database1 "/>`,
      '<w:t>LINK DATABASE INCLUDE</w:t>',
    ];
    expect(await codeOf(part(harmless.join('')), 'docx')).toMatch(/document$/);
  });

  it('of 700,000 marks takes no more than its size says: four times that of a quarter, not sixteen times', async () => {
    const look = (marks: number) => {
      const bytes = part('<w:fldChar a="b"/>'.repeat(marks));
      return processorTime(() => codeOf(bytes, 'docx'));
    };
    await look(175_000);
    expect((await look(700_000)) / (await look(175_000))).toBeLessThan(9);
  });

  it('of 600,000 fields is refused before they are gathered', async () => {
    const field = (_one: unknown, index: number) => `<w:instrText>${index * 7919}`;
    const bytes = part(Array.from({ length: 600_000 }, field).join(''));
    expect(await codeOf(bytes, 'docx')).toBe(TOO_LARGE);
  });

  it('with a part larger than any that people write is refused before it is searched', async () => {
    const noise = Array.from({ length: 3000 }, (_one, index) => `<a b="${index * 7919}"/>`).join('');
    expect(await codeOf(part(noise.repeat(400)), 'docx')).toBe(TOO_LARGE);
  });
});

const latin = (text: string) => Buffer.from(text, 'latin1');
const streamOf = (dictionary: string, body: Buffer, objects: string[] = []) =>
  pdf({ objects, streams: [{ dictionary, body }] });
const FLATE = '/Filter /FlateDecode';
const SCRIPT = deflateSync(latin('7 0 << /S /JavaScript >>'));

describe('a PDF', () => {
  it.each([
    ['without a type', streamOf(`/N 1 /First 4 ${FLATE}`, SCRIPT), ACTIVE],
    ['under escaped names', streamOf(`/#4e 1 /F#69rst 4 ${FLATE}`, SCRIPT), ACTIVE],
    ['by references', streamOf(`/N 10 0 R /First 11 0 R ${FLATE}`, SCRIPT, ['1', '4']), ACTIVE],
    ['packed otherwise', streamOf('/N 1 /First 4 /Filter /LZWDecode', latin('x')), NOT_INSPECTABLE],
    ['behind a remark', streamOf(`/N 1 /First 4 ${FLATE} %endobj 1 0 obj <<\n`, SCRIPT), ACTIVE],
    ['behind a string', streamOf(`/N 1 /First 4 ${FLATE} /X (\nendobj 1 0 obj <<)`, SCRIPT), ACTIVE],
    ['behind an escape', streamOf(`/N 1 /First 4 ${FLATE} /X (endobj 1 0 obj << \\()`, SCRIPT), ACTIVE],
  ])('that hides a script in an object stream %s is refused', async (_how, bytes, code) => {
    expect(await codeOf(bytes, 'pdf')).toBe(code);
  });

  it('with an outline, a form, a profile and photographs is kept', async () => {
    const bytes = pdf({
      objects: ['<< /Type /Outlines /First 3 0 R >>', '<< /AP << /N 12 0 R >> >>'],
      streams: [
        { dictionary: '/Filter /DCTDecode', body: latin('\xff\xd8') },
        { dictionary: `/N 3 /Alternate /DeviceRGB ${FLATE}`, body: deflateSync(latin('acsp')) },
      ],
    });
    expect(await codeOf(bytes, 'pdf')).toBe('application/pdf');
    const photo = '9 0 obj\n<< /Filter /DCTDecode >>\nstream\n\xff\xd8\nendstream\nendobj\n%%EOF\n';
    const appended = Buffer.concat([
      pdf({ objects: ['<< /First 3 0 R >>', '<< /AP << /N 12 0 R >> >>'] }),
      latin(photo),
    ]);
    expect(await codeOf(appended, 'pdf')).toBe('application/pdf');
  });

  it.each([
    ['an object stream that unpacks a thousandfold', () => deflateSync(latin('/A'.repeat(4_000_000)))],
    [
      'object streams of more than 8 MB',
      () => deflateSync(latin(Array.from({ length: 1_200_000 }, (_one, at) => `/A${at}`).join(''))),
    ],
  ])('with %s is refused before it is read', async (_what, body) => {
    expect(await codeOf(streamOf(`/Type /ObjStm ${FLATE}`, body()), 'pdf')).toBe(TOO_LARGE);
  });

  it('of nothing but escaped names is refused before they are written out', async () => {
    expect(await codeOf(pdf({ objects: ['/#41'.repeat(300_000)] }), 'pdf')).toBe(NOT_INSPECTABLE);
  });
});

it.each([
  ['png', png({ extra: Array<Buffer>(30_000).fill(pngChunk('tEXt', Buffer.alloc(0))) })],
  ['webp', webp({ extra: Array<Buffer>(30_000).fill(riffChunk('XMP ', Buffer.alloc(0))) })],
])('a picture (%s) of 30,000 empty pieces is refused', async (ending, bytes) => {
  expect(await codeOf(bytes, ending)).toBe(BROKEN);
});
