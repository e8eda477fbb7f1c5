import { splitFen } from './split';

/** Who asks for a part of something scarce, in base units: at least so much, at most so much. */
export interface Claim {
  /** Below this a part is of no use to him: he gets as much, or nothing. */
  readonly leastBase: bigint;
  readonly wantBase: bigint;
}

/**
 * Shares what there is among claims, in whole packs, when it may be less than they want together. Exact and
 * deterministic; earlier claims come first where all else is equal.
 *
 * 1. As many claims as possible are served with what they need at least: the smallest least first. Who is not served
 *    gets nothing, never a part he cannot use.
 * 2. Among the served everybody gets the same share of what he wants, but nobody below his least: the smallest share is
 *    as large as it can be (max–min fair in share of want), rounded to packs by largest remainder.
 *
 * Answers a part for each claim, in their order. All that can be shared out is: less than a pack is left, or everybody
 * served has all he wants. Throws RangeError where a claim is not 0 < least ≤ want, or is not whole packs.
 */
export function fairShares(thereBase: bigint, claims: readonly Claim[], packBase: bigint): bigint[] {
  if (packBase <= 0n) throw new RangeError('A pack must not be empty');
  if (thereBase < 0n) throw new RangeError('There cannot be less than nothing');
  const inPacks = claims.map(({ leastBase, wantBase }) => {
    if (leastBase <= 0n || wantBase < leastBase) throw new RangeError('A claim must be 0 < least ≤ want');
    if (leastBase % packBase !== 0n || wantBase % packBase !== 0n)
      throw new RangeError('A claim must be whole packs');
    return { least: leastBase / packBase, want: wantBase / packBase };
  });
  const served = smallestFirst(inPacks, thereBase / packBase);
  const parts = levelled(
    served.map((index) => inPacks[index] as PackClaim),
    thereBase / packBase,
  );
  const shares = claims.map(() => 0n);
  served.forEach((index, place) => (shares[index] = (parts[place] ?? 0n) * packBase));
  return shares;
}

interface PackClaim {
  readonly least: bigint;
  readonly want: bigint;
}

/** The largest number of claims whose least fits, in their order. */
function smallestFirst(claims: readonly PackClaim[], packs: bigint): number[] {
  const bySize = claims
    .map(({ least }, index) => ({ least, index }))
    .toSorted((one, other) =>
      one.least === other.least ? one.index - other.index : one.least < other.least ? -1 : 1,
    );
  let left = packs;
  const served: number[] = [];
  for (const { least, index } of bySize) {
    if (least > left) break;
    left -= least;
    served.push(index);
  }
  return served.toSorted((one, other) => one - other);
}

/**
 * The same share of the want for everybody, or his least where that is more. Who stands on his least is set aside, and
 * the share of the others falls, until nobody of them would be below his.
 */
function levelled(claims: readonly PackClaim[], packs: bigint): bigint[] {
  const wanted = claims.reduce((sum, { want }) => sum + want, 0n);
  if (packs >= wanted) return claims.map(({ want }) => want);
  const onLeast = new Set<number>();
  for (;;) {
    const weights = claims.map(({ want }, index) => (onLeast.has(index) ? 0n : want));
    const weight = weights.reduce((sum, part) => sum + part, 0n);
    const set = claims.reduce((sum, { least }, index) => (onLeast.has(index) ? sum + least : sum), 0n);
    const rest = packs - set;
    const below = claims.flatMap(({ least, want }, index) =>
      !onLeast.has(index) && least * weight > rest * want ? [index] : [],
    );
    if (below.length === 0) {
      const parts = weight === 0n ? weights : splitFen(rest, weights);
      return claims.map(({ least }, index) => (onLeast.has(index) ? least : (parts[index] ?? 0n)));
    }
    for (const index of below) onLeast.add(index);
  }
}
