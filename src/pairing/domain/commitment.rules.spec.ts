import { commitmentRefusals, type CommitmentChange } from './commitment.rules';

const leaf = (pairingId: string | null, target: bigint, dueOn = '2026-11-30') => ({
  pairingId,
  target,
  dueOn,
});
const change = (changes: Partial<CommitmentChange> = {}): CommitmentChange => ({
  year: 2026,
  today: '2026-07-09',
  dueOn: '2026-11-30',
  leaves: [leaf(null, 100n), leaf('a', 50n)],
  inForce: [],
  ...changes,
});
const codes = (facts: CommitmentChange) => commitmentRefusals(facts).map((refusal) => refusal.code);

describe('a commitment', () => {
  it('is accepted when its leaves add up to something in the year', () => {
    expect(codes(change())).toEqual([]);
  });

  it('is due in the year of the agreement', () => {
    expect(codes(change({ dueOn: '2027-01-01' }))).toEqual(['DUE_DATE_OUTSIDE_YEAR']);
  });

  it('adds up to more than zero', () => {
    expect(codes(change({ leaves: [leaf(null, 0n)] }))).toEqual(['TARGET_EMPTY']);
  });

  it('names a leaf once', () => {
    expect(codes(change({ leaves: [leaf('a', 1n), leaf('a', 1n)] }))).toEqual(['LEAF_PAIRING_UNKNOWN']);
  });

  it('may be lowered up to its due date', () => {
    const inForce = [leaf('a', 60n), leaf(null, 100n)];
    expect(codes(change({ inForce, today: '2026-11-30' }))).toEqual([]);
  });

  it('is never lowered, dropped or postponed after its due date', () => {
    const after = { today: '2026-12-01' };
    expect(codes(change({ ...after, inForce: [leaf('a', 60n)] }))).toEqual(['COMMITMENT_LOWERED_AFTER_DUE']);
    expect(codes(change({ ...after, inForce: [leaf('b', 1n)] }))).toEqual(['COMMITMENT_LOWERED_AFTER_DUE']);
    expect(codes(change({ ...after, inForce: [leaf('a', 50n, '2026-10-31')] }))).toEqual([
      'COMMITMENT_LOWERED_AFTER_DUE',
    ]);
  });

  it('may be raised after its due date', () => {
    expect(codes(change({ today: '2026-12-01', inForce: [leaf('a', 40n)] }))).toEqual([]);
  });
});
