import { Refused } from '../../../workflow/src/index';
import type { LinearSolver } from '../linear-program';
import { areRelated, wantedAround } from './category';
import { Competition } from './competition';
import { nearestCompetitors, withPremium } from './competitors';
import type { Edge } from './edge';
import { faultsOfLine } from './input-check';
import type { GoodsRun } from './goods-run';
import { edgesOfLine } from './line-edges';
import { floorBenefit, problemOfLines, supplyTables, type MatchingProblem } from './matching-problem';
import { orderAmounts, type OrderAmounts } from './order-amounts';
import { prepareLine, type PreparedLine } from './prepared-line';
import { nearestRelaxations, type Relaxation } from './relaxation';
import type { RequestLine } from './request-line';
import { ceilTo } from './prepared-supply';
import type { SupplyTable } from './supply-table';
import { guideOf } from './whole-moves';
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

/** All lines of a category up to this size are asked to move, from the vertex they were left in; of a larger one so many of the nearest. */
const WHOLE_CATEGORY = 600;
const NEAREST = 80;

/**
 * The market as the last full run left it, kept warm: what is left of every supply, who has the rest, and what it is worth to
 * them (the run's prices). A new line is answered among its competitors, who go elsewhere where that is cheaper for all.
 */
export class OpenMarket {
  private readonly tableOf: (categoryCode: string) => SupplyTable;
  private readonly floorBenefits: Float64Array;
  private readonly kept = new Map<string, Competition>();

  constructor(
    private readonly run: GoodsRun,
    private readonly solver: LinearSolver,
  ) {
    const { supplies, rules, floorShares, floors } = run.problem;
    this.tableOf = supplyTables(supplies, rules);
    this.floorBenefits = Float64Array.from(floorShares, (shares) => floorBenefit(shares, floors));
  }

  /** Throws Refused with every fault of the line. */
  answer(request: RequestLine): QuickAnswer {
    const { problem } = this.run;
    const faults = faultsOfLine(request, problem.rules);
    if (faults.length > 0) throw new Refused(faults);
    const line = prepareLine(request, problem.rules);
    const { edges, share } = this.edgesFor(line);
    const alone = this.problemOf({ ...line, supplierShare: share }, edges);
    const [own] = alone.lines;
    const found = own && this.competitionFor(line, edges).shareOf(own, edges, alone.groups);
    const small = found ? stocked(alone, found.left) : alone;
    const flow = found?.flow ?? new Float64Array(edges.length);
    const plan = new WholePlan(small, new Float64Array([Infinity]));
    const rates = Float64Array.from(small.edges, ({ relaxedRate }) => relaxedRate);
    roundDown(plan, [0], flow);
    const near = new Uint8Array(edges.length);
    improve(plan, [0], guideOf(small, { flow, near, rates }), ROUNDS);
    return this.answerFrom(alone, plan, line);
  }

  /** The line's edges, each at what it costs less what floors pay for it. */
  private edgesFor(line: PreparedLine): { edges: Edge[]; share: number } {
    const { problem, fair } = this.run;
    const { categoryCode } = line.line;
    const wanted = wantedAround(problem.wanted, categoryCode) + line.maximum;
    const view = { table: this.tableOf(categoryCode), floorBenefits: this.floorBenefits, wanted };
    const { edges, share } = edgesOfLine(0, line, problem.supplies, problem.rules, view);
    return { edges: edges.map((edge) => withPremium(edge, problem, fair)), share };
  }

  /** The line with its own supplies only, as the run left them. */
  private problemOf(line: PreparedLine, edges: readonly Edge[]): MatchingProblem {
    const { problem, plan } = this.run;
    const supplies = edges.flatMap(({ supply }) => {
      const prepared = problem.supplies[supply];
      return prepared ? [{ ...prepared, available: plan.left[supply] ?? 0 }] : [];
    });
    const own = edges.map((edge, at) => ({ ...edge, supply: at }));
    return problemOfLines([{ line, edges: own }], supplies, problem.rules);
  }

  /** A small category's is kept; of a large one the nearest lines are looked for each time. */
  private competitionFor(line: PreparedLine, edges: readonly Edge[]): Competition {
    const category = line.line.categoryCode;
    const known = this.kept.get(category);
    if (known) return known;
    const all = this.linesAround(category);
    if (all.length > WHOLE_CATEGORY)
      return new Competition(this.run, nearestCompetitors(this.run, edges, NEAREST), this.solver);
    const made = new Competition(this.run, all, this.solver).settle();
    this.kept.set(category, made);
    return made;
  }

  /** Lines that may want the same goods. */
  private linesAround(category: string): number[] {
    return this.run.problem.lines.flatMap(({ line }, at) =>
      areRelated(line.categoryCode, category) ? [at] : [],
    );
  }

  private answerFrom(alone: MatchingProblem, plan: WholePlan, line: PreparedLine): QuickAnswer {
    const proposals = alone.edges.flatMap((edge, at) => {
      const ordered = plan.ordered[at] ?? 0;
      const from = alone.supplies[edge.supply];
      if (ordered === 0 || !from) return [];
      const { supply, available: left } = from;
      return [
        {
          supplyId: supply.id,
          supplierId: supply.supplierId,
          quantityBase: BigInt(ordered),
          displacedBase: BigInt(Math.max(0, ordered - left)),
          ...orderAmounts(alone, edge, BigInt(ordered)),
        },
      ];
    });
    const served = plan.served[0] ?? 0;
    const supplies = [...this.tableOf(line.line.categoryCode).at].flatMap(
      (at) => this.run.problem.supplies[at] ?? [],
    );
    return {
      proposals,
      servedBase: BigInt(served),
      missingBase: BigInt(line.maximum - served),
      reachesMinimum: served >= line.minimum,
      relaxations: served === 0 ? nearestRelaxations(line, supplies, this.run.problem.rules) : [],
    };
  }
}

/** What the competitors would leave, rounded up to a pack: so much any of them can spare. */
const stocked = (problem: MatchingProblem, left: readonly number[]): MatchingProblem => ({
  ...problem,
  supplies: problem.supplies.map((supply, at) => {
    const most = problem.edges[at]?.most ?? 0;
    return {
      ...supply,
      available: Math.min(Math.max(most, supply.available), ceilTo(left[at] ?? 0, supply.pack)),
    };
  }),
});
