import type { Claim } from './park-order';
import type { ParkRanks } from './park-ranks';
import { CLOSED } from './parks-problem';
import { NOBODY, type Placement } from './placement';

interface Place {
  readonly gone: number;
  readonly key: number;
}

/**
 * Claims on the slots of one area of a park as its holders stand now. An intent has a claim on a slot it wants (it likes it better
 * than what it has, or has nothing) where it fits in place (the slot's own bounds, and the area's shared resources with the present
 * holder gone and everything else staying) and nobody holds the slot or the intent comes before the holder there: the park ranks
 * it higher and the slot is not reserved for the holder alone, or the slot is reserved for the intent and not for the holder.
 * A claim on a slot that somebody holds is justified envy.
 */
export class ParkClaims {
  readonly #placement: Placement;
  readonly #area: number;
  readonly #slots: Int32Array;
  /** Who could make place, each once: nobody where a slot is empty, and every holder; with the key by which each is served. */
  #places: readonly Place[];

  constructor(placement: Placement, area: number) {
    this.#placement = placement;
    this.#area = area;
    this.#slots = placement.problem.areas[area]?.slots ?? new Int32Array(0);
    this.#places = this.#placesNow();
  }

  /** To be called when the area's holders have changed. */
  refresh(): void {
    this.#places = this.#placesNow();
  }

  #placesNow(): Place[] {
    const placement = this.#placement;
    const places: Place[] = [];
    let isEmpty = false;
    for (const slot of this.#slots) {
      const gone = placement.holderOf[slot] ?? NOBODY;
      if (gone !== NOBODY) places.push({ gone, key: placement.holderKey(slot) });
      else if (!placement.isTaken(slot)) isEmpty = true;
    }
    return isEmpty ? [{ gone: NOBODY, key: CLOSED }, ...places] : places;
  }

  /** False where no slot of the area can be claimed, whoever holds it. */
  mayClaim(intent: number): boolean {
    const placement = this.#placement;
    if (!placement.mayLike(intent, this.#area)) return false;
    const key = this.#keyOf(intent);
    return this.#places.some((place) => place.key <= key && placement.fits(intent, this.#area, place.gone));
  }

  has(intent: number, slot: number): boolean {
    const placement = this.#placement;
    return (
      placement.wants(intent, slot) &&
      !placement.isHeldBefore(slot, intent, this.#keyOf(intent)) &&
      placement.fits(intent, this.#area, placement.holderOf[slot] ?? NOBODY)
    );
  }

  #keyOf(intent: number): number {
    const { areaKeysByArea, intents } = this.#placement.problem;
    return areaKeysByArea[this.#area * intents.length + intent] ?? CLOSED;
  }

  /** Claims on slots that somebody holds, the first served claimant first. */
  *envies(ranks: ParkRanks): Generator<Claim> {
    for (const intent of ranks.of(this.#area)) {
      if (!this.mayClaim(intent)) continue;
      for (const slot of this.#slots)
        if (this.#placement.holderOf[slot] !== NOBODY && this.has(intent, slot)) yield { intent, slot };
    }
  }

  firstEnvy(ranks: ParkRanks): Claim | null {
    for (const claim of this.envies(ranks)) return claim;
    return null;
  }

  /**
   * The intent's best liked slot of the area that it has a claim on, of those looked at; NOBODY where there is none, as always
   * where it may not claim.
   */
  bestClaim(intent: number, isLookedAt: (slot: number) => boolean): number {
    const { slotKeys, slots } = this.#placement.problem;
    const row = intent * slots.length;
    let best = NOBODY;
    let bestKey: number = CLOSED;
    for (let place = 0; place < this.#slots.length; place += 1) {
      const slot = this.#slots[place] ?? NOBODY;
      const key = slotKeys[row + slot] ?? CLOSED;
      if (key <= bestKey || !this.has(intent, slot) || !isLookedAt(slot)) continue;
      best = slot;
      bestKey = key;
    }
    return best;
  }
}
