import type { LinearSolver } from '../linear-program';
import { isOfCategory } from './category';
import { eligibilityNames, failuresOf, pairOf, type EligibilityName } from './eligibility';
import { edgeTerms, type EdgeTerms } from './edge-terms';
import { flipCost, type Flip } from './flip';
import type { GoodsRun } from './goods-run';
import { landedRateAt } from './landed-cost';
import type { MatchingProblem } from './matching-problem';
import type { PreparedSupply } from './prepared-supply';
import { FlipTrials } from './settled-flip';
import { nearestRelaxations, type Relaxation } from './relaxation';
import type { RelaxedOptimum } from './relaxed-optimum';
import { floorPremium, reducedCost } from './relaxed-prices';
import { Residual } from './residual';

/** Why this supply for this line. Rates are fen per 10^6 base units: 12,000 is 0.12 yuan/kg. */
export interface EdgeExplanation {
  readonly supplyId: string;
  readonly quantityBase: bigint;
  readonly passed: readonly EligibilityName[];
  /** Goods and freight at the proposed quantity. */
  readonly landedRate: number;
  readonly terms: EdgeTerms;
  /** What others would pay for the same goods at most: 0 where some are left over. */
  readonly scarcityRate: number;
  /** What the cap on its supplier's share is worth. */
  readonly supplierShareRate: number;
  /** What each floor's price adds to the edge's worth. */
  readonly floors: readonly { readonly floorId: string; readonly premiumRate: number }[];
  /** Where floors moved it here: what the plain optimum uses instead, how much dearer this is, and all floors that pull in the run. */
  readonly insteadOf: {
    readonly supplyId: string;
    readonly dearerByRate: number;
    readonly floorIds: readonly string[];
  } | null;
  /** Only whole packs or smallest orders brought it in: the relaxed optimum does not use it. */
  readonly fillsUp: boolean;
}

export type MissingCause = 'NOBODY_ELIGIBLE' | 'TAKEN_BY_OTHERS' | 'DEARER_THAN_MISSING' | 'WHOLE_PACKS';

export interface LineExplanation {
  readonly lineId: string;
  readonly edges: readonly EdgeExplanation[];
  /** Eligible, not used, the nearest first. */
  readonly losing: readonly Flip[];
  /** Not eligible, those that fail least first. */
  readonly refused: readonly { readonly supplyId: string; readonly failed: readonly EligibilityName[] }[];
  /** Eligible, but not looked at: too many nearer ones, or even the smallest order is above what one supplier may take. */
  readonly setAside: readonly { readonly supplyId: string; readonly why: 'NEARER_ONES' | 'SUPPLIER_SHARE' }[];
  /** How many supplies of the category fail each filter. */
  readonly failures: Readonly<Partial<Record<EligibilityName, number>>>;
  /** Null where the minimum is reached. */
  readonly missing: {
    readonly cause: MissingCause;
    readonly relaxations: readonly Relaxation[];
  } | null;
}

const MOST_TOLD = 5;
const NOTHING = 1e-6;
const toRate = (perThousand: number) => Math.round(perThousand * 1_000);

/**
 * The whole explanation of a line; who may read which part of it is redaction.ts. With the run's solver, flips are settled
 * where fairness makes them lower bounds.
 */
export function explainLine(run: GoodsRun, at: number, solver?: LinearSolver): LineExplanation {
  const line = run.problem.lines[at];
  if (!line) throw new RangeError('No such line');
  return {
    lineId: line.line.id,
    edges: explainUsedEdges(run, at),
    losing: losingOf(run, at, solver),
    ...refusedOf(run, at),
    missing: missingOf(run, at),
  };
}

/** Why each proposed supply of the line. */
export function explainUsedEdges(run: GoodsRun, at: number): EdgeExplanation[] {
  const edges = run.problem.lines[at]?.edges ?? [];
  return edges.filter((edge) => (run.plan.ordered[edge] ?? 0) > 0).map((edge) => explainEdge(run, edge));
}

