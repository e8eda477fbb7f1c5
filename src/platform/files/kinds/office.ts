import { active, broken, notAccepted, notInspectable, type Cleaned } from './cleaned';
import { unpackZip, type ZipEntry } from './zip';

const MAIN = 'application/vnd.openxmlformats-officedocument';
export const XLSX = `${MAIN}.spreadsheetml.sheet`;
export const DOCX = `${MAIN}.wordprocessingml.document`;

/** Parts that run, embed or reach outside, by their place. Printer settings are the one binary that every Excel writes. */
const ACTIVE_PART =
  /vbaProject|vbaData|activeX|embeddings\/|externalLinks\/|macrosheets\/|customUI|ctrlProps\/|webextensions\/|afchunk|\.(?!xml$|rels$|vml$|png$|jpe?g$|gif$|emf$|wmf$|tiff?$|bmp$|webp$|ttf$|odttf$)[a-z0-9]+$/i;
const PRINTER_SETTINGS = /^xl\/printerSettings\/printerSettings\d+\.bin$/;
const ACTIVE_RELATION =
  /\/(?:vbaProject|oleObject|package|control|attachedTemplate|externalLink|externalLinkPath|frame|aFChunk|subDocument|xlMacrosheet|webextension\w*|mailMergeSource|recipientData)"/i;

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
  if (/\.(xml|rels|vml)$/i.test(name)) requireInertXml(name, bytes);
}

const nameShown = (name: string) => name.slice(-40);

function requireInertXml(name: string, bytes: Buffer): void {
  if (bytes.includes(0)) notInspectable(); // UTF-16 would hide every word looked for
  const xml = bytes.toString('utf8');
  if (/<\?xml[^>]*encoding\s*=\s*["'](?!utf-8|us-ascii)/i.test(xml.slice(0, 200))) notInspectable();
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) active('DTD');
  if (/\.rels$/i.test(name)) requireInertRelations(xml);
  const fields = [...xml.matchAll(/<w:instrText[^<>]*>([^<]*)|w:instr="([^"]*)"/g)].map(
    ([, text, attribute]) => text ?? attribute ?? '',
  );
  if (/\bDDE(?:AUTO)?\b/i.test(fields.join(''))) active('DDE');
}

function requireInertRelations(xml: string): void {
  if (xml.includes('&#')) broken(); // nobody writes a relation so who has nothing to hide
  if (ACTIVE_RELATION.test(xml.replaceAll("'", '"'))) active('OLE');
  for (const [relation] of xml.matchAll(/<[^<>]*\bTargetMode\s*=\s*["']External["'][^<>]*>/gi))
    if (
      !/\/hyperlink["']/.test(relation) ||
      !/\bTarget\s*=\s*["'](?:https?:\/\/|mailto:|tel:|#)/i.test(relation)
    )
      active('External');
}
