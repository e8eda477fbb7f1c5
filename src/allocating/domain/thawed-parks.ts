import type { ParksInput } from '../../../libs/matching/src/index';

/** JSON as it comes back: what was a bigint is text. */
type Thawing<T> = T extends bigint
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Thawing<Item>[]
    : T extends object
      ? { readonly [Name in keyof T]: Thawing<T[Name]> }
      : T;

/** The input a frozen text stands for: frozenParksInput of it gives the same text again. */
export function thawedParks(frozen: string): ParksInput {
  const { parks, slots, intents, rules, ...rest } = JSON.parse(frozen) as Thawing<ParksInput>;
  return {
    ...rest,
    parks: parks.map((park) => ({ ...park, leastInvestmentFen: BigInt(park.leastInvestmentFen) })),
    slots: slots.map((slot) => ({ ...slot, priceFen: BigInt(slot.priceFen) })),
    intents: intents.map((intent) => ({
      ...intent,
      investmentFen: BigInt(intent.investmentFen),
      mostPriceFen: intent.mostPriceFen === null ? null : BigInt(intent.mostPriceFen),
    })),
    rules: { ...rules, dearPriceFen: BigInt(rules.dearPriceFen) },
  };
}
