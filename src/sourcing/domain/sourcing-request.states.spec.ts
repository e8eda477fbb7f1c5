import { sourcingRequestStates } from './sourcing-request.states';

const BUYER = ['BUYER_CLERK', 'BUYER_APPROVER'];

describe('a sourcing request', () => {
  it('is changed by its buyer alone, and ends by the clock alone', () => {
    for (const state of sourcingRequestStates.states)
      expect(sourcingRequestStates.verbsFrom(state, ['SUPPLIER', 'PLATFORM_OPS', 'FINANCE'])).toEqual([]);
    expect(sourcingRequestStates.mayDo('expire', BUYER)).toBe(false);
    expect(sourcingRequestStates.verbsFrom('OPEN', ['SYSTEM'])).toEqual(['quote', 'beginAwarding', 'expire']);
  });

  it('comes to the market from the approver’s desk only by his word', () => {
    expect(sourcingRequestStates.verbsFrom('PENDING_APPROVAL', ['BUYER_CLERK'])).toEqual(['amend', 'cancel']);
    expect(sourcingRequestStates.next('PENDING_APPROVAL', 'amend')).toBe('DRAFT');
    expect(sourcingRequestStates.next('PENDING_APPROVAL', 'approve')).toBe('OPEN');
  });

  it('that has ended can only be opened again', () => {
    for (const state of ['CANCELLED', 'EXPIRED'] as const)
      expect(sourcingRequestStates.verbsFrom(state)).toEqual(['reopen', 'reopenAboveLimit']);
  });
});
