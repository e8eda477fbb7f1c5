import { ranked } from '../ranked';
import { CLOSED, type ParksProblem } from './parks-problem';
import { NOBODY } from './placement';

/** By area: the intents that compete in it, in the order in which it serves them; each list made when it is first asked for. */
export class ParkRanks {
  readonly #problem: ParksProblem;
  readonly #only: ReadonlySet<number> | undefined;
  readonly #lists: (Int32Array | undefined)[];

  /** Of the given intents only, where they are given. */
  constructor(problem: ParksProblem, only?: ReadonlySet<number>) {
    this.#problem = problem;
    this.#only = only;
    this.#lists = problem.areas.map(() => undefined);
  }

  of(area: number): Int32Array {
    const known = this.#lists[area];
    if (known) return known;
    const { areaKeysByArea, intents } = this.#problem;
    const open: number[] = [];
    const falling: number[] = [];
    for (let intent = 0; intent < intents.length; intent += 1) {
      const key = areaKeysByArea[area * intents.length + intent] ?? CLOSED;
      if (key === CLOSED || (this.#only && !this.#only.has(intent))) continue;
      open.push(intent);
      falling.push(-key);
    }
    const made = Int32Array.from(ranked(Float64Array.from(falling)), (at) => open[at] ?? NOBODY);
    this.#lists[area] = made;
    return made;
  }
}
