import { inOrder, type Claim } from './park-order';
import { NOBODY, type Placement } from './placement';

export interface ParkChoice {
  /** By slot: the intent that is taken. */
  readonly taken: ReadonlyMap<number, number>;
  /** Intents that fail for want of a shared resource, whatever slot of the area they ask for. */
  readonly short: ReadonlySet<number>;
}

/**
 * What an area of a park takes of those who hold or ask, one slot each: in the order in which it serves them, skipping who finds
 * his slot given or does not fit in the shared resources beside those already taken.
 */
export function parkChoice({ problem }: Placement, area: number, asked: readonly Claim[]): ParkChoice {
  const slotOf = new Map(asked.map(({ intent, slot }) => [intent, slot]));
  const left = problem.areas[area]?.free.slice() ?? new Float64Array(0);
  const taken = new Map<number, number>();
  const short = new Set<number>();
  for (const intent of inOrder(problem, area, [...slotOf.keys()])) {
    const slot = slotOf.get(intent) ?? NOBODY;
    if (taken.has(slot)) continue;
    const wants = problem.intents[intent]?.wants ?? [];
    if (wants.every(([at, need]) => need <= (left[at] ?? 0))) {
      for (const [at, need] of wants) left[at] = (left[at] ?? 0) - need;
      taken.set(slot, intent);
    } else short.add(intent);
  }
  return { taken, short };
}

export const heldIn = ({ problem, holderOf }: Placement, area: number): Claim[] =>
  [...(problem.areas[area]?.slots ?? [])].flatMap((slot) => {
    const intent = holderOf[slot] ?? NOBODY;
    return intent === NOBODY ? [] : [{ intent, slot }];
  });
