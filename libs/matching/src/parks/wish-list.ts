import { NOBODY } from './placement';
import { CLOSED, type ParksProblem } from './parks-problem';

/** How far down its list of slots, the best liked first, each intent has come: all above have refused it. */
export class WishLists {
  readonly #problem: ParksProblem;
  readonly #lists: (WishList | undefined)[];

  constructor(problem: ParksProblem) {
    this.#problem = problem;
    this.#lists = problem.intents.map(() => undefined);
  }

  /** The best liked slot that has not refused it and that is not passed over; NOBODY where there is none. */
  next(intent: number, isPassedOver: (slot: number) => boolean): number {
    return this.#listOf(intent).next(isPassedOver);
  }

  /** The slot it asks for refuses. */
  refuse(intent: number): void {
    this.#listOf(intent).refuse();
  }

  /** It goes up to a slot that has refused it, and asks from there on downwards once more. */
  readmit(intent: number, slot: number): void {
    this.#listOf(intent).readmit(slot);
  }

  #listOf(intent: number): WishList {
    const known = this.#lists[intent];
    if (known) return known;
    const { slots, slotKeys, taken } = this.#problem;
    const made = new WishList(slotKeys.subarray(intent * slots.length, (intent + 1) * slots.length), taken);
    this.#lists[intent] = made;
    return made;
  }
}

const add = (counts: Int32Array, at: number, more: number): void => {
  counts[at] = (counts[at] ?? 0) + more;
};

/** How many slots a step of a wish list has, about. */
const STEP = 32;

/**
 * Slots in steps by falling key, in no order within a step: most slots are passed over, and what is left of a step is looked
 * through for its best. Sorting the lists took a third of a large run.
 */
class WishList {
  readonly #keys: Float64Array;
  readonly #slots: Int32Array;
  /** By step: where it begins. */
  readonly #starts: Int32Array;
  readonly #highest: number;
  /** Steps for each unit of a key. */
  readonly #perKey: number;
  /** It has come to this key, and of the slots with the same key to this one. */
  #key = Infinity;
  #from = 0;

  constructor(keys: Float64Array, taken: Uint8Array) {
    const open = new Int32Array(keys.length);
    let [count, highest, lowest] = [0, 0, Infinity];
    for (let slot = 0; slot < keys.length; slot += 1) {
      const key = keys[slot] ?? CLOSED;
      if (key === CLOSED || taken[slot] === 1) continue;
      open[count] = slot;
      count += 1;
      if (key > highest) highest = key;
      if (key < lowest) lowest = key;
    }
    const steps = Math.ceil(count / STEP);
    this.#keys = keys;
    this.#slots = new Int32Array(count);
    this.#highest = highest;
    this.#perKey = steps / (highest - lowest + 1);
    this.#starts = new Int32Array(steps + 1);
    this.#fill(open.subarray(0, count));
  }

  #fill(open: Int32Array): void {
    const [slots, starts] = [this.#slots, this.#starts];
    const steps = new Int32Array(open.length);
    for (let at = 0; at < open.length; at += 1) {
      const step = this.#stepOfKey(this.#keys[open[at] ?? NOBODY] ?? CLOSED);
      steps[at] = step;
      add(starts, step + 1, 1);
    }
    for (let step = 1; step < starts.length; step += 1) add(starts, step, starts[step - 1] ?? 0);
    const ends = starts.slice();
    for (let at = 0; at < open.length; at += 1) {
      const step = steps[at] ?? 0;
      slots[ends[step] ?? 0] = open[at] ?? NOBODY;
      add(ends, step, 1);
    }
  }

  /** Rounding can bring a key of the lowest step one too far. */
  #stepOfKey(key: number): number {
    const step = Math.floor((this.#highest - key) * this.#perKey);
    const last = this.#starts.length - 2;
    return step < last ? step : last;
  }

  next(isPassedOver: (slot: number) => boolean): number {
    const steps = this.#starts.length - 1;
    for (let step = this.#key === Infinity ? 0 : this.#stepOfKey(this.#key); step < steps; step += 1) {
      const slot = this.#bestOf(step, isPassedOver);
      if (slot === NOBODY) continue;
      this.readmit(slot);
      return slot;
    }
    this.#key = CLOSED;
    return NOBODY;
  }

  refuse(): void {
    this.#from += 1;
  }

  readmit(slot: number): void {
    this.#key = this.#keys[slot] ?? CLOSED;
    this.#from = slot;
  }

  #bestOf(step: number, isPassedOver: (slot: number) => boolean): number {
    const [keys, slots] = [this.#keys, this.#slots];
    const end = this.#starts[step + 1] ?? 0;
    let best = NOBODY;
    let bestKey: number = CLOSED;
    for (let at = this.#starts[step] ?? 0; at < end; at += 1) {
      const slot = slots[at] ?? NOBODY;
      const key = keys[slot] ?? CLOSED;
      if (key <= bestKey || key > this.#key || (key === this.#key && slot < this.#from)) continue;
      if (isPassedOver(slot)) continue;
      best = slot;
      bestKey = key;
    }
    return best;
  }
}
