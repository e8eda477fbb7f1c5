/** The columns of the template, by their headings; their order in a table does not matter. */
export const IMPORT_COLUMNS = [
  {
    key: 'unit',
    heading: '付款单位',
    help: '本单位或下级单位的统一社会信用代码，没有代码的写全称',
    en: 'Paying unit: unified social credit code of your organization or of a unit below it; its full name where it has none',
    width: 24,
  },
  {
    key: 'supplier',
    heading: '供应商统一社会信用代码',
    help: '18 位，设为文本',
    en: 'Unified social credit code of the supplier: 18 characters, as text',
    width: 26,
  },
  {
    key: 'invoice',
    heading: '发票号码',
    help: '设为文本，20 位号码写成数字会丢失末几位',
    en: 'Invoice number: as text; of twenty digits kept as a number the last ones are lost',
    width: 26,
  },
  {
    key: 'invoiceAmount',
    heading: '发票金额',
    help: '整张发票的价税合计，元',
    en: 'Total of the whole invoice with tax, in yuan',
    width: 16,
  },
  { key: 'purchasedOn', heading: '购买日期', help: '如 2026-07-08', en: 'Day of the purchase', width: 14 },
  {
    key: 'lot',
    heading: '批次合格证号',
    help: '承诺达标合格证上的编号，产品由批次确定',
    en: 'Number on the conformity certificate of the lot; the lot says which product it is',
    width: 26,
  },
  { key: 'quantity', heading: '数量', help: '', en: 'Quantity', width: 12 },
  {
    key: 'quantityUnit',
    heading: '单位',
    help: '公斤、克、吨、斤……',
    en: 'Its unit: 公斤, 克, 吨, 斤 …',
    width: 10,
  },
  {
    key: 'amount',
    heading: '金额',
    help: '该批次货款，元；同一发票各行之和不超过发票金额',
    en: 'For the goods of this lot, in yuan; the rows of an invoice do not exceed its total',
    width: 16,
  },
  {
    key: 'evidence',
    heading: '佐证编号',
    help: '上传时给佐证材料的编号，逗号分隔',
    en: 'Codes you give the papers of evidence when you upload them, separated by commas',
    width: 22,
  },
  {
    key: 'channel',
    heading: '购买渠道',
    help: '可不填：在何处、以何种方式购买',
    en: 'May stay empty: where and how it was bought',
    width: 24,
    optional: true,
  },
  {
    key: 'relations',
    heading: '结对关系编号',
    help: '可不填：同一计数口径下有多个同等结对关系时，填要计入的一个；不同口径的用逗号分隔',
    en: 'May stay empty: ids of the relations to count on, where a scheme has several equally close ones; at most one of each scheme',
    width: 38,
    optional: true,
  },
] as const;
type Column = (typeof IMPORT_COLUMNS)[number];
export type ImportColumn = Column['key'];
export type OptionalColumn = Extract<Column, { optional: true }>['key'];
/** Letters of the columns; a table may do without the optional ones. */
export type Places = Readonly<Record<Exclude<ImportColumn, OptionalColumn>, string>> &
  Readonly<Partial<Record<OptionalColumn, string>>>;

const REQUIRED = IMPORT_COLUMNS.filter((column) => !('optional' in column));

/** Where the columns stand, if the row is the one with the headings. */
export function placesIn(cells: ReadonlyMap<string, { readonly text: string }>): Places | null {
  const places = new Map<string, string>();
  for (const [letter, { text }] of cells) {
    const heading = text.normalize('NFKC').replace(/\s|[(（].*$/g, '');
    const column = IMPORT_COLUMNS.find((one) => one.heading === heading);
    if (column && !places.has(column.key)) places.set(column.key, letter);
  }
  return REQUIRED.every(({ key }) => places.has(key))
    ? (Object.fromEntries(places) as unknown as Places)
    : null;
}

/** The row of the template that explains the columns. */
export const EXPLANATION = '说明：';
