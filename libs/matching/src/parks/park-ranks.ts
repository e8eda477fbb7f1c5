import { ranked } from '../ranked';
import { CLOSED, NONE, type ParksProblem } from './parks-problem';
import { NOBODY } from './placement';

/** By area: the intents that compete in it, in the order in which it serves them; each list made when it is first asked for. */
export class ParkRanks {
  readonly #problem: ParksProblem;
  readonly #only: ReadonlySet<number> | undefined;
  readonly #parks: (Int32Array | undefined)[];
  readonly #areas: (Int32Array | undefined)[];

  /** Of the given intents only, where they are given. */
  constructor(problem: ParksProblem, only?: ReadonlySet<number>) {
    this.#problem = problem;
    this.#only = only;
    this.#parks = problem.parks.map(() => undefined);
    this.#areas = problem.areas.map(() => undefined);
  }

  of(area: number): Int32Array {
    const known = this.#areas[area];
    if (known) return known;
    const { areas, meantFor } = this.#problem;
    const { park, reserve } = areas[area] ?? { park: NOBODY, reserve: NONE };
    const meant = meantFor[reserve];
    const all = this.#ofPark(park);
    const made = meant ? firstThose(all, meant) : all;
    this.#areas[area] = made;
    return made;
  }

  #ofPark(park: number): Int32Array {
    const known = this.#parks[park];
    if (known) return known;
    const { parkKeys, parks, intents } = this.#problem;
    const open: number[] = [];
    const falling: number[] = [];
    for (let intent = 0; intent < intents.length; intent += 1) {
      const key = parkKeys[intent * parks.length + park] ?? CLOSED;
      if (key === CLOSED || (this.#only && !this.#only.has(intent))) continue;
      open.push(intent);
      falling.push(-key);
    }
    const made = Int32Array.from(ranked(Float64Array.from(falling)), (at) => open[at] ?? NOBODY);
    this.#parks[park] = made;
    return made;
  }
}

/** Those marked before the others, both in their order. */
function firstThose(intents: Int32Array, marks: Uint8Array): Int32Array {
  const marked = intents.filter((intent) => marks[intent] === 1);
  const made = new Int32Array(intents.length);
  made.set(marked);
  made.set(
    intents.filter((intent) => marks[intent] !== 1),
    marked.length,
  );
  return made;
}
