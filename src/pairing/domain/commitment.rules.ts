import { collect, type Refusal, type Rules } from '../../../libs/workflow/src/index';
import { agreementRefusals } from './pairing.refusals';

/** One leaf of a commitment: a pairing or a unit below the agreement; neither: the agreement's own leaf (本级). */
export interface LeafTarget {
  readonly pairingId: string | null;
  readonly unitId?: string | null;
  readonly target: bigint;
  readonly dueOn: string;
}

export interface CommitmentChange {
  readonly year: number;
  readonly today: string;
  readonly dueOn: string;
  readonly leaves: readonly LeafTarget[];
  /** The leaves as signed by both sides; empty before the first signature. */
  readonly inForce: readonly LeafTarget[];
}

const sameLeaf = (one: LeafTarget, other: LeafTarget) =>
  one.pairingId === other.pairingId && (one.unitId ?? null) === (other.unitId ?? null);

const commitmentRules: Rules<CommitmentChange> = {
  'the due date lies in the year of the agreement': ({ dueOn, year }) =>
    dueOn.startsWith(`${year}-`) ? undefined : agreementRefusals.DUE_DATE_OUTSIDE_YEAR(['dueOn']),
  'the targets add up to something': ({ leaves }) =>
    leaves.some((leaf) => leaf.target > 0n) ? undefined : agreementRefusals.TARGET_EMPTY(['ownTarget']),
  'a leaf is named once': ({ leaves }) =>
    leaves.every((leaf, index) => leaves.findIndex((other) => sameLeaf(leaf, other)) === index)
      ? undefined
      : agreementRefusals.LEAF_PAIRING_UNKNOWN(['leaves']),
  'a commitment is not lowered after its due date': ({ inForce, leaves, today }) =>
    inForce.some((signed) => isLowered(signed, leaves, today))
      ? agreementRefusals.COMMITMENT_LOWERED_AFTER_DUE(['leaves'])
      : undefined,
};

function isLowered(signed: LeafTarget, leaves: readonly LeafTarget[], today: string): boolean {
  if (today <= signed.dueOn) return false;
  const next = leaves.find((leaf) => sameLeaf(leaf, signed));
  return !next || next.target < signed.target || next.dueOn !== signed.dueOn;
}

export function commitmentRefusals(change: CommitmentChange): Refusal[] {
  return collect(commitmentRules, change);
}
