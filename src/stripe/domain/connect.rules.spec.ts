import { isOpenForMoney, surplusFen, transferableFen, verbFor } from './connect.rules';

const WELL = {
  transfers: 'active',
  payoutsEnabled: true,
  detailsSubmitted: true,
  disabledReason: null,
  payoutInterval: 'manual',
};

describe('accounts of suppliers at the provider', () => {
  it.each([
    [{}, 'activate'],
    [{ payoutInterval: 'daily' }, 'restrict'],
    [{ payoutInterval: undefined }, 'restrict'],
    [{ transfers: 'inactive' }, 'restrict'],
    [{ payoutsEnabled: false }, 'restrict'],
    [{ detailsSubmitted: false }, 'await'],
    [{ disabledReason: 'rejected.fraud' }, 'disable'],
    [{ disabledReason: 'requirements.past_due', payoutsEnabled: false }, 'restrict'],
  ])('%j: %s', (said, verb) => expect(verbFor({ ...WELL, ...said })).toBe(verb));

  it('take money when they are active and have rested', () => {
    expect(isOpenForMoney({ state: 'ACTIVE', payableFrom: '2026-07-09' }, '2026-07-09')).toBe(true);
    expect(isOpenForMoney({ state: 'ACTIVE', payableFrom: '2026-07-10' }, '2026-07-09')).toBe(false);
    expect(isOpenForMoney({ state: 'RESTRICTED', payableFrom: '2026-07-01' }, '2026-07-09')).toBe(false);
    expect(isOpenForMoney({ state: 'ACTIVE', payableFrom: null }, '2026-07-09')).toBe(false);
  });
});

describe('what goes to them and comes back', () => {
  it.each([
    [10_000n, 290n, 10_000n, 0n, 9_710n],
    [10_000n, 290n, 6_000n, 0n, 6_000n],
    [10_000n, 290n, 12_000n, 5_000n, 7_000n],
    [100n, 290n, 100n, 0n, 0n],
    [10_000n, 0n, 5_000n, 6_000n, 0n],
  ])('left %s, fee %s, payable %s, there %s: %s', (leftFen, feeFen, payableFen, alreadyThereFen, fen) =>
    expect(transferableFen({ leftFen, feeFen, payableFen, alreadyThereFen })).toBe(fen),
  );

  it.each([
    [9_710n, 0n, 10_000n, 0n],
    [9_710n, 0n, 7_000n, 2_710n],
    [9_710n, 2_000n, 7_000n, 710n],
    [9_710n, 3_000n, 7_000n, 0n],
  ])('sent %s, coming back %s, left %s: %s', (sent, back, left, fen) =>
    expect(surplusFen(sent, back, left)).toBe(fen),
  );
});
