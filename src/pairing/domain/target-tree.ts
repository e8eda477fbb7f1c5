import type { RefusalPath } from '../../../libs/workflow/src/index';
import type { LeafTarget } from './commitment.rules';

/** One node of a commitment's tree: a pairing or a unit. `target` is what none of its parts covers (本级). */
export interface TargetNode {
  /** Of a unit: the pairing it stands below, null where it stands below the agreement itself. */
  readonly pairingId: string | null;
  readonly unitId: string | null;
  readonly target: bigint;
  readonly path: RefusalPath;
  readonly parts: readonly TargetNode[];
}

/** Every node with a target of its own, the ones above first. */
export function leavesOf(nodes: readonly TargetNode[], dueOn: string): LeafTarget[] {
  return nodes.flatMap(({ pairingId, unitId, target, parts }) => [
    { pairingId, unitId, target, dueOn },
    ...leavesOf(parts, dueOn),
  ]);
}

export interface TreeRow {
  readonly id: string;
  readonly parentId: string | null;
}

/** What stands at and below each node; only leaves bring something of their own. */
export function rolledUp(
  rows: readonly TreeRow[],
  ofLeaf: ReadonlyMap<string, bigint>,
): ReadonlyMap<string, bigint> {
  const parents = new Map(rows.map(({ id, parentId }) => [id, parentId]));
  const sums = new Map(rows.map(({ id }) => [id, 0n]));
  for (const [leaf, target] of ofLeaf)
    for (let id: string | null = leaf; id !== null; id = parents.get(id) ?? null)
      sums.set(id, (sums.get(id) ?? 0n) + target);
  return sums;
}