function explainEdge(run: GoodsRun, at: number): EdgeExplanation {
  const { problem, fair, plan } = run;
  const edge = problem.edges[at];
  const [line, supply] = [problem.lines[edge?.line ?? -1], problem.supplies[edge?.supply ?? -1]];
  if (!edge || !line || !supply) throw new RangeError('No such edge');
  const ordered = plan.ordered[at] ?? 0;
  return {
    supplyId: supply.supply.id,
    quantityBase: BigInt(ordered),
    passed: eligibilityNames,
    landedRate: Math.round(landedRateAt(supply, edge.freightRate, ordered)),
    terms: edgeTerms(line, supply, problem.rules),
    scarcityRate: toRate(fair.supplyPrice[edge.supply] ?? 0),
    supplierShareRate: toRate(fair.groupPrice[problem.groupOfEdge[at] ?? -1] ?? 0),
    floors: (problem.floorShares[edge.supply] ?? []).flatMap(({ floor, part }) => {
      const premiumRate = Math.round((fair.floorPrice[floor] ?? 0) * edge.goodsRate * part);
      return premiumRate === 0 ? [] : [{ floorId: problem.floors[floor]?.id ?? '', premiumRate }];
    }),
    insteadOf: insteadOf(run, at),
    fillsUp: (fair.flow[at] ?? 0) <= NOTHING,
  };
}

/**
 * What left the line where the floors' goods came in. Goods that count alike toward the floors are one here, and so are such lots
 * of one supplier's product: of two equal ones the optima use now one, now the other, and that displaces nothing.
 */
function insteadOf({ problem, plain, fair }: GoodsRun, at: number): EdgeExplanation['insteadOf'] {
  const edge = problem.edges[at];
  const moreOf = (one: number) => (fair.flow[one] ?? 0) - (plain.flow[one] ?? 0);
  if (!edge || moreOf(at) <= NOTHING || floorPremium(problem, fair, at) <= 0) return null;
  const moved = new Map<string, number>();
  const own = problem.lines[edge.line]?.edges ?? [];
  for (const one of own)
    for (const kind of kindsOf(problem, fair, one)) moved.set(kind, (moved.get(kind) ?? 0) + moreOf(one));
  const cameIn = (one: number) =>
    kindsOf(problem, fair, one).every((kind) => (moved.get(kind) ?? 0) > NOTHING);
  const left = own
    .filter((one) => moreOf(one) < -NOTHING)
    .filter((one) => kindsOf(problem, fair, one).every((kind) => (moved.get(kind) ?? 0) < -NOTHING))
    .toSorted((a, b) => (problem.edges[a]?.relaxedRate ?? 0) - (problem.edges[b]?.relaxedRate ?? 0) || a - b);
  const other = problem.edges[left[0] ?? -1];
  if (!cameIn(at) || !other || other.relaxedRate >= edge.relaxedRate) return null;
  return {
    supplyId: problem.supplies[other.supply]?.supply.id ?? '',
    dearerByRate: Math.round(edge.relaxedRate - other.relaxedRate),
    floorIds: problem.floors.filter((_, floor) => (fair.floorPrice[floor] ?? 0) > 0).map(({ id }) => id),
  };
}

/** How goods count toward the floors that pull, and whose product they are. */
function kindsOf(problem: MatchingProblem, fair: RelaxedOptimum, at: number): readonly string[] {
  const supply = problem.edges[at]?.supply ?? -1;
  const { supplierId, productId } = problem.supplies[supply]?.supply ?? {};
  const counting = (problem.floorShares[supply] ?? [])
    .filter(({ floor }) => (fair.floorPrice[floor] ?? 0) > 0)
    .map(({ floor, part }) => `${floor}:${part}`)
    .join(' ');
  return [counting, `${counting} of ${supplierId} ${productId}`];
}

