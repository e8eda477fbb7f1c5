import { grouped } from '../grouped';
import type { Edge, SupplierGroup } from './edge';
import { wantedAround } from './category';
import { edgesOfLine, type LineEdges } from './line-edges';
import type { MatchingInput } from './matching-input';
import type { CountyFloor, MatchingRules } from './matching-rules';
import { prepareLine, type PreparedLine } from './prepared-line';
import { prepareSupply, type PreparedSupply } from './prepared-supply';
import { partOfRate, wholeNumber, type Rate } from './rates';
import type { Supply } from './supply';
import { SupplyTable } from './supply-table';

/** A line with what its missing units cost. */
export interface ProblemLine extends PreparedLine {
  /** Positions of its edges, in the order of the supplies. */
  readonly edges: readonly number[];
  /** Cost of a missing unit up to the minimum, and beyond it up to the maximum. */
  readonly unmetMinimumRate: Rate;
  readonly unmetRestRate: Rate;
}

/** The part of a supply's goods value, 0 to 1, that counts toward a floor. */
export interface FloorShare {
  readonly floor: number;
  readonly part: number;
}

/** Everything the optimiser sees, in canonical order: by id, whatever order the input had. */
export interface MatchingProblem {
  readonly rules: MatchingRules;
  readonly lines: readonly ProblemLine[];
  readonly supplies: readonly PreparedSupply[];
  readonly edges: readonly Edge[];
  readonly groups: readonly SupplierGroup[];
  /** By edge: its supplier's group, −1 where there is none. By line: its groups. */
  readonly groupOfEdge: readonly number[];
  readonly groupsOfLine: readonly (readonly number[])[];
  readonly floors: readonly CountyFloor[];
  /** By supply. */
  readonly floorShares: readonly (readonly FloorShare[])[];
  /** By supply: positions of the edges that draw on it. */
  readonly edgesOfSupply: readonly (readonly number[])[];
  /** By category as it is asked for: base units all its lines want together. */
  readonly wanted: ReadonlyMap<string, number>;
}

const byId = <T extends { readonly id: string }>(rows: readonly T[]): T[] =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

export function matchingProblem(input: MatchingInput): MatchingProblem {
  const { rules } = input;
  const floors = byId(rules.floors);
  const supplies = byId(input.supplies).map((supply) => prepareSupply(supply, rules));
  const shares = supplies.map(({ supply }) => floorSharesOf(supply, floors));
  const floorBenefits = Float64Array.from(shares, (own) => floorBenefit(own, floors));
  const tableOf = supplyTables(supplies, rules);
  const wanted = new Map<string, number>();
  for (const { categoryCode, maximumBase } of input.lines)
    wanted.set(categoryCode, (wanted.get(categoryCode) ?? 0) + wholeNumber(maximumBase));
  const edges: Edge[] = [];
  const lines = byId(input.lines).map((raw, position): ProblemLine => {
    const line = prepareLine(raw, rules);
    const around = wantedAround(wanted, raw.categoryCode);
    const view = { table: tableOf(raw.categoryCode), floorBenefits, wanted: around };
    const own = edgesOfLine(position, line, supplies, rules, view);
    const first = edges.length;
    for (const edge of own.edges) edges.push(edge);
    return problemLine(line, own, first, rules);
  });
  const edgesOfSupply: number[][] = supplies.map(() => []);
  edges.forEach(({ supply }, at) => edgesOfSupply[supply]?.push(at));
  const groups = lines.flatMap((line, at) => supplierGroups(at, line, edges, supplies));
  return {
    rules,
    lines,
    supplies,
    edges,
    groups,
    ...placedGroups(groups, edges.length, lines.length),
    floors,
    floorShares: shares,
    edgesOfSupply,
    wanted,
  };
}

/** By the category that is asked for: its goods and those below it, each table made when it is first looked at. */
export function supplyTables(
  supplies: readonly PreparedSupply[],
  rules: MatchingRules,
): (categoryCode: string) => SupplyTable {
  const positions = grouped(supplies.keys(), (at) => supplies[at]?.supply.categoryCode ?? '');
  const known = new Map<string, SupplyTable>();
  return (categoryCode) => {
    const found = known.get(categoryCode);
    if (found) return found;
    const rows = [...positions].flatMap(([own, ats]) => (own.startsWith(categoryCode) ? ats : []));
    const ascending = rows.toSorted((a, b) => a - b);
    const made = new SupplyTable(supplies, ascending, rules);
    known.set(categoryCode, made);
    return made;
  };
}

