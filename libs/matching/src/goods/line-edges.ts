import { edgeTerms, sumOfTerms } from './edge-terms';
import type { Edge } from './edge';
import { freightRate, landedRateAt, leastWithinCap } from './landed-cost';
import type { MatchingRules } from './matching-rules';
import type { PreparedLine } from './prepared-line';
import { floorTo, rateAt, type PreparedSupply } from './prepared-supply';
import type { Rate } from './rates';

/** One edge in four is chosen by cost with the floors' weight taken off, so that lagging counties are seen. */
const ONE_FOR_FLOORS = 4;
/** One in four is spread over all supplies the category's demand will reach: the cheapest cannot serve everybody. */
const ONE_SPREAD = 4;
/** So many times the demand, coarsely: one line more or less must not change what all others look at. */
const REACH = 1.25;
const COARSELY = 64;

/** What the choice of edges looks at beyond the line itself. */
export interface CategoryView {
  /** How much the floors would pay for a yuan of these goods, per supply: Σ weight × share of origin. */
  readonly floorBenefit: (supply: number) => number;
  /** What all lines of the category want together. */
  readonly wanted: number;
}

interface Candidate {
  readonly one: Screened;
  /** Its cost, and its cost with the floors' weight taken off. */
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
  const eligible = screened(line, supplies, among, rules);
  // The cap on one supplier's share holds only where so many suppliers are eligible that the line can be filled under it.
  const needed = Math.ceil(10_000 / rules.supplierShareBasisPoints);
  const suppliers = new Set<string>();
  for (const { supply } of eligible) if (suppliers.size < needed) suppliers.add(supply.supply.supplierId);
  const share = suppliers.size >= needed ? line.supplierShare : line.maximum;
  const candidates: Candidate[] = [];
  for (const one of eligible) {
    const relaxed = relaxedRateOf(line, one, rules, share);
    if (relaxed === null) continue;
    const lifted = relaxed - one.supply.referenceRate * floorBenefit(one.at);
    candidates.push({ one, relaxed, lifted });
  }
  const chosen = chooseEdges(candidates, rules.edgesPerLine, wanted, line.line.id);
  const edges = chosen.map((one) => edgeBetween(position, line, one, rules, share));
  return { edges: edges.toSorted((a, b) => a.supply - b.supply), share };
}

/** An eligible supply, with the freight of the way to the line. */
export interface Screened {
  readonly at: number;
  readonly supply: PreparedSupply;
  readonly freight: Rate;
}

/**
 * The supplies that pass every rule of eligibility.ts, which says them one by one and by name; here they are one loop,
 * because a run asks them some million times. A test holds the two together.
 */
export function screened(
  line: PreparedLine,
  supplies: readonly PreparedSupply[],
  among: readonly number[],
  rules: MatchingRules,
): Screened[] {
  const { productId, baseUnit, buyerId, certificates, categoryCode } = line.line;
  const found: Screened[] = [];
  for (const at of among) {
    const supply = supplies[at];
    if (!supply || supply.available < supply.least || supply.least > line.maximum) continue;
    if (supply.arrivalDay > line.lastDay || supply.gradeRank > line.worstRank) continue;
    if (supply.keepsUntilDay < supply.arrivalDay || supply.keepsUntilDay < line.fromDay) continue;
    const goods = supply.supply;
    if (goods.categoryCode !== categoryCode || goods.baseUnit !== baseUnit) continue;
    if (productId !== null && goods.productId !== productId) continue;
    if (goods.supplierId === buyerId || line.excluded.has(goods.supplierId)) continue;
    if (certificates.length > 0 && !certificates.every((one) => goods.certificates.includes(one))) continue;
    const freight = freightRate(line, supply, rules);
    const most = floorTo(Math.min(supply.available, line.maximum), supply.pack);
    if (landedRateAt(supply, freight, most) <= line.cap) found.push({ at, supply, freight });
  }
  return found;
}

