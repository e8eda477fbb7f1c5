import { Refused } from '../../../workflow/src/index';
import type { Edge } from './edge';
import { faultsOfLine } from './input-check';
import type { GoodsRun } from './goods-run';
import { edgesOfLine } from './line-edges';
import { problemOfLine, type MatchingProblem } from './matching-problem';
import { orderAmounts, type OrderAmounts } from './order-amounts';
import { prepareLine, type PreparedLine } from './prepared-line';
import type { PreparedSupply } from './prepared-supply';
import { nearestRelaxations, type Relaxation } from './relaxation';
import type { RequestLine } from './request-line';
import { WholePlan } from './whole-plan';
import { improve } from './whole-search';

/** What one new line would probably get. It promises nothing: the next full run decides. */
export interface QuickAnswer {
  readonly proposals: readonly (OrderAmounts & {
    readonly supplyId: string;
    readonly supplierId: string;
    readonly quantityBase: bigint;
    /** The part the last run gave to others, who would have to go elsewhere. */
    readonly displacedBase: bigint;
  })[];
  readonly servedBase: bigint;
  readonly missingBase: bigint;
  readonly reachesMinimum: boolean;
  /** Where nothing is proposed: the nearest changes that would help. */
  readonly relaxations: readonly Relaxation[];
}

const ROUNDS = 6;

/**
 * The market as the last full run left it, kept warm: what is left of every supply, and what the rest is worth to those who
 * have it (the run's prices). A new line is answered by it alone, in the time of looking through its category.
 */
export class OpenMarket {
  private readonly byCategory = new Map<string, number[]>();

  constructor(private readonly run: GoodsRun) {
    run.problem.supplies.forEach(({ supply }, at) => {
      const own = this.byCategory.get(supply.categoryCode);
      if (own) own.push(at);
      else this.byCategory.set(supply.categoryCode, [at]);
    });
  }

  /** Throws Refused with every fault of the line. */
  answer(request: RequestLine): QuickAnswer {
    const { problem } = this.run;
    const faults = faultsOfLine(request, problem.rules);
    if (faults.length > 0) throw new Refused(faults);
    const line = prepareLine(request, problem.rules);
    const { small, left } = this.marketFor(line);
    const plan = new WholePlan(small, new Float64Array([Infinity]));
    const flow = new Float64Array(small.edges.length);
    const guide = {
      flow,
      near: new Uint8Array(small.edges.length),
      rates: Float64Array.from(small.edges, ({ relaxedRate }) => relaxedRate),
    };
    improve(plan, [0], guide, ROUNDS);
    return this.answerFrom(small, left, plan, line);
  }

  /** A problem of this line alone: each edge costs what it takes from others as well, and less what floors pay for it. */
  private marketFor(line: PreparedLine): { small: MatchingProblem; left: number[] } {
    const { problem, fair, plan } = this.run;
    const among = this.byCategory.get(line.line.categoryCode) ?? [];
    const every = { ...problem.rules, edgesPerLine: Infinity };
    const view = { floorBenefit: () => 0, wanted: 0 };
    const { edges, share } = edgesOfLine(0, line, problem.supplies, among, every, view);
    const priced = edges.map((edge) => this.priced(edge));
    const limit = problem.rules.edgesPerLine;
    const nearest = priced
      .toSorted((a, b) => a.relaxedRate - b.relaxedRate || a.supply - b.supply)
      .slice(0, limit);
    const supplies = nearest.map(({ supply }): PreparedSupply => {
      const prepared = problem.supplies[supply];
      if (!prepared) throw new RangeError('No such supply');
      // What is scarce can be taken from others at its price; of what is not, only the rest is without one.
      const scarce = (fair.supplyPrice[supply] ?? 0) > 0;
      return { ...prepared, available: scarce ? prepared.available : (plan.left[supply] ?? 0) };
    });
    const own = nearest.map((edge, at): Edge => ({ ...edge, supply: at }));
    const small = problemOfLine({ ...line, supplierShare: share }, own, supplies, problem.rules);
    return { small, left: nearest.map(({ supply }) => plan.left[supply] ?? 0) };
  }

  private priced(edge: Edge): Edge {
    const { problem, fair } = this.run;
    const scarcity = (fair.supplyPrice[edge.supply] ?? 0) * 1_000;
    const premium = (problem.floorShares[edge.supply] ?? []).reduce(
      (sum, { floor, part }) => sum + (fair.floorPrice[floor] ?? 0) * edge.goodsRate * part,
      0,
    );
    const more = scarcity - premium;
    return { ...edge, termsRate: edge.termsRate + more, relaxedRate: edge.relaxedRate + more };
  }

  private answerFrom(
    small: MatchingProblem,
    left: readonly number[],
    plan: WholePlan,
    line: PreparedLine,
  ): QuickAnswer {
    const proposals = small.edges.flatMap((edge, at) => {
      const ordered = plan.ordered[at] ?? 0;
      const supply = small.supplies[edge.supply]?.supply;
      if (ordered === 0 || !supply) return [];
      return [
        {
          supplyId: supply.id,
          supplierId: supply.supplierId,
          quantityBase: BigInt(ordered),
          displacedBase: BigInt(Math.max(0, ordered - (left[at] ?? 0))),
          ...orderAmounts(small, edge, BigInt(ordered)),
        },
      ];
    });
    const served = plan.served[0] ?? 0;
    const among = this.byCategory.get(line.line.categoryCode) ?? [];
    const supplies = among.flatMap((at) => this.run.problem.supplies[at] ?? []);
    return {
      proposals,
      servedBase: BigInt(served),
      missingBase: BigInt(line.maximum - served),
      reachesMinimum: served >= line.minimum,
      relaxations: served === 0 ? nearestRelaxations(line, supplies, this.run.problem.rules) : [],
    };
  }
}
