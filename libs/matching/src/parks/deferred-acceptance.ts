import { heldIn, parkChoice } from './park-choice';
import { ParkClaims } from './park-claims';
import type { Claim } from './park-order';
import type { ParkRanks } from './park-ranks';
import { CLOSED } from './parks-problem';
import { NOBODY, type Placement } from './placement';
import { WishLists } from './wish-list';

/**
 * Deferred acceptance in rounds: every intent without a slot asks the best liked one that has not refused it, all at once; each
 * area of a park keeps of its holders and those who ask what its choice takes, and refuses the rest. A refusal can turn out wrong later,
 * when those who took the room went elsewhere: greedy choice from a knapsack is not substitutable. So, whenever nobody asks any
 * more, areas that lost a holder hear their claims again (ParkClaims), one claimant each, and who has a claim leaves what it has
 * and asks there, and from there downwards once more. Each intent is heard again at most `reopenings` times. What nobody may hear
 * any more and is justified envy ends by giving the slot to the one who envies; to the one who had it, it is closed for good.
 *
 * So the result has no justified envy. It ends: a pair of intent and slot is closed only once and intents are heard only
 * finitely often, and in between everybody only goes down his list. Empty slots that somebody wants and fits in may be left;
 * fair-filling.ts gives what it can of them.
 */
export class DeferredAcceptance {
  /** How often a slot was closed to its holder. */
  closings = 0;
  readonly #placement: Placement;
  readonly #ranks: ParkRanks;
  readonly #wishes: WishLists;
  readonly #asking: Set<number>;
  /** Areas in which a refusal may have become wrong. */
  readonly #loosened = new Set<number>();
  /** Areas whose holders have changed since they were last found without envy. */
  readonly #changed = new Set<number>();
  /** By area: grows whenever it loses a holder. */
  readonly #versions: Int32Array;
  /** By area: how many of those it hears in order have no claim, as long as its version stays the same; and that version. */
  readonly #heard: Int32Array;
  readonly #heardAt: Int32Array;
  /** By intent and area: the version, and one, in which it failed for want of a shared resource. */
  readonly #shortAt: Int32Array;
  /** By intent: how often it was heard again. */
  readonly #returns: Int32Array;
  /** By resource: room to reckon in. */
  readonly #left: Float64Array;
  /** Pairs of intent and slot that are closed. */
  readonly #closed = new Set<number>();

  constructor(placement: Placement, ranks: ParkRanks) {
    this.#placement = placement;
    this.#ranks = ranks;
    this.#wishes = new WishLists(placement.problem);
    const { intents, areas, names } = placement.problem;
    this.#left = new Float64Array(names.length);
    this.#asking = new Set(intents.keys());
    this.#versions = new Int32Array(areas.length);
    this.#heard = new Int32Array(areas.length);
    this.#heardAt = new Int32Array(areas.length);
    this.#shortAt = new Int32Array(intents.length * areas.length);
    this.#returns = new Int32Array(intents.length);
  }

  run(): void {
    do this.#askUntilQuiet();
    while (this.#hearAgain() || this.#endEnvy());
  }

  #askUntilQuiet(): void {
    while (this.#asking.size > 0) {
      const askers = new Map<number, Claim[]>();
      for (const intent of this.#asking) {
        const slot = this.#wishes.next(intent, (one) => this.#isPassedOver(intent, one));
        if (slot === NOBODY) continue;
        const area = this.#areaOf(slot);
        const claims = askers.get(area);
        if (claims) claims.push({ intent, slot });
        else askers.set(area, [{ intent, slot }]);
      }
      this.#asking.clear();
      for (const [area, claims] of askers) this.#answer(area, claims);
    }
  }

