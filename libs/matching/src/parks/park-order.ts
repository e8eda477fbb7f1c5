import { CLOSED, type ParksProblem } from './parks-problem';

export interface Claim {
  readonly intent: number;
  readonly slot: number;
}

const isAbove = (keys: Float64Array, count: number, at: number, first: number, second: number): boolean => {
  const [key, other] = [keys[first * count + at] ?? CLOSED, keys[second * count + at] ?? CLOSED];
  return key > other || (key === other && first < second);
};

/** Whether the park ranks the first intent above the second: a strict order by score that hangs on both alone. */
export const ranksAbove = (
  { parkKeys, parks }: ParksProblem,
  park: number,
  first: number,
  second: number,
): boolean => isAbove(parkKeys, parks.length, park, first, second);

/** Whether the first is served before the second in the area: those its reserve is meant for, then everyone, each by rank. */
export const comesBefore = (
  { areaKeys, areas }: ParksProblem,
  area: number,
  first: number,
  second: number,
): boolean => isAbove(areaKeys, areas.length, area, first, second);

/** In the order in which the area serves them. */
export function inOrder(problem: ParksProblem, area: number, intents: readonly number[]): number[] {
  return intents.toSorted((a, b) => (a === b ? 0 : comesBefore(problem, area, a, b) ? -1 : 1));
}
