import { CLOSED, type ParksProblem } from './parks-problem';

export interface Claim {
  readonly intent: number;
  readonly slot: number;
}

/** Whether the park ranks the first intent above the second: a strict order by score that hangs on both alone. */
export const ranksAbove = (
  { parkKeys, parks }: ParksProblem,
  park: number,
  first: number,
  second: number,
): boolean =>
  isAbove(
    parkKeys[first * parks.length + park] ?? CLOSED,
    first,
    parkKeys[second * parks.length + park] ?? CLOSED,
    second,
  );

/** Whether the first is served before the second in the area: those its reserve is meant for, then everyone, each by rank. */
export const comesBefore = (
  { areaKeysByArea, intents }: ParksProblem,
  area: number,
  first: number,
  second: number,
): boolean => {
  const row = area * intents.length;
  return isAbove(
    areaKeysByArea[row + first] ?? CLOSED,
    first,
    areaKeysByArea[row + second] ?? CLOSED,
    second,
  );
};

/** The first of two intents, each with its key, comes before the second: by falling key, then by place. */
export const isAbove = (key: number, first: number, other: number, second: number): boolean =>
  key > other || (key === other && first < second);

/** In the order in which the area serves them. */
export function inOrder(problem: ParksProblem, area: number, intents: readonly number[]): number[] {
  return intents.toSorted((a, b) => (a === b ? 0 : comesBefore(problem, area, a, b) ? -1 : 1));
}
