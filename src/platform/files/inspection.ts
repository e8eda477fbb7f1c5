import { refuse } from '../../../libs/workflow/src/index';
import { fileRefusals } from './files.refusals';
import { notAccepted, type Cleaned } from './kinds/cleaned';
import { cleanCsv } from './kinds/csv';
import { cleanJpeg } from './kinds/jpeg';
import { DOCX, XLSX, inspectOffice } from './kinds/office';
import { cleanPdf } from './kinds/pdf';
import { cleanPng } from './kinds/png';
import { cleanWebp } from './kinds/webp';

const ENDINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['image/jpeg', ['jpg', 'jpeg', 'jfif']],
  ['image/png', ['png']],
  ['image/webp', ['webp']],
  ['application/pdf', ['pdf']],
  [XLSX, ['xlsx']],
  [DOCX, ['docx']],
  ['text/csv', ['csv']],
]);

export interface Inspected extends Cleaned {
  readonly mediaType: string;
}

/**
 * Tells by the contents what an upload is, refuses what is none of ours or would act on its reader, and takes out
 * what it should not tell. Name and declared type are only compared with what was found.
 */
export async function inspect(bytes: Buffer, ending: string, declared: string | null): Promise<Inspected> {
  if (bytes.length === 0) refuse(fileRefusals.FILE_EMPTY(['file']));
  const found = await recognised(bytes, ending);
  const agrees = ENDINGS.get(found.mediaType)?.includes(ending) === true;
  if (!agrees || (declared !== null && declared !== found.mediaType))
    refuse(fileRefusals.FILE_TYPE_MISMATCH({ found: found.mediaType }, ['file']));
  return found;
}

async function recognised(bytes: Buffer, ending: string): Promise<Inspected> {
  const head = bytes.toString('latin1', 0, 12);
  if (head.startsWith('\xff\xd8\xff')) return { mediaType: 'image/jpeg', ...cleanJpeg(bytes) };
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return { mediaType: 'image/png', ...cleanPng(bytes) };
  if (/^RIFF[^]{4}WEBP/.test(head)) return { mediaType: 'image/webp', ...cleanWebp(bytes) };
  if (head.startsWith('%PDF-')) return { mediaType: 'application/pdf', ...(await cleanPdf(bytes)) };
  if (head.startsWith('PK\x03\x04')) return inspectOffice(bytes);
  // Plain text has no signature: only what is called a table and reads as one is taken for one.
  return ending === 'csv' ? { mediaType: 'text/csv', ...cleanCsv(bytes) } : notAccepted();
}
