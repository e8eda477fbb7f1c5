import type { SchemeTotals } from '../../counting/index';
import type { Sheet, SheetRow } from '../../platform/index';

const MONEY_COLUMNS = ['计入（元）', '冲销（元）', '净额（元）', '待结算（元）'];

/** 各口径合计: a place’s amounts in every scheme, and below them every amount once. */
export function schemeSheetOf(
  title: string,
  { asOf, schemes, added, net, overlap, demonstrationData }: SchemeTotals,
): Sheet {
  const sumRow = (name: string, amount: string): SheetRow => [name, null, null, amount, null];
  return {
    name: '各口径合计',
    title: `${title}：各口径合计${demonstrationData ? '（演示数据）' : ''}`,
    facts: [{ label: '截至', value: asOf, kind: 'DATE' }],
    columns: [
      { heading: '口径', kind: 'TEXT', width: 28 },
      ...MONEY_COLUMNS.map((heading) => ({ heading, kind: 'MONEY' as const, width: 18 })),
    ],
    rows: [
      ...schemes.map((one) => [
        one.name.zh,
        one.gross.amount,
        one.reversals.amount,
        one.net.amount,
        one.provisional.amount,
      ]),
      sumRow('各口径净额相加', added.amount),
      sumRow('其中重复计入', overlap.amount),
    ],
    total: sumRow('去重净额', net.amount),
  };
}
