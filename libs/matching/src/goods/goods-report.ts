import { canonicalJson } from '../canonical-json';
import type { GoodsRun } from './goods-run';
import { floorReports, type FloorReport } from './floor-report';
import { giniOf } from './gini';
import { orderAmounts, type OrderAmounts } from './order-amounts';
import { relaxedCost, relaxedPenalty, valueOfLine } from './relaxed-measures';
import { protectedCost } from './relaxed-solve';

/** So much of one supply for one line. */
export interface Proposal extends OrderAmounts {
  readonly lineId: string;
  readonly requestId: string;
  readonly supplyId: string;
  readonly supplierId: string;
  readonly quantityBase: bigint;
}

export interface LineReport {
  readonly lineId: string;
  readonly requestId: string;
  readonly servedBase: bigint;
  readonly missingBase: bigint;
  readonly reachesMinimum: boolean;
  /** What being served saves the line, in the plain optimum and in the fair one, fen (relaxed). */
  readonly plainValueFen: bigint;
  readonly fairValueFen: bigint;
  /** What whole packs take beyond ε from the line's value, fen; 0 where protection holds as it stands. */
  readonly beyondProtectionFen: bigint;
}

/** What a run reports; every amount in fen, relaxed figures rounded half up to the fen. */
export interface GoodsReport {
  readonly rulesVersion: string;
  readonly on: string;
  readonly seed: number;
  /** False where the solver ran into its iteration limit: figures are then those of what was reached. */
  readonly complete: boolean;
  readonly proposals: readonly Proposal[];
  readonly lines: readonly LineReport[];
  readonly floors: readonly FloorReport[];
  /** Missing units at their rates are part of every cost. */
  readonly plainCostFen: bigint;
  readonly fairCostFen: bigint;
  readonly proposedCostFen: bigint;
  /**
   * Cost and floor penalties of the relaxed optimum: nothing in whole packs that keeps protection costs less, as long as floors
   * weigh a yuan or less by the yuan (beyond that a dearer price step would pay for itself by counting more toward a floor).
   */
  readonly boundFen: bigint;
  /** How far the proposal lies above the bound, in millionths of it: what whole packs and smallest orders cost. */
  readonly gapPartsPerMillion: number;
  readonly priceOfFairnessFen: bigint;
  /** Σ weight × shortfall of the plain optimum: the price of fairness never exceeds it. */
  readonly priceOfFairnessBoundFen: bigint;
  /** Of the sales of counties that could sell something in this run, in millionths. */
  readonly countyGiniPartsPerMillion: number;
}

export function goodsReport(run: GoodsRun): GoodsReport {
  const { problem, plain, fair, plan } = run;
  const [plainCost, fairCost] = [relaxedCost(problem, plain), relaxedCost(problem, fair)];
  const bound = fairCost + relaxedPenalty(problem, fair);
  const floors = floorReports(run);
  const cost = problem.lines.reduce((sum, _, line) => sum + plan.lineCost(line), 0);
  const penalty = problem.floors.reduce((sum, _, floor) => sum + plan.weighedFloor(floor), 0);
  return {
    rulesVersion: problem.rules.version,
    on: problem.rules.on,
    seed: problem.rules.seed,
    complete: plain.complete && fair.complete,
    proposals: proposalsOf(run),
    lines: problem.lines.map((_, line) => lineReport(run, line)),
    floors,
    plainCostFen: wholeFen(plainCost),
    fairCostFen: wholeFen(fairCost),
    proposedCostFen: wholeFen(cost),
    boundFen: wholeFen(bound),
    gapPartsPerMillion: bound > 0 ? Math.round(((cost + penalty - bound) / bound) * 1_000_000) : 0,
    priceOfFairnessFen: wholeFen(fairCost - plainCost),
    priceOfFairnessBoundFen: wholeFen(relaxedPenalty(problem, plain)),
    countyGiniPartsPerMillion: giniOf(run),
  };
}

/** The report as it is kept: recomputing the run from its frozen input gives these very bytes. */
export const frozenReport = (report: GoodsReport): string => canonicalJson(report);

export const wholeFen = (value: number): bigint => BigInt(Math.round(value));

export const proposalsOf = (run: GoodsRun): Proposal[] =>
  run.problem.lines.flatMap((_, line) => proposalsOfLine(run, line));

/** In the order of the supplies. */
export function proposalsOfLine({ problem, plan }: GoodsRun, at: number): Proposal[] {
  return (problem.lines[at]?.edges ?? []).flatMap((position) => {
    const edge = problem.edges[position];
    const ordered = plan.ordered[position] ?? 0;
    const [line, supply] = [problem.lines[at]?.line, problem.supplies[edge?.supply ?? -1]?.supply];
    if (ordered === 0 || !edge || !line || !supply) return [];
    const quantityBase = BigInt(ordered);
    return [
      {
        lineId: line.id,
        requestId: line.requestId,
        supplyId: supply.id,
        supplierId: supply.supplierId,
        quantityBase,
        ...orderAmounts(problem, edge, quantityBase),
      },
    ];
  });
}

function lineReport({ problem, plain, fair, plan }: GoodsRun, at: number): LineReport {
  const line = problem.lines[at];
  if (!line) throw new RangeError('No such line');
  const served = plan.served[at] ?? 0;
  return {
    lineId: line.line.id,
    requestId: line.line.requestId,
    servedBase: BigInt(served),
    missingBase: BigInt(line.maximum - served),
    reachesMinimum: served >= line.minimum,
    plainValueFen: wholeFen(valueOfLine(problem, plain, at)),
    fairValueFen: wholeFen(valueOfLine(problem, fair, at)),
    beyondProtectionFen: wholeFen(Math.max(0, plan.lineCost(at) - protectedCost(problem, plain, at))),
  };
}