function losingOf(run: GoodsRun, at: number, solver?: LinearSolver): Flip[] {
  const { problem, fair, plan } = run;
  const component = run.componentOfLine[at] ?? [at];
  const residual = new Residual(problem, fair, component);
  const exact = component.every((line) => isUntouched(run, line));
  const losing = (problem.lines[at]?.edges ?? [])
    .filter((edge) => (fair.flow[edge] ?? 0) <= NOTHING && (plan.ordered[edge] ?? 0) === 0)
    .map((edge) => ({ edge, dearer: reducedCost(problem, fair, edge) }))
    .toSorted((a, b) => a.dearer - b.dearer || a.edge - b.edge)
    .slice(0, MOST_TOLD);
  const trials = solver && !exact ? new FlipTrials(run, at, solver) : null;
  return losing
    .map(({ edge }) => ({ edge, cost: flipCost(problem, fair, residual, edge) }))
    .filter(({ cost }) => cost < Infinity)
    .flatMap(({ edge, cost }) => {
      const supplyId = problem.supplies[problem.edges[edge]?.supply ?? -1]?.supply.id ?? '';
      const least: Flip = { supplyId, cheaperByRate: Math.ceil(cost * 1_000), exact };
      const flip = trials ? trials.settled(edge, least) : least;
      return flip ? [{ edge, flip }] : [];
    })
    .toSorted((a, b) => a.flip.cheaperByRate - b.flip.cheaperByRate || a.edge - b.edge)
    .map(({ flip }) => flip);
}

/** Fairness weighs nothing on the line: no floor pays for its goods, and its protection does not bind. */
function isUntouched({ problem, fair }: GoodsRun, at: number): boolean {
  const line = problem.lines[at];
  return (
    (fair.protectionPrice[at] ?? 0) === 0 &&
    (line?.edges ?? []).every((edge) => floorPremium(problem, fair, edge) === 0)
  );
}

/** Who was not looked at, and how often each filter was failed. */
export function refusedOf({ problem }: GoodsRun, at: number): Refusals {
  const line = problem.lines[at];
  const failures: Partial<Record<EligibilityName, number>> = {};
  const refused: { supply: PreparedSupply; failed: EligibilityName[] }[] = [];
  const setAside: { supplyId: string; why: 'NEARER_ONES' | 'SUPPLIER_SHARE' }[] = [];
  if (!line) return { refused: [], setAside, failures };
  const looked = new Set(line.edges.map((edge) => problem.edges[edge]?.supply));
  problem.supplies.forEach((supply, position) => {
    if (!isOfCategory(supply.supply, line.line) || looked.has(position)) return;
    const failed = failuresOf(pairOf(line, supply, problem.rules));
    for (const name of failed) failures[name] = (failures[name] ?? 0) + 1;
    if (failed.length > 0) refused.push({ supply, failed });
    else
      setAside.push({
        supplyId: supply.supply.id,
        why: supply.least > line.supplierShare ? 'SUPPLIER_SHARE' : 'NEARER_ONES',
      });
  });
  return {
    refused: refused
      .toSorted(
        (a, b) => a.failed.length - b.failed.length || a.supply.referenceRate - b.supply.referenceRate,
      )
      .slice(0, MOST_TOLD)
      .map(({ supply, failed }) => ({ supplyId: supply.supply.id, failed })),
    setAside: setAside.slice(0, MOST_TOLD),
    failures,
  };
}

export type Refusals = Pick<LineExplanation, 'refused' | 'setAside' | 'failures'>;

function missingOf(run: GoodsRun, at: number): LineExplanation['missing'] {
  const cause = missingCause(run, at);
  const line = run.problem.lines[at];
  if (!line || !cause) return null;
  const supplies = run.problem.supplies.filter(({ supply }) => isOfCategory(supply, line.line));
  return { cause, relaxations: nearestRelaxations(line, supplies, run.problem.rules) };
}

/** Null where the minimum is reached. */
export function missingCause({ problem, fair, plan }: GoodsRun, at: number): MissingCause | null {
  const line = problem.lines[at];
  if (!line || (plan.served[at] ?? 0) >= line.minimum) return null;
  if (line.edges.length === 0) return 'NOBODY_ELIGIBLE';
  if ((fair.unmetMinimum[at] ?? 0) <= NOTHING) return 'WHOLE_PACKS';
  const affordable = line.edges.some(
    (edge) => (problem.edges[edge]?.relaxedRate ?? Infinity) < line.unmetMinimumRate,
  );
  return affordable ? 'TAKEN_BY_OTHERS' : 'DEARER_THAN_MISSING';
}