  #answer(area: number, claims: readonly Claim[]): void {
    const placement = this.#placement;
    const held = heldIn(placement, area);
    const choice = parkChoice(placement, area, [...held, ...claims]);
    for (const { intent, slot } of held) if (choice.taken.get(slot) !== intent) this.#leave(intent);
    for (const { intent, slot } of [...held, ...claims]) {
      if (choice.taken.get(slot) === intent) continue;
      if (choice.short.has(intent)) this.#shortAt[this.#areaPair(intent, area)] = this.#version(area) + 1;
      this.#wishes.refuse(intent);
      this.#asking.add(intent);
    }
    for (const { intent, slot } of claims) {
      if (choice.taken.get(slot) !== intent) continue;
      placement.place(intent, slot);
      this.#changed.add(area);
    }
  }

  /** False where no area has a claim that may still be heard. */
  #hearAgain(): boolean {
    const granted = new Map<number, number>();
    for (const area of [...this.#loosened].toSorted((a, b) => a - b)) {
      const claim = this.#claimIn(area);
      if (!claim) {
        this.#loosened.delete(area);
        continue;
      }
      const other = granted.get(claim.intent);
      if (other === undefined || this.#likes(claim.intent, claim.slot, other))
        granted.set(claim.intent, claim.slot);
    }
    for (const [intent, slot] of granted) {
      this.#returns[intent] = (this.#returns[intent] ?? 0) + 1;
      this.#leave(intent);
      this.#wishes.readmit(intent, slot);
      this.#asking.add(intent);
    }
    return granted.size > 0;
  }

  #claimIn(area: number): Claim | null {
    const claims = new ParkClaims(this.#placement, area);
    const { reopenings } = this.#placement.problem.rules.search;
    const ranks = this.#ranks.of(area);
    if (this.#heardAt[area] !== this.#version(area)) this.#heard[area] = 0;
    this.#heardAt[area] = this.#version(area);
    let intent = NOBODY;
    const isOpen = (slot: number) => this.#closed.size === 0 || !this.#closed.has(this.#pair(intent, slot));
    let at = this.#heard[area] ?? 0;
    let slot = NOBODY;
    for (; at < ranks.length; at += 1) {
      intent = ranks[at] ?? NOBODY;
      if (!claims.mayClaim(intent) || (this.#returns[intent] ?? 0) >= reopenings) continue;
      slot = claims.bestClaim(intent, isOpen);
      if (slot !== NOBODY) break;
    }
    this.#heard[area] = at;
    return slot === NOBODY ? null : { intent, slot };
  }

  /** In every area that has justified envy the best ranked one who envies gets the slot. False where none has. */
  #endEnvy(): boolean {
    let ended = false;
    for (const area of [...this.#changed].toSorted((a, b) => a - b)) {
      const envy = new ParkClaims(this.#placement, area).firstEnvy(this.#ranks);
      if (envy) this.#settle(envy);
      else this.#changed.delete(area);
      ended ||= envy !== null;
    }
    return ended;
  }

  #settle({ intent, slot }: Claim): void {
    const placement = this.#placement;
    const envied = placement.holderOf[slot] ?? NOBODY;
    this.#closed.add(this.#pair(envied, slot));
    this.closings += 1;
    this.#leave(envied);
    this.#asking.add(envied);
    if (this.#closed.has(this.#pair(intent, slot))) return;
    this.#leave(intent);
    this.#asking.delete(intent);
    this.#wishes.readmit(intent, slot);
    placement.place(intent, slot);
  }

  /** Its area may now have been wrong to refuse others. */
  #leave(intent: number): void {
    const area = this.#placement.areaOf(intent);
    if (area === NOBODY) return;
    this.#placement.leave(intent);
    this.#loosened.add(area);
    this.#changed.add(area);
    this.#versions[area] = this.#version(area) + 1;
  }

  #version(area: number): number {
    return this.#versions[area] ?? 0;
  }

  #areaOf(slot: number): number {
    return this.#placement.problem.areaOfSlot[slot] ?? NOBODY;
  }

  #areaPair(intent: number, area: number): number {
    return intent * this.#placement.problem.areas.length + area;
  }

  /**
   * Slots whose holder comes before it, all of an area where those who come before it leave too little, and what is closed to it:
   * they would refuse. If one of those goes, the area hears it again.
   */
  #isPassedOver(intent: number, slot: number): boolean {
    const placement = this.#placement;
    const area = this.#areaOf(slot);
    const pair = this.#areaPair(intent, area);
    if (this.#shortAt[pair] === this.#version(area) + 1) return true;
    const areaKey = placement.problem.areaKeys[pair] ?? CLOSED;
    if (placement.isHeldBefore(slot, intent, areaKey)) return true;
    if (this.#closed.size > 0 && this.#closed.has(this.#pair(intent, slot))) return true;
    if (placement.fits(intent, area, NOBODY) || !this.#isShort(intent, area, areaKey)) return false;
    this.#shortAt[pair] = this.#version(area) + 1;
    return true;
  }

  #isShort(intent: number, area: number, areaKey: number): boolean {
    const placement = this.#placement;
    const { needs, names, areas } = placement.problem;
    const slots = areas[area]?.slots ?? new Int32Array(0);
    const free = placement.free[area] ?? new Float64Array(0);
    const left = this.#left;
    const row = intent * names.length;
    for (let at = 0; at < names.length; at += 1) left[at] = (free[at] ?? 0) - (needs[row + at] ?? 0);
    for (let place = 0; place < slots.length; place += 1) {
      const slot = slots[place] ?? NOBODY;
      if (!placement.isHeldBefore(slot, intent, areaKey)) continue;
      const ofHolder = (placement.holderOf[slot] ?? NOBODY) * names.length;
      for (let at = 0; at < names.length; at += 1) left[at] = (left[at] ?? 0) - (needs[ofHolder + at] ?? 0);
    }
    for (let at = 0; at < names.length; at += 1)
      if ((left[at] ?? 0) < 0 && (needs[row + at] ?? 0) > 0) return true;
    return false;
  }

  #pair(intent: number, slot: number): number {
    return intent * this.#placement.problem.slots.length + slot;
  }

  #likes(intent: number, slot: number, other: number): boolean {
    const { slotKeys } = this.#placement.problem;
    const [key, otherKey] = [
      slotKeys[this.#pair(intent, slot)] ?? 0,
      slotKeys[this.#pair(intent, other)] ?? 0,
    ];
    return key > otherKey || (key === otherKey && slot < other);
  }
}
