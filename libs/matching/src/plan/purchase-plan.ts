import { canonicalJson } from '../canonical-json';
import type { LinearSolver } from '../linear-program';
import { planEdges, type PlanEdge } from './plan-edges';
import type { PlanInput } from './plan-input';
import { relaxedPlan } from './plan-program';
import { reportOf, type PlanReport } from './plan-report';
import { PlanRooms } from './plan-rooms';

/**
 * 采购计划: closes what forecasts miss of targets with what units buy anyway, within their budgets, along the harvest and
 * under every month's cap. Equal inputs (in whatever order) and an equal solver give the same plan to the last bit.
 */
export function planPurchases(given: PlanInput, solver: LinearSolver): PlanReport {
  const input = ordered(given);
  const edges = planEdges(input);
  const relaxed = edges.length > 0 ? relaxedPlan(input, edges, solver) : new Float64Array();
  const rooms = new PlanRooms(input, edges);
  const byCost = edges.map((_, at) => at).toSorted((a, b) => costOf(edges, a) - costOf(edges, b) || a - b);
  if (relaxed)
    for (const at of byCost) {
      const wanted = BigInt(Math.round(relaxed[at] ?? 0));
      if (wanted > 0n) rooms.setUpTo(at, wanted);
    }
  closeRests(rooms, edges, byCost);
  return reportOf(input, edges, rooms, relaxed !== null);
}

/** The text whose SHA-256 freezes a plan. Whoever hashes it stands outside. */
export const frozenPlanInput = (input: PlanInput): string => canonicalJson(ordered(input));

/**
 * What whole packs left open is filled where it costs least: into orders there are, then into new ones, and where less
 * than a pack is missing, by one more pack.
 */
function closeRests(rooms: PlanRooms, edges: readonly PlanEdge[], byCost: readonly number[]): void {
  for (const { used, beyond } of CLOSING)
    for (const at of byCost) {
      const { goodsFen = 0n } = rooms.orders[at] ?? {};
      const rest = rooms.leaves[edges[at]?.leaf ?? -1] ?? 0n;
      if (rest > 0n && goodsFen > 0n === used)
        rooms.setUpTo(at, goodsFen + rest + (beyond ? rooms.packFen(at) : 0n));
    }
}
const CLOSING = [
  { used: true, beyond: false },
  { used: false, beyond: false },
  { used: true, beyond: true },
];

const costOf = (edges: readonly PlanEdge[], at: number) => edges[at]?.cost ?? 0;

function ordered({ leaves, months, units, supplies, ...rest }: PlanInput): PlanInput {
  const by = <Row>(rows: readonly Row[], key: (row: Row) => string) =>
    rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  return {
    ...rest,
    leaves: by(leaves, ({ id }) => id),
    months: by(months, ({ month }) => month),
    units: by(units, ({ id }) => id).map((unit) => ({
      ...unit,
      wants: by(unit.wants, ({ categoryCode }) => categoryCode),
    })),
    supplies: by(supplies, ({ id }) => id),
  };
}
