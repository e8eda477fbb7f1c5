import { active, notAccepted, type Cleaned } from './cleaned';

/** A cell that a spreadsheet would calculate: `=…`, `@…`, or a sign before something that is no number. */
const FORMULA = /(?:^|[,;\t\r\n])[ "'\uFEFF]*(?:[=@]|[+-](?![\d.,% ]*["']?(?:[,;\t\r\n]|$)))/;
const MARKUP =
  /<\s*(?:!doctype|\?xml|html|head|body|script|svg|iframe|object|embed|img|link|meta|style|math)\b/i;

/** Plain text in UTF-8 or, as Chinese spreadsheets write it, GB 18030; nothing in it that a program would run. */
export function cleanCsv(bytes: Buffer): Cleaned {
  const text = decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030') ?? notAccepted();
  if (/[^\P{Cc}\t\r\n]/u.test(text)) notAccepted();
  if (MARKUP.test(text)) active('HTML');
  if (FORMULA.test(text)) active('=…');
  return { bytes, removed: [] };
}

function decoded(bytes: Buffer, encoding: 'utf-8' | 'gb18030'): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
