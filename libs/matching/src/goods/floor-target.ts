import type { MatchingProblem } from './matching-problem';
import { wholeNumber } from './rates';

/** Fen of goods a floor asks for. */
export const floorTarget = ({ floors }: MatchingProblem, floor: number): number =>
  wholeNumber(floors[floor]?.floorFen ?? 0n);
