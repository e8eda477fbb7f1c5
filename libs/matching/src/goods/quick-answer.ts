import { Refused } from '../../../workflow/src/index';
import type { LinearSolver } from '../linear-program';
import type { Edge } from './edge';
import { faultsOfLine } from './input-check';
import type { GoodsRun } from './goods-run';
import { edgesOfLine } from './line-edges';
import { floorBenefit, supplyTables, type MatchingProblem } from './matching-problem';
import { neighbourhood, withPremium, type Neighbourhood } from './neighbourhood';
import { orderAmounts, type OrderAmounts } from './order-amounts';
import { prepareLine, type PreparedLine } from './prepared-line';
import { nearlyUsed, pricedRates } from './relaxed-prices';
import { plainOptimum } from './relaxed-solve';
import { nearestRelaxations, type Relaxation } from './relaxation';
import type { RequestLine } from './request-line';
import type { SupplyTable } from './supply-table';
import { WholePlan } from './whole-plan';
import { improve, roundDown } from './whole-search';

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

const noProtection = ({ lines }: MatchingProblem) => new Float64Array(lines.length).fill(Infinity);

/** How many of its edges, nearest at the run's prices, say who competes; and how many competitors are asked to move. */
const NEAREST = 8;
const COMPETITORS = 20;

/**
 * The market as the last full run left it, kept warm: what is left of every supply, who has the rest, and what it is worth to
 * them (the run's prices). A new line is answered with its nearest competitors only, in the time of looking through its category.
 */
export class OpenMarket {
  private readonly tables: ReadonlyMap<string, SupplyTable>;
  private readonly floorBenefits: Float64Array;

  constructor(
    private readonly run: GoodsRun,
    private readonly solver: LinearSolver,
  ) {
    const { supplies, rules, floorShares, floors } = run.problem;
    this.tables = supplyTables(supplies, rules);
    this.floorBenefits = Float64Array.from(floorShares, (shares) => floorBenefit(shares, floors));
  }

  /** Throws Refused with every fault of the line. */
  answer(request: RequestLine): QuickAnswer {
    const { problem } = this.run;
    const faults = faultsOfLine(request, problem.rules);
    if (faults.length > 0) throw new Refused(faults);
    const line = prepareLine(request, problem.rules);
    const { small, left } = this.marketFor(line);
    const plan = new WholePlan(small, noProtection(small));
    const found = plainOptimum(small, this.solver);
    const guide = { flow: found.flow, near: nearlyUsed(small, found), rates: pricedRates(small, found) };
    roundDown(plan, [...small.lines.keys()], found.flow);
    improve(plan, [0], guide, ROUNDS);
    return this.answerFrom(small, left, plan, line);
  }

  /** The line's edges, each at what it costs less what floors pay for it. */
  private edgesFor(line: PreparedLine): { edges: Edge[]; share: number } {
    const { problem, fair } = this.run;
    const table = this.tables.get(line.line.categoryCode);
    if (!table) return { edges: [], share: line.supplierShare };
    const wanted = (problem.wanted.get(line.line.categoryCode) ?? 0) + line.maximum;
    const view = { table, floorBenefits: this.floorBenefits, wanted };
    const { edges, share } = edgesOfLine(0, line, problem.supplies, problem.rules, view);
    return { edges: edges.map((edge) => withPremium(edge, problem, fair)), share };
  }

  /**
   * The line and its nearest competitors: those who hold most of what it would take at the run's prices. They may go
   * elsewhere as far as something is left; everybody else keeps what he has.
   */
  private marketFor(line: PreparedLine): Neighbourhood {
    const { problem, fair, plan } = this.run;
    const { edges, share } = this.edgesFor(line);
    const price = (edge: Edge) => edge.relaxedRate + (fair.supplyPrice[edge.supply] ?? 0) * 1_000;
    const nearest = edges.toSorted((a, b) => price(a) - price(b) || a.supply - b.supply).slice(0, NEAREST);
    const held = new Map<number, number>();
    for (const at of nearest.flatMap(({ supply }) => problem.edgesOfSupply[supply] ?? [])) {
      const holder = problem.edges[at]?.line ?? -1;
      const ordered = plan.ordered[at] ?? 0;
      if (ordered > 0) held.set(holder, (held.get(holder) ?? 0) + ordered);
    }
    const holders = [...held].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, COMPETITORS);
    return neighbourhood(
      this.run,
      { ...line, supplierShare: share },
      edges,
      holders.map(([at]) => at),
    );
  }

  private answerFrom(
    small: MatchingProblem,
    left: readonly number[],
    plan: WholePlan,
    line: PreparedLine,
  ): QuickAnswer {
    const proposals = small.edges.flatMap((edge, at) => {
      if (edge.line !== 0) return [];
      const ordered = plan.ordered[at] ?? 0;
      const supply = small.supplies[edge.supply]?.supply;
      if (ordered === 0 || !supply) return [];
      return [
        {
          supplyId: supply.id,
          supplierId: supply.supplierId,
          quantityBase: BigInt(ordered),
          displacedBase: BigInt(Math.max(0, ordered - (left[edge.supply] ?? 0))),
          ...orderAmounts(small, edge, BigInt(ordered)),
        },
      ];
    });
    const served = plan.served[0] ?? 0;
    const rows = this.tables.get(line.line.categoryCode)?.at ?? [];
    const supplies = [...rows].flatMap((at) => this.run.problem.supplies[at] ?? []);
    return {
      proposals,
      servedBase: BigInt(served),
      missingBase: BigInt(line.maximum - served),
      reachesMinimum: served >= line.minimum,
      relaxations: served === 0 ? nearestRelaxations(line, supplies, this.run.problem.rules) : [],
    };
  }
}
