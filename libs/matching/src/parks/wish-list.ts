import { ranked } from '../ranked';
import { NOBODY } from './placement';
import { CLOSED, type ParksProblem } from './parks-problem';

/** How far down its list of slots, the best liked first, each intent has come: all above have refused it. */
export class WishLists {
  readonly #problem: ParksProblem;
  readonly #liked: (Int32Array | undefined)[];
  readonly #places: Int32Array;

  constructor(problem: ParksProblem) {
    this.#problem = problem;
    this.#liked = problem.intents.map(() => undefined);
    this.#places = new Int32Array(problem.intents.length);
  }

  /** The best liked slot that has not refused it and that is not passed over; NOBODY where there is none. */
  next(intent: number, isPassedOver: (slot: number) => boolean): number {
    const liked = this.#likedBy(intent);
    let place = this.#places[intent] ?? 0;
    while (place < liked.length && isPassedOver(liked[place] ?? NOBODY)) place += 1;
    this.#places[intent] = place;
    return liked[place] ?? NOBODY;
  }

  /** The slot it asks for refuses. */
  refuse(intent: number): void {
    this.#places[intent] = (this.#places[intent] ?? 0) + 1;
  }

  /** It goes up to a slot that has refused it, and asks from there on downwards once more. */
  readmit(intent: number, slot: number): void {
    this.#places[intent] = this.#likedBy(intent).indexOf(slot);
  }

  #likedBy(intent: number): Int32Array {
    const known = this.#liked[intent];
    if (known) return known;
    const { slots, slotKeys, taken } = this.#problem;
    const row = slotKeys.subarray(intent * slots.length, (intent + 1) * slots.length);
    const open = new Int32Array(slots.length);
    const falling = new Float64Array(slots.length);
    let count = 0;
    for (let slot = 0; slot < slots.length; slot += 1) {
      const key = row[slot] ?? CLOSED;
      if (key === CLOSED || taken[slot] === 1) continue;
      open[count] = slot;
      falling[count] = -key;
      count += 1;
    }
    const made = ranked(falling.subarray(0, count));
    for (let place = 0; place < count; place += 1) made[place] = open[made[place] ?? 0] ?? NOBODY;
    this.#liked[intent] = made;
    return made;
  }
}
