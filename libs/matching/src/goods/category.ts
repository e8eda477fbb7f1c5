/** Codes keep the tree in their digits: whoever asks for 01 takes everything below it, 0101 too. */
interface Coded {
  readonly categoryCode: string;
}

export const isOfCategory = (goods: Coded, asked: Coded): boolean =>
  goods.categoryCode.startsWith(asked.categoryCode);

/** One of the two takes the other in: lines that ask for them may want the same goods. */
export const areRelated = (one: string, other: string): boolean =>
  one.startsWith(other) || other.startsWith(one);

/** Of sums by category: what everybody wants who may want goods of this one. */
export function wantedAround(wanted: ReadonlyMap<string, number>, categoryCode: string): number {
  let sum = 0;
  for (const [code, own] of wanted) if (areRelated(code, categoryCode)) sum += own;
  return sum;
}
