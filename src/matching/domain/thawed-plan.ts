import type { PlanInput } from '../../../libs/matching/src/index';

/** JSON as it comes back: what was a bigint is text. */
type Thawing<T> = T extends bigint
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Thawing<Item>[]
    : T extends object
      ? { readonly [Name in keyof T]: Thawing<T[Name]> }
      : T;

/** The input a frozen text stands for: frozenPlanInput of it gives the same text again. */
export function thawedPlan(frozen: string): PlanInput {
  const { leaves, months, units, supplies, ...rest } = JSON.parse(frozen) as Thawing<PlanInput>;
  return {
    ...rest,
    leaves: leaves.map(({ id, gapFen }) => ({ id, gapFen: BigInt(gapFen) })),
    months: months.map(({ month, mostFen }) => ({ month, mostFen: BigInt(mostFen) })),
    units: units.map((unit) => ({
      ...unit,
      budgetFen: unit.budgetFen === null ? null : BigInt(unit.budgetFen),
      wants: unit.wants.map(({ categoryCode, mostFen }) => ({ categoryCode, mostFen: BigInt(mostFen) })),
    })),
    supplies: supplies.map((supply) => ({
      ...supply,
      gramsPerThousandBase: BigInt(supply.gramsPerThousandBase),
      availableBase: BigInt(supply.availableBase),
      moqBase: BigInt(supply.moqBase),
      packBase: BigInt(supply.packBase),
      freight: { ...supply.freight, fen: BigInt(supply.freight.fen) },
      ladder: supply.ladder.map(({ fromQuantityBase, unitPriceFen }) => ({
        fromQuantityBase: BigInt(fromQuantityBase),
        unitPriceFen: BigInt(unitPriceFen),
      })),
    })),
  };
}
