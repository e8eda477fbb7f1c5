import type { GoodsRun } from './goods-run';
import { relaxedFloorSales, relaxedShortfall } from './relaxed-measures';
import { reducedCost } from './relaxed-prices';

/** Why a floor is missed, as far as the run's prices tell. */
export type ShortfallCause =
  /** No eligible supply counts toward it. */
  | 'NO_ELIGIBLE_SUPPLY'
  /** More is eligible, but a line's ε forbids it. */
  | 'PROTECTION'
  /** More is eligible and would cost more than the floor's weight. */
  | 'WEIGHT'
  /** Everything eligible is sold already. */
  | 'ALL_SOLD';

export interface FloorReport {
  readonly floorId: string;
  readonly floorFen: bigint;
  /** Goods sold from its counties: in the plain optimum, in the fair one, and as proposed in whole packs. */
  readonly plainSalesFen: bigint;
  readonly fairSalesFen: bigint;
  readonly proposedSalesFen: bigint;
  readonly fairShortfallFen: bigint;
  readonly proposedShortfallFen: bigint;
  /** What one more yuan of the floor would cost, in millionths of a yuan. */
  readonly pricePartsPerMillion: number;
  readonly weightBasisPoints: number;
  /** Null where the relaxed optimum meets it. */
  readonly cause: ShortfallCause | null;
}

export function floorReports(run: GoodsRun): FloorReport[] {
  const { problem, plain, fair, plan } = run;
  return problem.floors.map(({ id, floorFen, weightBasisPoints }, floor) => {
    const shortfall = relaxedShortfall(problem, fair, floor);
    const proposed = BigInt(Math.round(plan.floorSales(floor)));
    return {
      floorId: id,
      floorFen,
      plainSalesFen: BigInt(Math.round(relaxedFloorSales(problem, plain, floor))),
      fairSalesFen: BigInt(Math.round(relaxedFloorSales(problem, fair, floor))),
      proposedSalesFen: proposed,
      fairShortfallFen: BigInt(Math.round(shortfall)),
      proposedShortfallFen: proposed < floorFen ? floorFen - proposed : 0n,
      pricePartsPerMillion: Math.round((fair.floorPrice[floor] ?? 0) * 1_000_000),
      weightBasisPoints,
      cause: shortfall < 0.5 ? null : causeOf(run, floor),
    };
  });
}

function causeOf({ problem, fair }: GoodsRun, floor: number): ShortfallCause {
  const counting = problem.edges.flatMap(({ supply }, at) =>
    (problem.floorShares[supply] ?? []).some((share) => share.floor === floor) ? [at] : [],
  );
  if (counting.length === 0) return 'NO_ELIGIBLE_SUPPLY';
  const open = counting.filter((at) => {
    const edge = problem.edges[at];
    const used = (problem.edgesOfSupply[edge?.supply ?? -1] ?? []).reduce(
      (sum, one) => sum + (fair.flow[one] ?? 0),
      0,
    );
    const left = (problem.supplies[edge?.supply ?? -1]?.available ?? 0) / 1_000 - used;
    return left > 1e-6 && (fair.flow[at] ?? 0) < (edge?.most ?? 0) / 1_000 - 1e-6;
  });
  if (open.length === 0) return 'ALL_SOLD';
  const held = open.some((at) => (fair.protectionPrice[problem.edges[at]?.line ?? -1] ?? 0) > 1e-9);
  const dear = open.some((at) => reducedCost(problem, fair, at) > 0);
  return held ? 'PROTECTION' : dear ? 'WEIGHT' : 'ALL_SOLD';
}
