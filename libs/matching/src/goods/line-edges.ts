import { ranked } from '../ranked';
import type { Edge } from './edge';
import { landedRateAt, leastWithinCap } from './landed-cost';
import { LineScreen } from './line-screen';
import type { MatchingRules } from './matching-rules';
import type { PreparedLine } from './prepared-line';
import { rateAt, type PreparedSupply } from './prepared-supply';
import type { Rate } from './rates';
import type { SupplyTable } from './supply-table';

/** One edge in four is chosen by cost with the floors' weight taken off, so that lagging counties are seen. */
const ONE_FOR_FLOORS = 4;
/** One in four is spread over all supplies the category's demand will reach: the cheapest cannot serve everybody. */
const ONE_SPREAD = 4;
/** So many times the demand, coarsely: one line more or less must not change what all others look at. */
const REACH = 1.25;
const COARSELY = 64;

/** What the choice of edges looks at beyond the line itself. */
export interface CategoryView {
  readonly table: SupplyTable;
  /** How much the floors would pay for a yuan of these goods, by position of the supply: Σ weight × share of origin. */
  readonly floorBenefits: Float64Array;
  /** What all lines of the category want together. */
  readonly wanted: number;
}

export interface LineEdges {
  readonly edges: readonly Edge[];
  /** Most one supplier may take of the line: all of it where too few suppliers could serve it under the share. */
  readonly share: number;
}

/** Rows of the table that could serve the line, each with what a unit of its largest order costs. */
interface Candidates {
  readonly rows: Int32Array;
  readonly costs: Float64Array;
}

/** The line's edges, at most `rules.edgesPerLine`, in the order of the supplies. */
export function edgesOfLine(
  position: number,
  line: PreparedLine,
  supplies: readonly PreparedSupply[],
  rules: MatchingRules,
  view: CategoryView,
): LineEdges {
  const screen = new LineScreen(line, view.table, supplies, rules);
  const { rows, freights } = screen.eligible();
  let share = line.supplierShare;
  let candidates = candidatesWithin(screen, rows, freights, share);
  // The cap on one supplier's share holds only where so many suppliers can serve the line under it that it can be filled.
  if (share < line.maximum && !areEnough(candidates, view.table, rules)) {
    share = line.maximum;
    candidates = candidatesWithin(screen, rows, freights, share);
  }
  const chosen = chooseRows(candidates, rules.edgesPerLine, view, line.line.id);
  const edges = Array.from(chosen, (row) =>
    edgeBetween(position, line, view.table.at[row] ?? -1, supplies, {
      freight: freights[row] ?? 0,
      most: screen.mostOf(row, share),
      termsRate: screen.termsOf(row),
    }),
  );
  return { edges: edges.flatMap((edge) => edge ?? []), share };
}

function candidatesWithin(
  screen: LineScreen,
  eligible: Int32Array,
  freights: Float64Array,
  share: number,
): Candidates {
  const rows = new Int32Array(eligible.length);
  const costs = new Float64Array(eligible.length);
  let count = 0;
  for (let index = 0; index < eligible.length; index += 1) {
    const row = eligible[index] ?? 0;
    const cost = screen.costOf(row, freights[row] ?? 0, share);
    if (cost === Infinity) continue;
    rows[count] = row;
    costs[count] = cost;
    count += 1;
  }
  return { rows: rows.subarray(0, count), costs: costs.subarray(0, count) };
}

function areEnough({ rows }: Candidates, table: SupplyTable, rules: MatchingRules): boolean {
  const needed = Math.ceil(10_000 / rules.supplierShareBasisPoints);
  const suppliers = new Set<number>();
  for (const row of rows) {
    suppliers.add(table.supplier[row] ?? -1);
    if (suppliers.size >= needed) return true;
  }
  return false;
}

/** Only for candidates: they have an order within share and cap. */
function edgeBetween(
  position: number,
  line: PreparedLine,
  at: number,
  supplies: readonly PreparedSupply[],
  { freight, most, termsRate }: { freight: number; most: number; termsRate: Rate },
): Edge | null {
  const supply = supplies[at];
  if (!supply) return null;
  return {
    line: position,
    supply: at,
    pack: supply.pack,
    least: leastWithinCap(supply, freight, line.cap, most) ?? most,
    most,
    goodsRate: rateAt(supply.steps, most) ?? 0,
    freightRate: freight,
    consignment: supply.consignment,
    termsRate,
    relaxedRate: landedRateAt(supply, freight, most) + termsRate,
  };
}

/** Rows in their order. */
function chooseRows(candidates: Candidates, limit: number, view: CategoryView, lineId: string): Int32Array {
  const { rows, costs } = candidates;
  if (rows.length <= limit) return rows;
  const cheapest = ranked(costs);
  const lifted = liftedCosts(candidates, view);
  const spread = Math.floor(limit / ONE_SPREAD);
  const first = limit - (lifted ? Math.floor(limit / ONE_FOR_FLOORS) : 0) - spread;
  const taken = new Uint8Array(rows.length);
  for (let rank = 0; rank < first; rank += 1) taken[cheapest[rank] ?? 0] = 1;
  const reached = reachOf(candidates, cheapest, view.table, view.wanted * REACH);
  const gap = Math.max(1, (reached - first) / Math.max(1, spread));
  let count = first;
  for (let rank = first + offsetOf(lineId) * gap; count < first + spread; rank += gap) {
    const one = cheapest[Math.floor(rank)];
    if (one === undefined) break;
    taken[one] = 1;
    count += 1;
  }
  takeLeast(lifted ?? costs, limit - count, taken);
  return rows.filter((_row, index) => taken[index] === 1);
}

/** By candidate: its cost with what floors would pay taken off; null where they would pay for none. */
function liftedCosts(
  { rows, costs }: Candidates,
  { table, floorBenefits }: CategoryView,
): Float64Array | null {
  const lifted = costs.slice();
  let any = false;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0;
    const benefit = floorBenefits[table.at[row] ?? 0] ?? 0;
    if (benefit === 0) continue;
    any = true;
    lifted[index] = (costs[index] ?? 0) - (table.referenceRate[row] ?? 0) * benefit;
  }
  return any ? lifted : null;
}

/** Takes so many more: what is least by the keys, equal ones in their order. */
function takeLeast(keys: Float64Array, most: number, taken: Uint8Array): void {
  const least: number[] = [];
  let last = Infinity;
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] ?? Infinity;
    if (taken[index] === 1 || (least.length >= most && key >= last)) continue;
    let at = least.length;
    while (at > 0 && (keys[least[at - 1] ?? 0] ?? 0) > key) at -= 1;
    least.splice(at, 0, index);
    if (least.length > most) least.pop();
    last = keys[least.at(-1) ?? 0] ?? Infinity;
  }
  for (const index of least) taken[index] = 1;
}

/** How many of the cheapest together hold so much. */
function reachOf({ rows }: Candidates, cheapest: Int32Array, table: SupplyTable, wanted: number): number {
  let sum = 0;
  let count = 0;
  while (count < cheapest.length && sum < wanted) {
    sum += table.available[rows[cheapest[count] ?? 0] ?? 0] ?? 0;
    count += 1;
  }
  return Math.ceil(count / COARSELY) * COARSELY;
}

/** 0 to 1 by the line's id, so that lines spread over different supplies whoever else asks. */
function offsetOf(lineId: string): number {
  let hash = 2_166_136_261;
  for (const letter of lineId) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  return (hash >>> 0) / 4_294_967_296;
}
