import { CLOSED, type ParksProblem } from './parks-problem';
import { inOrder } from './park-order';

/** By area: the intents that compete in it, in the order in which it serves them; each list made when it is first asked for. */
export class ParkRanks {
  readonly #problem: ParksProblem;
  readonly #only: ReadonlySet<number> | undefined;
  readonly #lists: (readonly number[] | undefined)[];

  /** Of the given intents only, where they are given. */
  constructor(problem: ParksProblem, only?: ReadonlySet<number>) {
    this.#problem = problem;
    this.#only = only;
    this.#lists = problem.areas.map(() => undefined);
  }

  of(area: number): readonly number[] {
    const known = this.#lists[area];
    if (known) return known;
    const { areaKeys, areas, intents } = this.#problem;
    const looked = this.#only ?? intents.keys();
    const open = [...looked].filter((at) => areaKeys[at * areas.length + area] !== CLOSED);
    const made = inOrder(this.#problem, area, open);
    this.#lists[area] = made;
    return made;
  }
}
