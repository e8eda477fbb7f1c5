import { formatMoney, unitOf } from '../../../libs/money/src/index';
import type { BilingualText } from '../../../libs/workflow/src/index';
import type { PlanReasons, PlanSupply } from '../../../libs/matching/src/index';

/** JSON as the database keeps it: fen are text. */
export type KeptReasons = {
  readonly [Name in keyof PlanReasons]: PlanReasons[Name] extends bigint
    ? string
    : PlanReasons[Name] extends bigint | null
      ? string | null
      : PlanReasons[Name];
};

export const PLAN_REASONS = [
  'GAP',
  'WANTS',
  'BUDGET',
  'SOURCE',
  'MONTHS',
  'FULL_MONTHS',
  'PRICE',
  'CHEAPER_TAKEN',
] as const;
export type PlanReasonCode = (typeof PLAN_REASONS)[number];
export type PlanReason = BilingualText & { readonly code: PlanReasonCode };

/** What only the unit's own people read: what it buys and what it has left to spend. */
const OF_THE_UNIT: readonly PlanReasonCode[] = ['WANTS', 'BUDGET'];

const SOURCES: Readonly<Record<PlanSupply['kind'], BilingualText>> = {
  LOT: { zh: '货源为在售批次', en: 'The goods are a lot on sale' },
  ANNOUNCEMENT: { zh: '货源为已公告的预计上市', en: 'The goods are an announced harvest' },
  HARVEST: {
    zh: '货源按已核实面积的剩余产能和采收日历推算，采收日历为一般农艺常识，未经核定',
    en: 'The goods are what verified land can still yield, by a harvest calendar of general knowledge nobody has verified',
  },
};

interface PlannedGoods {
  readonly kind: PlanSupply['kind'];
  readonly unitPriceFen: bigint;
  readonly priceUnit: string;
}

/** Why a purchase is planned: this county, these goods, this month, this price. */
export function planWords(why: KeptReasons, goods: PlannedGoods, reader: 'UNIT' | 'OFFICE'): PlanReason[] {
  const unit = unitOf(goods.priceUnit).zh;
  const [price, usual] = [yuan(goods.unitPriceFen), yuan(why.referenceFen)];
  const [open, full] = [why.months, why.fullMonths].map((months) => months.join('、'));
  const all: (PlanReason | null)[] = [
    reason(
      'GAP',
      `预测至到期日尚差 ${yuan(why.leafGapFen)} 元`,
      `The forecast misses the target by ${yuan(why.leafGapFen)} yuan`,
    ),
    reason(
      'WANTS',
      `本单位一年采购该类商品 ${yuan(why.wantsFen)} 元`,
      `The unit buys such goods for ${yuan(why.wantsFen)} yuan a year`,
    ),
    why.budgetFen === null
      ? null
      : reason(
          'BUDGET',
          `本年预算尚余 ${yuan(why.budgetFen)} 元`,
          `${yuan(why.budgetFen)} yuan of the year’s budget are left`,
        ),
    { code: 'SOURCE', ...SOURCES[goods.kind] },
    reason('MONTHS', `可供货月份：${open}`, `It can be delivered in ${why.months.join(', ')}`),
    full
      ? reason(
          'FULL_MONTHS',
          `已达月度上限的月份：${full}`,
          `No more may be planned in ${why.fullMonths.join(', ')}`,
        )
      : null,
    reason(
      'PRICE',
      `单价 ${price} 元/${unit}，同类挂牌中位价 ${usual} 元/${unit}`,
      `${price} yuan/${goods.priceUnit}; such goods are listed at ${usual} in the middle`,
    ),
    why.cheaperTaken === 0
      ? null
      : reason(
          'CHEAPER_TAKEN',
          `更合算的 ${why.cheaperTaken} 个货源已全部安排`,
          `${why.cheaperTaken} better offers are planned to the last pack`,
        ),
  ];
  return all.flatMap((one) => (one && (reader === 'UNIT' || !OF_THE_UNIT.includes(one.code)) ? [one] : []));
}

const reason = (code: PlanReasonCode, zh: string, en: string): PlanReason => ({ code, zh, en });
const yuan = (fen: bigint | string) => formatMoney({ fen: BigInt(fen), currency: 'CNY' }).amount;
