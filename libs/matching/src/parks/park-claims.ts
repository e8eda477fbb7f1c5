import { comesBefore, type Claim } from './park-order';
import type { ParkRanks } from './park-ranks';
import { CLOSED } from './parks-problem';
import { NOBODY, type Placement } from './placement';

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
  /** By resource: the most that could be free for one who comes in the place of one holder. */
  #most: Float64Array;

  constructor(placement: Placement, area: number) {
    this.#placement = placement;
    this.#area = area;
    this.#slots = placement.problem.areas[area]?.slots ?? new Int32Array(0);
    this.#most = this.#mostFree();
  }

  /** To be called when the area's holders have changed. */
  refresh(): void {
    this.#most = this.#mostFree();
  }

  #mostFree(): Float64Array {
    const placement = this.#placement;
    const slots = this.#slots;
    return Float64Array.from(placement.problem.names, (_, at) => {
      let largest = 0;
      for (let place = 0; place < slots.length; place += 1) {
        const holder = placement.holderOf[slots[place] ?? NOBODY] ?? NOBODY;
        if (holder !== NOBODY) largest = Math.max(largest, placement.needOf(holder, at));
      }
      return (placement.free[this.#area]?.[at] ?? 0) - placement.usedIn(this.#area, at) + largest;
    });
  }

  /** False where no slot of the area can be claimed, whoever holds it. */
  mayClaim(intent: number): boolean {
    const placement = this.#placement;
    if (!placement.mayLike(intent, this.#area)) return false;
    if (placement.areaOf(intent) === this.#area) return true;
    const { needs, names } = placement.problem;
    const row = intent * names.length;
    for (let at = 0; at < names.length; at += 1) {
      const need = needs[row + at] ?? 0;
      if (need > 0 && need > (this.#most[at] ?? 0)) return false;
    }
    return true;
  }

  has(intent: number, slot: number): boolean {
    const placement = this.#placement;
    if (!placement.wants(intent, slot)) return false;
    const holder = placement.holderOf[slot] ?? NOBODY;
    if (holder !== NOBODY && !this.#comesBefore(intent, holder)) return false;
    return placement.fits(intent, this.#area, holder);
  }

  #comesBefore(intent: number, holder: number): boolean {
    return comesBefore(this.#placement.problem, this.#area, intent, holder);
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
