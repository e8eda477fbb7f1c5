/** What stands on one side of a relation: a region, an organization, or every county on a list. */
export type PartyKind = 'REGION' | 'ORGANIZATION' | 'LIST';

/** 结对关系的种类: who may help whom in a scheme, and how such a relation comes about. It is data. */
export interface RelationKind {
  readonly kind: string;
  readonly helper: readonly PartyKind[];
  /** Kinds of organizations that may help. */
  readonly helperKinds?: readonly string[];
  readonly helped: readonly PartyKind[];
  readonly helpedKinds?: readonly string[];
  readonly helpedLevels?: readonly string[];
  /** EAST_WEST: by the offices of the paired regions. PARTIES: by the two sides. FILING: by a unit's confirmed filing. */
  readonly arranged: 'EAST_WEST' | 'PARTIES' | 'FILING';
}