const mostOf = (line: PreparedLine, { supply }: Screened, share: number) =>
  floorTo(Math.min(supply.available, line.maximum, share), supply.pack);

/** What a unit of the largest order costs; null where the share leaves no order, or none within the cap. */
function relaxedRateOf(
  line: PreparedLine,
  one: Screened,
  rules: MatchingRules,
  share: number,
): number | null {
  const { supply, freight } = one;
  const most = mostOf(line, one, share);
  if (most < supply.least) return null;
  const landed = landedRateAt(supply, freight, most);
  return landed > line.cap ? null : landed + sumOfTerms(edgeTerms(line, supply, rules));
}

/** Only for candidates: they have an order within share and cap. */
function edgeBetween(
  position: number,
  line: PreparedLine,
  one: Screened,
  rules: MatchingRules,
  share: number,
): Edge {
  const { at, supply, freight } = one;
  const most = mostOf(line, one, share);
  const goodsRate = rateAt(supply.steps, most) ?? 0;
  const termsRate = sumOfTerms(edgeTerms(line, supply, rules));
  return {
    line: position,
    supply: at,
    pack: supply.pack,
    least: leastWithinCap(supply, freight, line.cap, most) ?? most,
    most,
    goodsRate,
    freightRate: freight,
    consignment: supply.consignment,
    termsRate,
    relaxedRate: landedRateAt(supply, freight, most) + termsRate,
  };
}

function chooseEdges(
  candidates: readonly Candidate[],
  limit: number,
  wanted: number,
  lineId: string,
): Screened[] {
  if (candidates.length <= limit) return candidates.map(({ one }) => one);
  const bySupply = (a: Candidate, b: Candidate) => a.one.at - b.one.at;
  const cheapest = candidates.toSorted((a, b) => a.relaxed - b.relaxed || bySupply(a, b));
  const forFloors = candidates.some(({ relaxed, lifted }) => lifted < relaxed)
    ? Math.floor(limit / ONE_FOR_FLOORS)
    : 0;
  const spread = Math.floor(limit / ONE_SPREAD);
  const first = limit - forFloors - spread;
  const taken = new Set(cheapest.slice(0, first));
  const reached = reachOf(cheapest, wanted * REACH);
  const gap = Math.max(1, (reached - first) / Math.max(1, spread));
  for (let index = first + offsetOf(lineId) * gap; taken.size < first + spread; index += gap) {
    const one = cheapest[Math.floor(index)];
    if (!one) break;
    taken.add(one);
  }
  const rest = cheapest.filter((one) => !taken.has(one));
  const most = limit - taken.size;
  for (const one of leastOf(rest, most, (a, b) => a.lifted - b.lifted || bySupply(a, b))) taken.add(one);
  return [...taken].map(({ one }) => one);
}

/** The first few in the order, without sorting all the others. */
function leastOf<Item>(items: readonly Item[], count: number, order: (a: Item, b: Item) => number): Item[] {
  const least: Item[] = [];
  for (const item of items) {
    const last = least.at(-1);
    if (least.length >= count && last !== undefined && order(item, last) >= 0) continue;
    const at = least.findIndex((one) => order(item, one) < 0);
    least.splice(at === -1 ? least.length : at, 0, item);
    if (least.length > count) least.pop();
  }
  return least;
}

/** How many of the cheapest together hold so much. */
function reachOf(cheapest: readonly Candidate[], wanted: number): number {
  let sum = 0;
  const at = cheapest.findIndex(({ one }) => {
    sum += one.supply.available;
    return sum >= wanted;
  });
  const count = at === -1 ? cheapest.length : at + 1;
  return Math.ceil(count / COARSELY) * COARSELY;
}

/** 0 to 1 by the line's id, so that lines spread over different supplies whoever else asks. */
function offsetOf(lineId: string): number {
  let hash = 2_166_136_261;
  for (const letter of lineId) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  return (hash >>> 0) / 4_294_967_296;
}
