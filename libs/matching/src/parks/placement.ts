import { isAbove } from './park-order';
import { CLOSED, type ParksProblem } from './parks-problem';

export const NOBODY = -1;

/** What of the run a placement sees of before: a reader who may not know of it sees parks as published. */
export type SeenBefore = 'TAKEN' | 'AS_PUBLISHED';

/** Who holds which slot, and what that draws from the areas. Positions are those of the problem. */
export class Placement {
  readonly problem: ParksProblem;
  /** By intent. */
  readonly slotOf: Int32Array;
  /** By slot. */
  readonly holderOf: Int32Array;
  /** By area and resource: what is free of it when nobody of the run holds anything. */
  readonly free: readonly Float64Array[];
  readonly #taken: Uint8Array;
  readonly #used: readonly Float64Array[];
  /** By intent: its rank key of the slot it holds; CLOSED where it holds none. */
  readonly #ownKeys: Float64Array;
  /** By slot: the key by which its holder is served there; CLOSED where nobody holds it. */
  readonly #holderKeys: Float64Array;

  constructor(problem: ParksProblem, sees: SeenBefore = 'TAKEN') {
    this.problem = problem;
    this.slotOf = new Int32Array(problem.intents.length).fill(NOBODY);
    this.holderOf = new Int32Array(problem.slots.length).fill(NOBODY);
    this.#ownKeys = new Float64Array(problem.intents.length).fill(CLOSED);
    this.#holderKeys = new Float64Array(problem.slots.length).fill(CLOSED);
    this.#used = problem.areas.map(() => new Float64Array(problem.names.length));
    this.#taken = sees === 'TAKEN' ? problem.taken : new Uint8Array(problem.slots.length);
    this.free = problem.areas.map(({ free, capacity }) => (sees === 'TAKEN' ? free : capacity));
  }

  isTaken(slot: number): boolean {
    return this.#taken[slot] === 1;
  }

  isEmpty(slot: number): boolean {
    return this.#taken[slot] !== 1 && this.holderOf[slot] === NOBODY;
  }

  areaOf(intent: number): number {
    const slot = this.slotOf[intent] ?? NOBODY;
    return slot === NOBODY ? NOBODY : (this.problem.areaOfSlot[slot] ?? NOBODY);
  }

  usedIn(area: number, resource: number): number {
    return this.#used[area]?.[resource] ?? 0;
  }

  place(intent: number, slot: number): void {
    const { slotKeys, slots, areaKeys, areas, areaOfSlot } = this.problem;
    this.slotOf[intent] = slot;
    this.#ownKeys[intent] = slotKeys[intent * slots.length + slot] ?? CLOSED;
    this.holderOf[slot] = intent;
    this.#holderKeys[slot] = areaKeys[intent * areas.length + (areaOfSlot[slot] ?? NOBODY)] ?? CLOSED;
    this.#draw(intent, slot, 1);
  }

  /** Nothing where it holds nothing. */
  leave(intent: number): void {
    const slot = this.slotOf[intent] ?? NOBODY;
    if (slot === NOBODY) return;
    this.#draw(intent, slot, -1);
    this.slotOf[intent] = NOBODY;
    this.#ownKeys[intent] = CLOSED;
    this.holderOf[slot] = NOBODY;
    this.#holderKeys[slot] = CLOSED;
  }

  #draw(intent: number, slot: number, sign: 1 | -1): void {
    const used = this.#used[this.problem.areaOfSlot[slot] ?? NOBODY];
    if (!used) return;
    for (const [at, need] of this.problem.intents[intent]?.wants ?? [])
      used[at] = (used[at] ?? 0) + sign * need;
  }

  /** It likes the slot better than what it has, and nothing of before the run has it. */
  wants(intent: number, slot: number): boolean {
    return this.#taken[slot] !== 1 && this.likes(intent, slot);
  }

  /** False where it likes no slot of the area better than what it has. */
  mayLike(intent: number, area: number): boolean {
    const { bestKeys, intents } = this.problem;
    const best = bestKeys[area * intents.length + intent] ?? CLOSED;
    return best !== CLOSED && best >= (this.#ownKeys[intent] ?? CLOSED);
  }

  /** The pair passes every filter, and the intent likes the slot better than what it has. */
  likes(intent: number, slot: number): boolean {
    const { slotKeys, slots } = this.problem;
    const key = slotKeys[intent * slots.length + slot] ?? CLOSED;
    return (
      key !== CLOSED && isAbove(key, slot, this.#ownKeys[intent] ?? CLOSED, this.slotOf[intent] ?? NOBODY)
    );
  }

  /** By which the holder is served; CLOSED where nobody holds the slot. */
  holderKey(slot: number): number {
    return this.#holderKeys[slot] ?? CLOSED;
  }

  /** Somebody holds the slot and is served there before the intent, which is served by the given key. */
  isHeldBefore(slot: number, intent: number, areaKey: number): boolean {
    const holder = this.holderOf[slot] ?? NOBODY;
    return (
      holder !== NOBODY &&
      holder !== intent &&
      isAbove(this.#holderKeys[slot] ?? CLOSED, holder, areaKey, intent)
    );
  }

  /**
   * Whether the area has room for the intent with `gone` (NOBODY: none) away, everything else staying. Where it holds a slot of
   * this area itself, it leaves that one. The slot's own bounds are a filter.
   */
  fits(intent: number, area: number, gone: number): boolean {
    const [free, used] = [this.free[area], this.#used[area]];
    if (!free || !used) return false;
    const { needs, names } = this.problem;
    const ofGone = gone * names.length;
    const stays = this.areaOf(intent) === area;
    const row = intent * names.length;
    for (let at = 0; at < names.length; at += 1) {
      const need = needs[row + at] ?? 0;
      if (need === 0) continue;
      const freed = (stays ? need : 0) + (gone === NOBODY || gone === intent ? 0 : (needs[ofGone + at] ?? 0));
      if ((used[at] ?? 0) - freed + need > (free[at] ?? 0)) return false;
    }
    return true;
  }

  /** Whether the area has room for the intent when nobody of the run holds anything. */
  fitsAlone(intent: number, area: number): boolean {
    const free = this.free[area];
    return this.problem.intents[intent]?.wants.every(([at, need]) => need <= (free?.[at] ?? 0)) ?? false;
  }

  /** Resources that are short for the intent in the areas together, with `gone` (of these areas, each once) and its own place there away. */
  lacking(intent: number, areas: readonly number[], gone: readonly number[]): string[] {
    const { names } = this.problem;
    const leavesOwn = areas.includes(this.areaOf(intent)) && !gone.includes(intent);
    const short: string[] = [];
    for (let at = 0; at < names.length; at += 1) {
      const need = this.needOf(intent, at);
      if (need === 0) continue;
      let left = leavesOwn ? 0 : -need;
      for (const area of areas) left += (this.free[area]?.[at] ?? 0) - this.usedIn(area, at);
      for (const one of gone) left += this.needOf(one, at);
      if (left < 0) short.push(names[at] ?? '');
    }
    return short;
  }

  needOf(intent: number, resource: number): number {
    const { needs, names } = this.problem;
    return intent === NOBODY ? 0 : (needs[intent * names.length + resource] ?? 0);
  }
}
