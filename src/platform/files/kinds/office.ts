import { active, broken, notAccepted, unpacksTooLarge, type Cleaned } from './cleaned';
import { inertXml, LARGEST_PART, requireInertTable, tagsOf } from './office-xml';
import { unpackZip, type ZipEntry } from './zip';

const MAIN = 'application/vnd.openxmlformats-officedocument';
export const XLSX = `${MAIN}.spreadsheetml.sheet`;
export const DOCX = `${MAIN}.wordprocessingml.document`;

/** Parts that run, embed or reach outside, by their place. Printer settings are the one binary that every Excel writes. */
const ACTIVE_PART =
  /vbaProject|vbaData|activeX|embeddings\/|externalLinks\/|macrosheets\/|customUI|ctrlProps\/|webextensions\/|afchunk|\.(?!xml$|rels$|vml$|png$|jpe?g$|gif$|emf$|wmf$|tiff?$|bmp$|webp$|ttf$|odttf$)[a-z0-9]+$/i;
const TABLE_PART = /^xl\/(?:worksheets\/[\w-]+|sharedStrings)\.xml$/;
const PRINTER_SETTINGS = /^xl\/printerSettings\/printerSettings\d+\.bin$/;
/** A sheet holds at most 65,530 links. */
const MOST_RELATIONS = 100_000;
const ACTIVE_RELATION =
  /\/(?:vbaProject|oleObject|package|control|attachedTemplate|externalLink|externalLinkPath|frame|aFChunk|subDocument|xlMacrosheet|webextension\w*|mailMergeSource|recipientData)\s*$/i;

export interface OfficeFile extends Cleaned {
  readonly mediaType: string;
}

/** Tells a sheet or a text document from any other archive, and refuses macros, embedded files, outside links and nested archives. */
export async function inspectOffice(bytes: Buffer): Promise<OfficeFile> {
  const entries = await unpackZip(bytes);
  const types = entries.find(({ name }) => name === '[Content_Types].xml');
  if (!types) return notAccepted();
  for (const entry of entries) requireInert(entry);
  return { mediaType: mainType(types.bytes.toString('utf8')), bytes, removed: [] };
}

function mainType(types: string): string {
  if (/macroEnabled|vbaProject|macrosheet/i.test(types)) active('VBA');
  const sheet = types.includes(`"${XLSX}.main+xml"`);
  const text = types.includes(`"${DOCX}.main+xml"`);
  if (sheet === text) return notAccepted();
  return sheet ? XLSX : DOCX;
}

function requireInert({ name, bytes }: ZipEntry): void {
  if (name.endsWith('/') && bytes.length === 0) return;
  if (ACTIVE_PART.test(name) && !PRINTER_SETTINGS.test(name)) active(nameShown(name));
  const head = bytes.subarray(0, 4).toString('latin1');
  // Archives, OLE containers, programs, documents: none of them is a part of a sheet.
  if (/^(PK\x03\x04|PK\x05\x06|\xd0\xcf\x11\xe0|MZ|\x7fELF|Rar!|7z\xbc\xaf|%PDF|\x1f\x8b)/.test(head))
    active(nameShown(name));
  if (!/\.(xml|rels|vml)$/i.test(name)) return;
  if (bytes.length > LARGEST_PART && TABLE_PART.test(name)) {
    requireInertTable(bytes);
    return;
  }
  const xml = inertXml(bytes);
  if (/\.rels$/i.test(name)) requireInertRelations(xml);
}

const nameShown = (name: string) => name.slice(-40);

function requireInertRelations(xml: string): void {
  if (xml.includes('&#')) broken(); // nobody writes a relation so who has nothing to hide
  let tags = 0;
  for (const attributes of tagsOf(xml)) {
    tags += 1;
    if (tags > MOST_RELATIONS) unpacksTooLarge();
    if ([...attributes.keys()].some((name) => /^(?!xmlns:)[^:]+:(?:type|target|targetmode)$/i.test(name)))
      broken();
    const type = attributes.get('Type') ?? '';
    if (ACTIVE_RELATION.test(type)) active('OLE');
    const mode = attributes.get('TargetMode') ?? 'Internal';
    if (mode !== 'Internal' && !isWebLink(type, attributes.get('Target') ?? '')) active('External');
  }
}

const isWebLink = (type: string, target: string) =>
  type.endsWith('/hyperlink') && /^(?:https?:\/\/|mailto:|tel:|#)/i.test(target);
