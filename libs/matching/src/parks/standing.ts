import { moveEnvy } from './fair-filling';
import { heldIn } from './park-choice';
import { comesBefore, ranksAbove } from './park-order';
import type { ParkRanks } from './park-ranks';
import { NONE } from './parks-problem';
import { NOBODY, type Placement } from './placement';

/**
 * Why an intent does not have a slot it would like better than what it has.
 * - SLOT_TAKEN: a live hold or allocation of before the run has it.
 * - HOLDER_RANKED_HIGHER: the park ranks its holder above the intent, and the slot is not reserved for the intent against him.
 * - PARK_FULL: those the park ranks above the intent leave too little of the named resources, whoever else would go.
 * - SHARED_RESOURCE and RESERVE: the pair blocks; see `BlockingPair`.
 * - NOT_AVAILABLE: what this reader may see does not say why; only in views.
 */
export type StandingReason =
  'SLOT_TAKEN' | 'HOLDER_RANKED_HIGHER' | 'PARK_FULL' | 'SHARED_RESOURCE' | 'RESERVE' | 'NOT_AVAILABLE';

export interface Standing {
  readonly reason: StandingReason;
  /** Names of the resources that are short, of the park that `shortIn` names. */
  readonly resources: readonly string[];
  /** The reserves that stand in the way. */
  readonly reserveIds: readonly string[];
  /** The park whose resource or reserve it is; another than the slot's where leaving it would wrong somebody there. */
  readonly shortIn: string | null;
}

const PLAIN = { resources: [], reserveIds: [], shortIn: null };
const UNSEEN: Standing = { reason: 'NOT_AVAILABLE', ...PLAIN };

/** What a reader sees of a run: the placement with those he knows of, and how parks rank them. */
export interface SeenWorld {
  readonly placement: Placement;
  readonly ranks: ParkRanks;
  /** True where nothing of the run is left out, so that what blocks can be told to its end. */
  readonly whole: boolean;
}

/** Who would have to yield to an intent, and what is short for it were they all gone: the same for every slot of the area. */
interface Yielding {
  /** Short in the area with those gone that it serves after the intent. */
  readonly shortInArea: readonly string[];
  /** Short in the park with those gone, too, that it ranks below the intent. */
  readonly shortInPark: readonly string[];
}

interface Held {
  readonly intent: number;
  readonly area: number;
}

/** Standings of one area of a park as holders stand now. */
export class ParkStandings {
  readonly #world: SeenWorld;
  readonly #area: number;
  readonly #park: number;
  /** Who holds a slot of the park, in which of its areas. */
  readonly #held: readonly Held[];
  readonly #known = new Map<number, Yielding>();

  constructor(world: SeenWorld, area: number) {
    this.#world = world;
    this.#area = area;
    const { placement } = world;
    this.#park = placement.problem.areas[area]?.park ?? NOBODY;
    const areas = placement.problem.areasOfPark[this.#park] ?? [];
    this.#held = areas.flatMap((one) =>
      heldIn(placement, one).map(({ intent }): Held => ({ intent, area: one })),
    );
  }

  /** Whatever the slot, too little is left for the intent, and nothing blocks. */
  isFull(intent: number): boolean {
    return this.#yielding(intent).shortInPark.length > 0;
  }

  /** Of an intent and a slot of the area that it passes and likes better than what it has. */
  of(intent: number, slot: number): Standing {
    const { placement, whole } = this.#world;
    const { problem } = placement;
    if (placement.isTaken(slot)) return { reason: 'SLOT_TAKEN', ...PLAIN };
    const holder = placement.holderOf[slot] ?? NOBODY;
    const isFree = holder === NOBODY;
    const comesFirst = isFree || comesBefore(problem, this.#area, intent, holder);
    if (!comesFirst && !ranksAbove(problem, this.#park, intent, holder))
      return { reason: 'HOLDER_RANKED_HIGHER', ...PLAIN };
    const { shortInArea, shortInPark } = this.#yielding(intent);
    if (shortInPark.length > 0) return this.#told('PARK_FULL', shortInPark);
    const inPlace = placement.lacking(intent, [this.#area], isFree ? [] : [holder]);
    if (!comesFirst || shortInArea.length > 0) return this.#told('RESERVE', inPlace, this.#reserveIds());
    if (inPlace.length > 0) return this.#told('SHARED_RESOURCE', inPlace);
    return isFree && whole ? this.#heldBack(intent, slot) : UNSEEN;
  }

  /** The slot is empty and the intent fits: coming to it would wrong somebody. */
  #heldBack(intent: number, slot: number): Standing {
    const { placement, ranks } = this.#world;
    const { problem } = placement;
    const envy = moveEnvy(placement, ranks, { intent, slot });
    if (!envy) return UNSEEN;
    const area = problem.areaOfSlot[envy.slot] ?? NOBODY;
    const there = area === this.#area ? this : new ParkStandings(this.#world, area);
    const holder = placement.holderOf[envy.slot] ?? NOBODY;
    const short = placement.lacking(envy.intent, [area], holder === NOBODY ? [] : [holder]);
    if (short.length > 0) return there.#told('SHARED_RESOURCE', short);
    // It wants the same slot, fits as well, comes before, and is held back itself.
    if (ranksAbove(problem, this.#park, envy.intent, intent)) return this.of(envy.intent, slot);
    return this.#told('RESERVE', [], this.#reserveIds());
  }

  #yielding(intent: number): Yielding {
    const known = this.#known.get(intent);
    if (known) return known;
    const { placement } = this.#world;
    const { problem } = placement;
    const areas = problem.areasOfPark[this.#park] ?? [];
    const after: number[] = [];
    const going: number[] = [];
    for (const { intent: one, area } of this.#held) {
      if (one === intent) continue;
      const isAfter = area === this.#area && comesBefore(problem, area, intent, one);
      if (isAfter) after.push(one);
      if (isAfter || ranksAbove(problem, this.#park, intent, one)) going.push(one);
    }
    const made = {
      shortInArea: placement.lacking(intent, [this.#area], after),
      shortInPark: placement.lacking(intent, areas, going),
    };
    this.#known.set(intent, made);
    return made;
  }

  /** The area's own reserve; where it is the open one, those that keep room of the park. */
  #reserveIds(): string[] {
    const { areas, areasOfPark, reserves } = this.#world.placement.problem;
    const own = areas[this.#area]?.reserve ?? NONE;
    const kept =
      own === NONE ? (areasOfPark[this.#park] ?? []).map((area) => areas[area]?.reserve ?? NONE) : [own];
    return kept.filter((reserve) => reserve !== NONE).map((reserve) => reserves[reserve]?.id ?? '');
  }

  #told(reason: StandingReason, resources: readonly string[], reserveIds: readonly string[] = []): Standing {
    const shortIn = this.#world.placement.problem.parks[this.#park]?.park.id ?? null;
    return { reason, resources, reserveIds, shortIn };
  }
}
