import { canonicalJson } from '../canonical-json';
import { grouped } from '../grouped';
import { referencePrice, referenceRates, type PlanEdge } from './plan-edges';
import type { PlanInput, PlanSupply } from './plan-input';
import type { PlannedOrder, PlanObstacle, PlanRooms } from './plan-rooms';

/** One purchase the plan proposes, with what speaks for it. */
export interface PlanLine extends PlannedOrder {
  readonly unitId: string;
  readonly buyerId: string;
  readonly supplyId: string;
  readonly supply: Pick<
    PlanSupply,
    'kind' | 'supplierId' | 'productId' | 'countyCode' | 'categoryCode' | 'priceUnit'
  >;
  readonly leafId: string;
  readonly month: string;
  readonly why: PlanReasons;
}

export interface PlanReasons {
  readonly leafGapFen: bigint;
  /** What the unit buys of the category in a year, and what it has left to spend; null: no limit. */
  readonly categoryCode: string;
  readonly wantsFen: bigint;
  readonly budgetFen: bigint | null;
  /** The months the goods can come in; of them those in which no more may be planned. */
  readonly months: readonly string[];
  readonly fullMonths: readonly string[];
  /** The middle list price of such goods per price unit. */
  readonly referenceFen: bigint;
  /** Offers of such goods that cost less and are planned to the last pack. */
  readonly cheaperTaken: number;
}

export interface PlanReport {
  readonly rulesVersion: string;
  readonly on: string;
  /** False where the solver gave up: then goods are taken in the order of their cost alone. */
  readonly complete: boolean;
  readonly lines: readonly PlanLine[];
  readonly leaves: readonly {
    readonly id: string;
    readonly gapFen: bigint;
    readonly plannedFen: bigint;
    readonly restFen: bigint;
    /** Why the rest stays open; NO_OFFER: nothing that counts is on offer to whoever buys such goods. */
    readonly causes: readonly (PlanObstacle | 'NO_OFFER')[];
  }[];
  readonly months: readonly {
    readonly month: string;
    readonly mostFen: bigint;
    readonly plannedFen: bigint;
  }[];
}

/** The bytes a recomputation must give again. */
export const frozenPlanReport = (report: PlanReport): string => canonicalJson(report);

export function reportOf(
  input: PlanInput,
  edges: readonly PlanEdge[],
  rooms: PlanRooms,
  complete: boolean,
): PlanReport {
  return {
    rulesVersion: input.rules.version,
    on: input.on,
    complete,
    lines: linesOf(input, edges, rooms),
    leaves: input.leaves.map(({ id, gapFen }, leaf) => {
      const rest = rooms.leaves[leaf] ?? 0n;
      const causes = rest > 0n ? causesOf(edges, rooms, leaf) : [];
      return { id, gapFen, plannedFen: gapFen - rest, restFen: rest > 0n ? rest : 0n, causes };
    }),
    months: input.months.map(({ month, mostFen }, at) => ({
      month,
      mostFen,
      plannedFen: mostFen - (rooms.months[at] ?? 0n),
    })),
  };
}

function causesOf(edges: readonly PlanEdge[], rooms: PlanRooms, leaf: number): (PlanObstacle | 'NO_OFFER')[] {
  const found = new Set(edges.flatMap((edge, at) => (edge.leaf === leaf ? [rooms.obstacleOf(at)] : [])));
  return found.size > 0 ? [...found].toSorted() : ['NO_OFFER'];
}

function linesOf(input: PlanInput, edges: readonly PlanEdge[], rooms: PlanRooms): PlanLine[] {
  const reference = referenceRates(input.supplies);
  const all = edges.map((edge, at) => ({ edge, at, bought: rooms.orders[at]?.quantityBase ?? 0n }));
  const ofWant = grouped(all, ({ edge }) => `${edge.unit} ${edge.want}`);
  const ofSupply = grouped(all, ({ edge }) => edge.supply);
  const isTaken = (supply: number) => {
    const { availableBase = 0n, packBase = 1n } = input.supplies[supply] ?? {};
    const taken = (ofSupply.get(supply) ?? []).reduce((sum, { bought }) => sum + bought, 0n);
    return availableBase - taken < packBase;
  };
  return all.flatMap(({ edge, at, bought }) => {
    const order = rooms.orders[at];
    const [unit, supply] = [input.units[edge.unit], input.supplies[edge.supply]];
    if (!order || bought === 0n || !unit || !supply) return [];
    const alike = ofWant.get(`${edge.unit} ${edge.want}`) ?? [];
    const cheaper = new Set(alike.filter((one) => one.edge.cost < edge.cost).map((one) => one.edge.supply));
    const full = alike.filter((one) => one.edge.supply === edge.supply && rooms.isMonthFull(one.at));
    const want = unit.wants[edge.want];
    const { kind, supplierId, productId, countyCode, categoryCode, priceUnit } = supply;
    return [
      {
        ...order,
        unitId: unit.id,
        buyerId: unit.buyerId,
        supplyId: supply.id,
        supply: { kind, supplierId, productId, countyCode, categoryCode, priceUnit },
        leafId: input.leaves[edge.leaf]?.id ?? '',
        month: input.months[edge.month]?.month ?? '',
        why: {
          leafGapFen: input.leaves[edge.leaf]?.gapFen ?? 0n,
          categoryCode: want?.categoryCode ?? '',
          wantsFen: want?.mostFen ?? 0n,
          budgetFen: unit.budgetFen,
          months: supply.months,
          fullMonths: full.map((one) => input.months[one.edge.month]?.month ?? '').toSorted(),
          referenceFen: referencePrice(supply, reference),
          cheaperTaken: [...cheaper].filter((one) => one !== edge.supply && isTaken(one)).length,
        },
      },
    ];
  });
}
