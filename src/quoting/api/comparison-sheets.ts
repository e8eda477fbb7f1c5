import { unitOf } from '../../../libs/money/src/index';
import type { ComparedLine, ComparedOffer } from './comparison.type';

/** Text always: a spreadsheet’s number is a float, and what suppliers call themselves is no formula. */
interface Cell {
  readonly type: typeof String;
  readonly value: string;
  readonly fontWeight?: 'bold';
}

const plain = (value: string): Cell => ({ type: String, value });
const bold = (value: string): Cell => ({ type: String, value, fontWeight: 'bold' });

const PAYMENT = { PREPAID: '先款后货', POSTPAID: '先货后款' } as const;
const inUnit = ({ value, unit }: { value: string; unit: string }) => `${value} ${unitOf(unit).zh}`;
const capOf = ({ cap, capUnit }: ComparedLine) => (cap ? `${cap.amount} 元/${unitOf(capUnit).zh}` : '');
const WANTED = ['序号', '交货地', '需求数量', '已定标', '到货价上限'];
const wantedOf = (line: ComparedLine, names: ReadonlyMap<string, string>) => [
  String(line.position),
  names.get(line.deliveryCounty) ?? line.deliveryCounty,
  inUnit(line.wanted),
  inUnit(line.awarded),
  capOf(line),
];

/** A column for each supplier: what a unit costs delivered and how much of it there is, the cheapest of a line in bold. */
export function sideBySideSheet(
  title: string,
  lines: readonly ComparedLine[],
  names: ReadonlyMap<string, string>,
): Cell[][] {
  const suppliers = new Map(
    lines.flatMap(({ offers }) => offers.map(({ supplierId, supplierName }) => [supplierId, supplierName])),
  );
  return [
    [bold(title)],
    [...WANTED, ...suppliers.values()].map(bold),
    ...lines.map((line) => [
      ...wantedOf(line, names).map(plain),
      ...[...suppliers.keys()].map((id) =>
        offeredCell(
          line,
          line.offers.filter(({ supplierId }) => supplierId === id),
        ),
      ),
    ]),
  ];
}

function offeredCell({ capUnit }: ComparedLine, offers: readonly ComparedOffer[]): Cell {
  const said = offers.map(
    ({ landedPerUnit, quantity }) => `${landedPerUnit.amount} 元/${unitOf(capUnit).zh}，${inUnit(quantity)}`,
  );
  return (offers.some(({ cheapest }) => cheapest) ? bold : plain)(said.join('；'));
}

const OFFERED = [
  '序号',
  '供应商',
  '报价版本',
  '交货日期',
  '报价数量',
  '最少供货量',
  '货款（元）',
  '运费（元）',
  '到货金额（元）',
  '到货单价（元）',
  '计价单位',
  '付款方式',
  '有效期至',
  '高于上限',
  '在交货时段内',
];

/** A row for each quoted line, the cheapest of its line first. */
export const offersSheet = (lines: readonly ComparedLine[]): Cell[][] => [
  OFFERED.map(bold),
  ...lines.flatMap((line) => line.offers.map((offer) => offerRow(line, offer).map(plain))),
];

const yes = (said: boolean) => (said ? '是' : '否');
const offerRow = ({ position, capUnit }: ComparedLine, offer: ComparedOffer): string[] => [
  String(position),
  offer.supplierName,
  String(offer.number),
  offer.deliveryOn,
  inUnit(offer.quantity),
  inUnit(offer.minimum),
  offer.goods.amount,
  offer.freight.amount,
  offer.landed.amount,
  offer.landedPerUnit.amount,
  unitOf(capUnit).zh,
  PAYMENT[offer.paymentTerms],
  offer.validUntil,
  offer.aboveCap === null ? '' : yes(offer.aboveCap),
  yes(offer.onTime),
];
