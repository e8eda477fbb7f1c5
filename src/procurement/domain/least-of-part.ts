interface Wanted {
  /** Less than this in all is of no use. */
  readonly minimumBase: bigint;
  /** Awarded of it before. */
  readonly awardedBase: bigint;
}

/**
 * How much at least must come of one part of what is awarded together, so that all parts and what was awarded before reach
 * the minimum. Null: it is reached without this part, or not even with it, because less was taken on purpose.
 */
export function leastOfPart(
  { minimumBase, awardedBase }: Wanted,
  togetherBase: bigint,
  partBase: bigint,
): bigint | null {
  const missing = minimumBase - awardedBase - (togetherBase - partBase);
  return missing > 0n && missing <= partBase ? missing : null;
}
