import { edgeTerms, sumOfTerms } from './edge-terms';
import type { Edge } from './edge';
import { isEligible, pairOf } from './eligibility';
import { freightRate, leastWithinCap } from './landed-cost';
import type { MatchingRules } from './matching-rules';
import type { PreparedLine } from './prepared-line';
import { floorTo, rateAt, type PreparedSupply } from './prepared-supply';

/** One edge in four is chosen by cost with the floors' weight taken off, so that lagging counties are seen. */
const ONE_FOR_FLOORS = 4;
/** One in four is spread over all supplies the category's demand will reach: the cheapest cannot serve everybody. */
const ONE_SPREAD = 4;
/** So many times the demand. */
const REACH = 1.25;

/** What the choice of edges looks at beyond the line itself. */
export interface CategoryView {
  /** How much the floors would pay for a yuan of these goods, per supply: Σ weight × share of origin. */
  readonly floorBenefit: (supply: number) => number;
  /** What all lines of the category want together. */
  readonly wanted: number;
}

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
  { floorBenefit, wanted }: CategoryView,
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
  const reach = (one: Candidate) => supplies[one.edge.supply]?.available ?? 0;
  const chosen = chooseEdges(candidates, rules.edgesPerLine, wanted, reach, line.line.id);
  const edges = chosen.toSorted((a, b) => a.supply - b.supply);
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

function chooseEdges(
  candidates: readonly Candidate[],
  limit: number,
  wanted: number,
  available: (one: Candidate) => number,
  lineId: string,
): Edge[] {
  if (candidates.length <= limit) return candidates.map(({ edge }) => edge);
  const bySupply = (a: Candidate, b: Candidate) => a.edge.supply - b.edge.supply;
  const cheapest = candidates.toSorted((a, b) => a.relaxed - b.relaxed || bySupply(a, b));
  const forFloors = candidates.some(({ relaxed, lifted }) => lifted < relaxed)
    ? Math.floor(limit / ONE_FOR_FLOORS)
    : 0;
  const spread = Math.floor(limit / ONE_SPREAD);
  const first = limit - forFloors - spread;
  const taken = new Set(cheapest.slice(0, first));
  const reached = reachOf(cheapest, wanted * REACH, available);
  const gap = Math.max(1, (reached - first) / Math.max(1, spread));
  for (let index = first + offsetOf(lineId) * gap; taken.size < first + spread; index += gap) {
    const one = cheapest[Math.floor(index)];
    if (!one) break;
    taken.add(one);
  }
  const lifted = cheapest
    .filter((one) => !taken.has(one))
    .toSorted((a, b) => a.lifted - b.lifted || bySupply(a, b));
  for (const one of lifted.slice(0, limit - taken.size)) taken.add(one);
  return [...taken].map(({ edge }) => edge);
}

/** How many of the cheapest together hold so much. */
function reachOf(
  cheapest: readonly Candidate[],
  wanted: number,
  available: (one: Candidate) => number,
): number {
  let sum = 0;
  const at = cheapest.findIndex((one) => {
    sum += available(one);
    return sum >= wanted;
  });
  return at === -1 ? cheapest.length : at + 1;
}

/** 0 to 1 by the line's id, so that lines spread over different supplies whoever else asks. */
function offsetOf(lineId: string): number {
  let hash = 2_166_136_261;
  for (const letter of lineId) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  return (hash >>> 0) / 4_294_967_296;
}
