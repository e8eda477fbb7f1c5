import { refundAmount } from './refund-amount';
import { openStates, refundRequestStates } from './refund-request.states';

describe('a refund request', () => {
  it('is decided by the supplier, and by the platform only once escalated', () => {
    expect(refundRequestStates.verbsFrom('REQUESTED', ['SUPPLIER'])).toEqual(['approve', 'deny']);
    expect(refundRequestStates.verbsFrom('REQUESTED', ['PLATFORM_OPS'])).toEqual([]);
    expect(refundRequestStates.verbsFrom('ESCALATED', ['PLATFORM_OPS'])).toEqual([
      'proposeAward',
      'arbitrateForBuyer',
      'arbitrateForSupplier',
    ]);
  });

  it('cannot be decided twice', () => {
    for (const state of refundRequestStates.states.filter((one) => !openStates.includes(one)))
      expect(refundRequestStates.verbsFrom(state, ['SUPPLIER', 'PLATFORM_OPS', 'BUYER_CLERK'])).toEqual([]);
  });

  it('asks for more than nothing, in whole fen of CNY', () => {
    const code = (amount: string, currency = 'CNY') => {
      try {
        return refundAmount({ amount, currency });
      } catch (error) {
        return (error as { refusals: { code: string }[] }).refusals[0]?.code;
      }
    };
    expect([code('12.34'), code('0'), code('0.001'), code('1', 'USD')]).toEqual([
      1234n,
      'AMOUNT_ZERO',
      'AMOUNT_TOO_PRECISE',
      'AMOUNT_CURRENCY',
    ]);
  });
});
