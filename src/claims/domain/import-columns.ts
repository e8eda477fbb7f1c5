/** The columns of the template, by their headings; their order in a table does not matter. */
export const IMPORT_COLUMNS = [
  {
    key: 'unit',
    heading: '付款单位',
    help: '本单位或下级单位的统一社会信用代码，没有代码的写全称',
    width: 24,
  },
  { key: 'supplier', heading: '供应商统一社会信用代码', help: '18 位，设为文本', width: 26 },
  { key: 'invoice', heading: '发票号码', help: '设为文本，20 位号码写成数字会丢失末几位', width: 26 },
  { key: 'invoiceAmount', heading: '发票金额', help: '整张发票的价税合计，元', width: 16 },
  { key: 'purchasedOn', heading: '购买日期', help: '如 2026-07-08', width: 14 },
  { key: 'lot', heading: '批次合格证号', help: '承诺达标合格证上的编号', width: 26 },
  { key: 'quantity', heading: '数量', help: '', width: 12 },
  { key: 'quantityUnit', heading: '单位', help: '公斤、克、吨、斤……', width: 10 },
  { key: 'amount', heading: '金额', help: '该批次货款，元；同一发票各行之和不超过发票金额', width: 16 },
  { key: 'evidence', heading: '佐证编号', help: '上传时给佐证材料的编号，逗号分隔', width: 22 },
] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number]['key'];
/** Letters of the columns. */
export type Places = Readonly<Record<ImportColumn, string>>;

/** Where the columns stand, if the row is the one with the headings. */
export function placesIn(cells: ReadonlyMap<string, { readonly text: string }>): Places | null {
  const places = new Map<string, string>();
  for (const [letter, { text }] of cells) {
    const heading = text.normalize('NFKC').replace(/\s|[(（].*$/g, '');
    const column = IMPORT_COLUMNS.find((one) => one.heading === heading);
    if (column && !places.has(column.key)) places.set(column.key, letter);
  }
  return places.size === IMPORT_COLUMNS.length ? (Object.fromEntries(places) as Places) : null;
}

/** The row of the template that explains the columns. */
export const EXPLANATION = '说明：';
