import { payoutFate, payoutStepOn } from './payout-script';

const LAST_DAY = '2026-11-23';

describe('what becomes of a statement', () => {
  it('is calculated, approved by another person, put into a file and heard of, in two rounds', () => {
    const days = ['08', '10', '12', '13', '15', '17', '18', '19'];
    expect(days.map((day) => payoutStepOn(`2026-11-${day}`))).toEqual([
      'PREPARE',
      'MAKE_FILE',
      'HEAR_FROM_BANK',
      'PREPARE_LATE',
      'PREPARE',
      'MAKE_FILE',
      'HEAR_FROM_BANK',
      null,
    ]);
  });

  it('stays behind in every state in the last month, and fails once before it', () => {
    const last = Array.from({ length: 6 }, (_, place) => payoutFate(place, '2026-11-08', LAST_DAY));
    expect(new Set(last)).toEqual(
      new Set(['PAID', 'LEFT_OPEN', 'LEFT_CALCULATED', 'LEFT_APPROVED', 'LEFT_PAID_OUT']),
    );
    expect(payoutFate(0, '2026-10-08', LAST_DAY)).toBe('FAILS_ONCE');
    expect(payoutFate(1, '2026-10-08', LAST_DAY)).toBe('PAID');
    expect(payoutFate(0, '2026-06-08', LAST_DAY)).toBe('PAID');
  });
});
