import { ancestorCodes } from '../../regions/index';

export interface TreeFigures {
  readonly targetFen: bigint;
  readonly grossFen: bigint;
  readonly reversalsFen: bigint;
  readonly provisionalFen: bigint;
}

export interface TreeNode extends TreeFigures {
  readonly regionCode: string;
  /** Null at the top of the tree. */
  readonly parentCode: string | null;
}

type Part = Partial<TreeFigures> & { readonly regionCode: string };

const NOTHING: TreeFigures = { targetFen: 0n, grossFen: 0n, reversalsFen: 0n, provisionalFen: 0n };

/**
 * Rolls what stands on single regions up to what they lie in, as far as the root; without one, up to the provinces. A
 * region appears where something stands on it or below it, in the order of the codes.
 */
export function rolledUp(parts: readonly Part[], root: string | null): TreeNode[] {
  const sums = new Map<string, TreeFigures>();
  for (const part of parts)
    for (const code of withinRoot(part.regionCode, root))
      sums.set(code, added(sums.get(code) ?? NOTHING, part));
  return [...sums.keys()].toSorted().map((regionCode) => ({
    regionCode,
    parentCode: withinRoot(regionCode, root)[1] ?? null,
    ...(sums.get(regionCode) ?? NOTHING),
  }));
}

/** The region and what it lies in, the nearest first, up to the root. */
function withinRoot(code: string, root: string | null): string[] {
  const line = ancestorCodes(code);
  return root === null ? line : line.slice(0, line.indexOf(root) + 1);
}

function added(sum: TreeFigures, part: Part): TreeFigures {
  return {
    targetFen: sum.targetFen + (part.targetFen ?? 0n),
    grossFen: sum.grossFen + (part.grossFen ?? 0n),
    reversalsFen: sum.reversalsFen + (part.reversalsFen ?? 0n),
    provisionalFen: sum.provisionalFen + (part.provisionalFen ?? 0n),
  };
}
