import { edgeTerms, sumOfTerms } from './edge-terms';
import type { Edge } from './edge';
import { isEligible, pairOf } from './eligibility';
import { freightRate, leastWithinCap } from './landed-cost';
import type { MatchingRules } from './matching-rules';
import type { PreparedLine } from './prepared-line';
import { floorTo, rateAt, type PreparedSupply } from './prepared-supply';

/** The part of a line's edges that are chosen by cost with the floors' weight taken off, so that lagging counties are seen. */
const SHARE_FOR_FLOORS = 4;

/** How much the floors would pay for a yuan of these goods, per supply: Σ weight × share of origin. */
export type FloorBenefit = (supply: number) => number;

interface Candidate {
  readonly edge: Edge;
  readonly relaxed: number;
  readonly lifted: number;
}

export interface LineEdges {
  readonly edges: readonly Edge[];
  /** Most one supplier may take of the line: all of it where too few suppliers are eligible. */
  readonly share: number;
}

/** The line's edges, at most `rules.edgesPerLine`, in the order of the supplies. `among` are positions in `supplies`. */
export function edgesOfLine(
  position: number,
  line: PreparedLine,
  supplies: readonly PreparedSupply[],
  among: readonly number[],
  rules: MatchingRules,
  floorBenefit: FloorBenefit,
): LineEdges {
  const eligible = among.filter((at) => {
    const supply = supplies[at];
    return supply !== undefined && isEligible(pairOf(line, supply, rules));
  });
  const share = shareOf(line, eligible, supplies, rules);
  const candidates = eligible.flatMap((at) => {
    const edge = edgeBetween(position, line, at, supplies, rules, share);
    if (!edge) return [];
    const lifted = edge.relaxedRate - edge.goodsRate * floorBenefit(at);
    return [{ edge, relaxed: edge.relaxedRate, lifted }];
  });
  const edges = chosen(candidates, rules.edgesPerLine).toSorted((a, b) => a.supply - b.supply);
  return { edges, share };
}

/** The cap on one supplier's share holds only where so many suppliers are eligible that the line can be filled under it. */
function shareOf(
  line: PreparedLine,
  eligible: readonly number[],
  supplies: readonly PreparedSupply[],
  rules: MatchingRules,
): number {
  const needed = Math.ceil(10_000 / rules.supplierShareBasisPoints);
  const suppliers = new Set(eligible.map((at) => supplies[at]?.supply.supplierId));
  return suppliers.size >= needed ? line.supplierShare : line.maximum;
}

function edgeBetween(
  position: number,
  line: PreparedLine,
  at: number,
  supplies: readonly PreparedSupply[],
  rules: MatchingRules,
  share: number,
): Edge | null {
  const supply = supplies[at];
  if (!supply) return null;
  const most = floorTo(Math.min(supply.available, line.maximum, share), supply.pack);
  const freight = freightRate(line, supply, rules);
  const least = most < supply.least ? null : leastWithinCap(supply, freight, line.cap, most);
  if (least === null) return null;
  const goodsRate = rateAt(supply.steps, most) ?? 0;
  const termsRate = sumOfTerms(edgeTerms(line, supply, rules));
  const spread = (supply.consignment * 1_000_000) / most;
  return {
    line: position,
    supply: at,
    pack: supply.pack,
    least,
    most,
    goodsRate,
    freightRate: freight,
    consignment: supply.consignment,
    termsRate,
    relaxedRate: goodsRate + freight + termsRate + spread,
  };
}

function chosen(candidates: readonly Candidate[], limit: number): Edge[] {
  if (candidates.length <= limit) return candidates.map(({ edge }) => edge);
  const forFloors = Math.floor(limit / SHARE_FOR_FLOORS);
  const cheapest = candidates.toSorted((a, b) => a.relaxed - b.relaxed || a.edge.supply - b.edge.supply);
  const first = cheapest.slice(0, limit - forFloors);
  const rest = cheapest
    .slice(limit - forFloors)
    .toSorted((a, b) => a.lifted - b.lifted || a.edge.supply - b.edge.supply);
  return [...first, ...rest.slice(0, forFloors)].map(({ edge }) => edge);
}
