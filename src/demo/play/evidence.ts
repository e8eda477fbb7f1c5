import { Files, type Actor } from '../../platform/index';
import type { Stage } from './stage';

/** A page with one line of text, as a scanner or an accounting program would leave it; in ASCII, for which no font is needed. */
export async function uploadPaper(stage: Stage, actor: Actor, text: string): Promise<string> {
  const named = { name: `${text}.pdf`, declared: null };
  const { id } = await stage
    .use(Files)
    .upload(actor, named, pdfOf(text), { gone: new AbortController().signal });
  return id;
}

export function pdfOf(text: string): Buffer {
  const page = `BT /F1 14 Tf 72 760 Td (${text}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(
    `${body}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  );
}
