import { unitOf } from '../../../money/src/index';
import { BASE_PER_RATE, BASIS_POINTS, rateOfPrice, wholeNumber, type Rate } from '../goods/rates';
import { grouped } from '../grouped';
import type { PlanInput, PlanSupply, PlanUnit } from './plan-input';

/** One unit could buy this supply in this month toward this leaf. */
export interface PlanEdge {
  readonly unit: number;
  readonly want: number;
  readonly supply: number;
  readonly month: number;
  readonly leaf: number;
  /** What a yuan of it costs beside itself: dearness, doubt and waiting; only its order matters. */
  readonly cost: number;
  /** Landed price in parts of the goods price. */
  readonly landed: number;
}

/** The dearest step: what the smallest order is sold at. */
export const firstRate = ({ ladder, priceUnit }: PlanSupply): Rate => {
  const [step] = ladder;
  return step ? rateOfPrice({ unitPriceFen: step.unitPriceFen, priceUnit }) : 0;
};

/** Goods lie a month longer for a hundredth of their price. */
const WAITING = 0.01;

/** Every purchase the plan may choose, in the order of the input. */
export function planEdges(input: PlanInput): PlanEdge[] {
  const reference = referenceRates(input.supplies);
  const costs = input.supplies.map((supply) => baseCost(supply, reference, input));
  const positions = { months: positionsOf(input.months, 'month'), leaves: positionsOf(input.leaves, 'id') };
  return input.units.flatMap((unit, at) =>
    unit.wants.flatMap((_, want) =>
      bestSupplies(input, unit, want, costs).flatMap((supply) =>
        edgesOf(input, positions, { at, want, supply }, costs),
      ),
    ),
  );
}

function bestSupplies(input: PlanInput, unit: PlanUnit, want: number, costs: readonly number[]): number[] {
  const { categoryCode = '' } = unit.wants[want] ?? {};
  const eligible = input.supplies.flatMap((supply, at) =>
    supply.categoryCode.startsWith(categoryCode) &&
    !isOfLongerWant(unit, supply.categoryCode, categoryCode) &&
    unit.leafOfCounty[supply.countyCode] !== undefined &&
    supply.supplierId !== unit.id &&
    supply.supplierId !== unit.buyerId
      ? [at]
      : [],
  );
  return eligible
    .toSorted((a, b) => (costs[a] ?? 0) - (costs[b] ?? 0) || a - b)
    .slice(0, input.rules.edgesPerWant);
}

/** Goods belong to the most exact category a unit wants, so that no want is counted twice. */
const isOfLongerWant = ({ wants }: PlanUnit, goods: string, asked: string) =>
  wants.some(({ categoryCode }) => categoryCode.length > asked.length && goods.startsWith(categoryCode));

function edgesOf(
  input: PlanInput,
  positions: { readonly months: ReadonlyMap<string, number>; readonly leaves: ReadonlyMap<string, number> },
  { at, want, supply }: { readonly at: number; readonly want: number; readonly supply: number },
  costs: readonly number[],
): PlanEdge[] {
  const [unit, goods] = [input.units[at], input.supplies[supply]];
  const leaf = positions.leaves.get(unit?.leafOfCounty[goods?.countyCode ?? ''] ?? '');
  if (!goods || leaf === undefined) return [];
  return goods.months.flatMap((name, waited) => {
    const month = positions.months.get(name);
    if (month === undefined) return [];
    const cost = (costs[supply] ?? 0) + WAITING * waited;
    return [{ unit: at, want, supply, month, leaf, cost, landed: landedParts(goods) }];
  });
}

const positionsOf = <Name extends string>(rows: readonly { readonly [One in Name]: string }[], name: Name) =>
  new Map(rows.map((row, at) => [row[name], at]));

function baseCost(supply: PlanSupply, reference: ReadonlyMap<string, Rate>, { rules }: PlanInput): number {
  const rate = firstRate(supply);
  const usual = reference.get(referenceKey(supply)) ?? rate;
  const dearness = usual > 0 ? rate / usual - 1 : 0;
  const doubt =
    ((BASIS_POINTS - supply.confidenceBasisPoints) / BASIS_POINTS) *
    (rules.uncertaintyBasisPoints / BASIS_POINTS);
  return 1 + dearness + doubt + (landedParts(supply) - 1);
}

/** Freight by weight is a part of the price; one sum per order is settled when orders are whole. */
function landedParts(supply: PlanSupply): number {
  const rate = firstRate(supply);
  const perRate =
    supply.freight.kind === 'PER_KG' ? wholeNumber(supply.freight.fen * supply.gramsPerThousandBase) : 0;
  return rate > 0 ? 1 + perRate / rate : 1;
}

const referenceKey = ({ categoryCode, baseUnit }: PlanSupply) => `${categoryCode} ${baseUnit}`;

/** The middle list price by category and base unit, of what is on offer. */
export function referenceRates(supplies: readonly PlanSupply[]): Map<string, Rate> {
  const middle = (rates: readonly Rate[]) => rates.toSorted((a, b) => a - b)[(rates.length - 1) >> 1] ?? 0;
  return new Map(
    [...grouped(supplies, referenceKey)].map(([key, alike]) => [key, middle(alike.map(firstRate))]),
  );
}

/** The reference of a supply as fen per its own price unit. */
export function referencePrice(supply: PlanSupply, reference: ReadonlyMap<string, Rate>): bigint {
  const rate = BigInt(reference.get(referenceKey(supply)) ?? 0);
  return (rate * unitOf(supply.priceUnit).basePerUnit) / BASE_PER_RATE;
}
