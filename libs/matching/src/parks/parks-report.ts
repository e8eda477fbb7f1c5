import { canonicalJson } from '../canonical-json';
import { blockingPairs, type BlockingPair } from './blocking-pairs';
import { CLOSED, NONE, type ParksProblem } from './parks-problem';
import type { ParksRun } from './parks-run';
import { NOBODY, type Placement } from './placement';

/** A slot given to an intent. */
export interface SlotPlacement {
  readonly intentId: string;
  readonly parkId: string;
  readonly slotId: string;
  /** The reserve of the slot, where it is meant for the intent. */
  readonly reserveId: string | null;
}

/**
 * - NOBODY_CAN_SERVE: no slot passes the hard filters; `nearestParkRelaxations` says what would change that.
 * - NOTHING_FREE: slots pass, but what was taken before the run leaves none it fits in.
 * - OTHERS_SERVED: others of the run have them.
 */
export type UnplacedCause = 'NOBODY_CAN_SERVE' | 'NOTHING_FREE' | 'OTHERS_SERVED';

export interface ParkUse {
  readonly parkId: string;
  readonly resources: readonly {
    readonly name: string;
    readonly capacity: number;
    readonly takenBefore: number;
    readonly allocated: number;
  }[];
  readonly reserves: readonly {
    readonly reserveId: string;
    readonly slots: number;
    /** Of them given in the run to intents the reserve is meant for. */
    readonly used: number;
  }[];
}

/** The whole of a run, confidential intents included: for the platform, never for a reader (parks-views.ts is). */
export interface ParksReport {
  readonly rulesVersion: string;
  readonly on: string;
  readonly seed: number;
  readonly placements: readonly SlotPlacement[];
  readonly unplaced: readonly { readonly intentId: string; readonly cause: UnplacedCause }[];
  readonly blockingPairs: readonly BlockingPair[];
  readonly parks: readonly ParkUse[];
}

export function parksReport(run: ParksRun): ParksReport {
  const { problem, placement, ranks } = run;
  return {
    rulesVersion: problem.rules.version,
    on: problem.rules.on,
    seed: problem.rules.seed,
    placements: placementsOf(run),
    unplaced: problem.intents.flatMap(({ intent }, at) =>
      placement.slotOf[at] === NOBODY ? [{ intentId: intent.id, cause: unplacedCause(run, at) }] : [],
    ),
    blockingPairs: blockingPairs({ placement, ranks, whole: true }),
    parks: problem.parks.map((_, park) => parkUse(run, park)),
  };
}

/** The report as it is kept: recomputing the run from its frozen input gives these very bytes. */
export const frozenParksReport = (report: ParksReport): string => canonicalJson(report);

/** By park, slot. */
export function placementsOf({
  problem,
  placement,
}: Pick<ParksRun, 'problem' | 'placement'>): SlotPlacement[] {
  return problem.parks.flatMap(({ park }, at) => {
    return [...(problem.slotsOfPark[at] ?? [])].flatMap((slot): SlotPlacement[] => {
      const holder = placement.holderOf[slot] ?? NOBODY;
      if (holder === NOBODY) return [];
      return [
        {
          intentId: problem.intents[holder]?.intent.id ?? '',
          parkId: park.id,
          slotId: problem.slots[slot]?.slot.id ?? '',
          reserveId: reserveUsed(problem, holder, slot),
        },
      ];
    });
  });
}

function unplacedCause({ problem, placement }: ParksRun, intent: number): UnplacedCause {
  const { slots, slotKeys, areaOfSlot } = problem;
  const row = slotKeys.subarray(intent * slots.length, (intent + 1) * slots.length);
  if (row.every((key) => key === CLOSED)) return 'NOBODY_CAN_SERVE';
  const free = row.some(
    (key, slot) =>
      key !== CLOSED && !placement.isTaken(slot) && placement.fitsAlone(intent, areaOfSlot[slot] ?? NOBODY),
  );
  return free ? 'OTHERS_SERVED' : 'NOTHING_FREE';
}

export function parkUse(
  { problem, placement }: Pick<ParksRun, 'problem' | 'placement'>,
  at: number,
): ParkUse {
  const park = problem.parks[at];
  return {
    parkId: park?.park.id ?? '',
    resources: problem.names.flatMap((name, resource) => {
      const capacity = park?.capacity[resource] ?? Infinity;
      if (capacity === Infinity) return [];
      const takenBefore = problem.drawn[at]?.[resource] ?? 0;
      return [{ name, capacity, takenBefore, allocated: allocatedIn(placement, at, resource) }];
    }),
    reserves: (problem.areasOfPark[at] ?? []).flatMap((area) => {
      const { reserve, slots } = problem.areas[area] ?? { reserve: NONE, slots: new Int32Array(0) };
      const used = slots.filter(
        (slot) => reserveUsed(problem, placement.holderOf[slot] ?? NOBODY, slot) !== null,
      );
      const id = problem.reserves[reserve]?.id;
      return id === undefined ? [] : [{ reserveId: id, slots: slots.length, used: used.length }];
    }),
  };
}

/** The reserve the slot is in, where it is meant for the holder. */
function reserveUsed(
  { areas, areaOfSlot, meantFor, reserves }: ParksProblem,
  holder: number,
  slot: number,
): string | null {
  const reserve = areas[areaOfSlot[slot] ?? NONE]?.reserve ?? NONE;
  return meantFor[reserve]?.[holder] === 1 ? (reserves[reserve]?.id ?? null) : null;
}

const allocatedIn = (placement: Placement, park: number, resource: number): number =>
  (placement.problem.areasOfPark[park] ?? []).reduce(
    (sum, area) => sum + placement.usedIn(area, resource),
    0,
  );
