import { parse } from 'csv-parse/sync';
import type { ListRow } from '../domain/replacement-row';

/** Column titles people use; the first is the documented one. */
const TITLES = {
  code: ['code', '代码', '行政区划代码', '县代码'],
  name: ['name', '名称', '县名', '县'],
  parent: ['parent', '上级', '所属地市', '市州'],
  successor: ['successor', '现代码'],
} as const;
type Column = keyof typeof TITLES;

/** Excel in China saves CSV as GB 18030; everything else as UTF-8. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  }
}

/** Reads a list as CSV with a header (code, name, parent, successor); blank lines are left out. Throws a plain sentence. */
export function readListFile(bytes: Buffer): ListRow[] {
  const lines = parse(decode(bytes), {
    bom: true,
    info: true,
    relaxColumnCount: true,
    skipEmptyLines: true,
    trim: true,
  }) as unknown as { record: string[]; info: { lines: number } }[]; // the types forget what `info` does
  const header = lines.shift()?.record.map((title) => title.toLowerCase()) ?? [];
  const indexOf = (column: Column) =>
    header.findIndex((title) => (TITLES[column] as readonly string[]).includes(title));
  if (indexOf('name') < 0 || indexOf('code') < 0) {
    throw new Error('首行应有 code,name,parent 列 / the first line must have the columns code, name, parent');
  }
  return lines.map(({ record, info }) => {
    const cell = (column: Column) => record[indexOf(column)] ?? '';
    return {
      line: info.lines,
      code: cell('code') || null,
      name: cell('name').normalize('NFC'),
      parent: cell('parent'),
      successor: cell('successor') || null,
    };
  });
}
