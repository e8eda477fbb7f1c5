import type { GoodsRun } from './goods-run';
import { proposalsOf, wholeFen } from './goods-report';
import { relaxedOrderCost } from './relaxed-measures';

/**
 * A run in fen of its orders alone, for readers who may not know caps: what is missing is worth what its buyer's cap says, and
 * has no part in it. Goods and freight in the plain optimum, in the fair one and as proposed; and what fairness adds to all
 * that is weighed.
 */
export interface OrderCosts {
  readonly plainFen: bigint;
  readonly fairFen: bigint;
  readonly proposedFen: bigint;
  readonly fairnessFen: bigint;
}

export function orderCosts(run: GoodsRun): OrderCosts {
  const { problem, plain, fair } = run;
  return {
    plainFen: wholeFen(relaxedOrderCost(problem, plain, LANDED)),
    fairFen: wholeFen(relaxedOrderCost(problem, fair, LANDED)),
    proposedFen: proposalsOf(run).reduce((sum, { landedFen }) => sum + landedFen, 0n),
    fairnessFen: wholeFen(
      relaxedOrderCost(problem, fair, WEIGHED) - relaxedOrderCost(problem, plain, WEIGHED),
    ),
  };
}

type RateOf = Parameters<typeof relaxedOrderCost>[2];
const LANDED: RateOf = ({ relaxedRate, termsRate }) => relaxedRate - termsRate;
const WEIGHED: RateOf = ({ relaxedRate }) => relaxedRate;
