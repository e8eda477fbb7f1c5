import { unitOf } from '../../../libs/money/src/index';
import type { Sheet, SheetCell, SheetColumn, SheetRow } from '../../platform/index';
import type { ComparedLine, ComparedOffer } from './comparison.type';

const zh = (unit: string) => unitOf(unit).zh;
const text = (heading: string): SheetColumn => ({ heading, kind: 'TEXT', width: 14 });
const WANTED: readonly SheetColumn[] = [
  { heading: '序号', kind: 'WHOLE' },
  text('交货地'),
  { heading: '需求数量', kind: 'NUMBER' },
  { heading: '已定标', kind: 'NUMBER' },
  text('计量单位'),
  { heading: '到货价上限（元）', kind: 'MONEY' },
  text('计价单位'),
];

/** Two columns for each supplier: the least a unit costs delivered, in bold where nobody is cheaper, and how much at that. */
export function sideBySideSheet(
  title: string,
  lines: readonly ComparedLine[],
  names: ReadonlyMap<string, string>,
): Sheet {
  const suppliers = new Map(
    lines.flatMap(({ offers }) => offers.map(({ supplierId, supplierName }) => [supplierId, supplierName])),
  );
  const best = lines.map(({ offers }) =>
    [...suppliers.keys()].map((id) => offers.find(({ supplierId }) => supplierId === id)),
  );
  return {
    name: '比价',
    title,
    columns: [
      ...WANTED,
      ...[...suppliers.values()].flatMap((name): SheetColumn[] => [
        { heading: `${name} 到货单价（元）`, kind: 'MONEY' },
        { heading: `${name} 数量`, kind: 'NUMBER' },
      ]),
    ],
    rows: lines.map((line, at) => [...wantedOf(line, names), ...(best[at] ?? []).flatMap(offeredCells)]),
    isBold: (row, column) =>
      column >= WANTED.length && best[row]?.[Math.floor((column - WANTED.length) / 2)]?.cheapest === true,
  };
}

const wantedOf = (
  { position, deliveryCounty, wanted, awarded, cap, capUnit }: ComparedLine,
  names: ReadonlyMap<string, string>,
): SheetRow => [
  String(position),
  names.get(deliveryCounty) ?? deliveryCounty,
  wanted.value,
  awarded.value,
  zh(wanted.unit),
  cap?.amount ?? null,
  zh(capUnit),
];

const offeredCells = (offer: ComparedOffer | undefined): SheetCell[] =>
  offer ? [offer.landedPerUnit.amount, offer.quantity.value] : [null, null];

const OFFERED: readonly SheetColumn[] = [
  { heading: '序号', kind: 'WHOLE' },
  text('供应商'),
  { heading: '报价版本', kind: 'WHOLE' },
  { heading: '交货日期', kind: 'DATE' },
  { heading: '报价数量', kind: 'NUMBER' },
  { heading: '最少供货量', kind: 'NUMBER' },
  text('计量单位'),
  { heading: '货款（元）', kind: 'MONEY' },
  { heading: '运费（元）', kind: 'MONEY' },
  { heading: '到货金额（元）', kind: 'MONEY' },
  { heading: '到货单价（元）', kind: 'MONEY' },
  text('计价单位'),
  text('付款方式'),
  { heading: '有效期至', kind: 'DATE' },
  text('高于上限'),
  text('在交货时段内'),
];

/** A row for each quoted line, the cheapest of its line first. */
export const offersSheet = (title: string, lines: readonly ComparedLine[]): Sheet => ({
  name: '报价明细',
  title,
  columns: OFFERED,
  rows: lines.flatMap((line) => line.offers.map((offer) => offerRow(line, offer))),
});

const yes = (said: boolean) => (said ? '是' : '否');
const offerRow = ({ position, capUnit }: ComparedLine, offer: ComparedOffer): SheetRow => [
  String(position),
  offer.supplierName,
  String(offer.number),
  offer.deliveryOn,
  offer.quantity.value,
  offer.minimum.value,
  zh(offer.quantity.unit),
  offer.goods.amount,
  offer.freight.amount,
  offer.landed.amount,
  offer.landedPerUnit.amount,
  zh(capUnit),
  offer.paymentPlan.text,
  offer.validUntil,
  offer.aboveCap === null ? null : yes(offer.aboveCap),
  yes(offer.onTime),
];
