/** How long what nobody needs any more is kept; a new period is a new row with its day, so that the old one stays readable. */
export interface RetentionRule {
  readonly what: Retained;
  readonly days: number;
  /** Business day. */
  readonly validFrom: string;
  readonly why: string;
}

export type Retained =
  | 'UNATTACHED_UPLOAD'
  | 'STRAY_BYTES'
  | 'UPLOAD_TRY'
  | 'IDEMPOTENCY_KEY'
  | 'ENDED_SESSION'
  | 'REFRESH_TOKEN'
  | 'SIGN_IN_TRY'
  | 'DEAD_INVITATION'
  | 'MATCH_INPUT';

const FROM = '2026-01-01';

export const RETENTION: readonly RetentionRule[] = [
  {
    what: 'UNATTACHED_UPLOAD',
    days: 2,
    validFrom: FROM,
    why: 'a record begun on one day is finished on the next',
  },
  {
    what: 'STRAY_BYTES',
    days: 2,
    validFrom: FROM,
    why: 'no upload takes two days: nobody will name these bytes',
  },
  { what: 'UPLOAD_TRY', days: 1, validFrom: FROM, why: 'only those of the running minute count' },
  {
    what: 'IDEMPOTENCY_KEY',
    days: 90,
    validFrom: FROM,
    why: 'no client asks for an answer again after a quarter',
  },
  { what: 'ENDED_SESSION', days: 100, validFrom: FROM, why: 'familiar addresses are remembered for 90 days' },
  {
    what: 'REFRESH_TOKEN',
    days: 1,
    validFrom: FROM,
    why: 'a token used twice is noticed while its session lives',
  },
  { what: 'SIGN_IN_TRY', days: 2, validFrom: FROM, why: 'longer than any delay is remembered' },
  {
    what: 'DEAD_INVITATION',
    days: 30,
    validFrom: FROM,
    why: 'who was not invited after all is of no interest',
  },
  {
    what: 'MATCH_INPUT',
    days: 90,
    validFrom: FROM,
    why: 'a run nothing was decided by is looked at within a quarter',
  },
];

const DAY_MS = 24 * 60 * 60 * 1000;

/** The instant before which things of this kind are no longer kept. */
export function keptSince(what: Retained, now: Date, on: string): Date {
  const rule = RETENTION.filter((row) => row.what === what && row.validFrom <= on).toSorted((a, b) =>
    a.validFrom < b.validFrom ? 1 : -1,
  )[0];
  // Before the first rule nothing is thrown away.
  return rule ? new Date(now.getTime() - rule.days * DAY_MS) : new Date(0);
}