/** What the floors would pay for a yuan of a supply's goods. */
export const floorBenefit = (shares: readonly FloorShare[], floors: readonly CountyFloor[]): number =>
  shares.reduce((sum, { floor, part }) => sum + part * ((floors[floor]?.weightBasisPoints ?? 0) / 10_000), 0);

function placedGroups(
  groups: readonly SupplierGroup[],
  edgeCount: number,
  lineCount: number,
): { groupOfEdge: number[]; groupsOfLine: number[][] } {
  const groupOfEdge = Array.from({ length: edgeCount }, () => -1);
  const groupsOfLine: number[][] = Array.from({ length: lineCount }, () => []);
  groups.forEach(({ line, edges }, group) => {
    groupsOfLine[line]?.push(group);
    for (const edge of edges) groupOfEdge[edge] = group;
  });
  return { groupOfEdge, groupsOfLine };
}

/** A problem of lines and their edges as given, line by line; no floors: who builds it has priced them in. */
export function problemOfLines(
  lines: readonly { readonly line: PreparedLine; readonly edges: readonly Edge[] }[],
  supplies: readonly PreparedSupply[],
  rules: MatchingRules,
): MatchingProblem {
  const edges = lines.flatMap((one) => one.edges);
  let first = 0;
  const own = lines.map(({ line, edges: ofLine }) => {
    const made = problemLine(line, { edges: ofLine, share: line.supplierShare }, first, rules);
    first += ofLine.length;
    return made;
  });
  const edgesOfSupply: number[][] = supplies.map(() => []);
  edges.forEach(({ supply }, at) => edgesOfSupply[supply]?.push(at));
  const groups = own.flatMap((line, at) => supplierGroups(at, line, edges, supplies));
  return {
    rules,
    lines: own,
    supplies,
    edges,
    groups,
    ...placedGroups(groups, edges.length, own.length),
    floors: [],
    floorShares: supplies.map(() => []),
    edgesOfSupply,
    wanted: new Map(),
  };
}

function problemLine(
  line: PreparedLine,
  { edges: own, share }: LineEdges,
  first: number,
  rules: MatchingRules,
): ProblemLine {
  const dearest = own.reduce((most, edge) => Math.max(most, edge.goodsRate + edge.freightRate), 0);
  const worth = line.cap === Infinity ? dearest : line.cap;
  return {
    ...line,
    supplierShare: share,
    edges: own.map((_, index) => first + index),
    unmetMinimumRate: partOfRate(worth, rules.unmetMinimumBasisPoints),
    unmetRestRate: partOfRate(worth, Math.min(rules.unmetRestBasisPoints, rules.unmetMinimumBasisPoints)),
  };
}

/** Only suppliers with several lots for the line need a group: a single lot is bounded by its own `most`. */
function supplierGroups(
  at: number,
  line: ProblemLine,
  edges: readonly Edge[],
  supplies: readonly PreparedSupply[],
): SupplierGroup[] {
  if (line.supplierShare >= line.maximum) return [];
  const bySupplier = grouped(
    line.edges,
    (edge) => supplies[edges[edge]?.supply ?? -1]?.supply.supplierId ?? '',
  );
  return [...bySupplier]
    .filter(([, members]) => members.length > 1)
    .map(([supplierId, members]) => ({ line: at, supplierId, most: line.supplierShare, edges: members }));
}

function floorSharesOf(supply: Supply, floors: readonly CountyFloor[]): FloorShare[] {
  return floors.flatMap(({ counties }, floor) => {
    const parts = supply.origins.reduce(
      (sum, { countyCode, partsPerMillion }) => sum + (counties.includes(countyCode) ? partsPerMillion : 0),
      0,
    );
    return parts === 0 ? [] : [{ floor, part: parts / 1_000_000 }];
  });
}
