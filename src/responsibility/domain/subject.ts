/** What somebody answers for: a place, the alerts of a place, or one side of a target. */
export const SUBJECT_KINDS = ['PLACE', 'ALERTS', 'TARGET'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** TASK: an open task nobody of its organization can take. */
export const GAP_KINDS = [...SUBJECT_KINDS, 'TASK'] as const;
export type GapKind = (typeof GAP_KINDS)[number];

export type Side = 'EAST' | 'WEST';

/** As stored: a place has a region, a target a commitment and a side. */
export interface StoredSubject {
  readonly subjectKind: SubjectKind;
  readonly regionCode: string | null;
  readonly commitmentId: string | null;
  readonly side: Side | null;
}

/** True where the input names what its kind is about, and nothing else. */
export function namesItsSubject(
  kind: SubjectKind,
  named: { readonly regionCode: string | null; readonly commitmentId: string | null },
): boolean {
  return kind === 'TARGET'
    ? named.commitmentId !== null && named.regionCode === null
    : named.regionCode !== null && named.commitmentId === null;
}
