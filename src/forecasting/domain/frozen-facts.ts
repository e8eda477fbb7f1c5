import type { ForecastFacts } from './forecast';
import type { PastYear } from './season';

/** JSON as it comes back: what was a bigint is text. */
interface Frozen extends Omit<
  ForecastFacts,
  'target' | 'confirmed' | 'openOrders' | 'callOffs' | 'ownPast' | 'regionPast'
> {
  readonly target: string;
  readonly confirmed: string;
  readonly openOrders: string;
  readonly callOffs: string;
  readonly ownPast: readonly FrozenYear[];
  readonly regionPast: readonly FrozenYear[];
}
type FrozenYear = Omit<PastYear, 'months'> & { readonly months: readonly string[] };

/** The facts a kept forecast was made of: with them it is made again. */
export function thawedFacts(text: string): ForecastFacts {
  const { target, confirmed, openOrders, callOffs, ownPast, regionPast, ...days } = JSON.parse(
    text,
  ) as Frozen;
  return {
    ...days,
    target: BigInt(target),
    confirmed: BigInt(confirmed),
    openOrders: BigInt(openOrders),
    callOffs: BigInt(callOffs),
    ownPast: ownPast.map(thawedYear),
    regionPast: regionPast.map(thawedYear),
  };
}

const thawedYear = ({ months, ...year }: FrozenYear): PastYear => ({ ...year, months: months.map(BigInt) });
