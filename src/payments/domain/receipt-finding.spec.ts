import { findingOf } from './receipt-finding';

describe('what becomes of money with the code of an order', () => {
  const facts = { fen: 100n, outstandingFen: 100n, open: true, payerKnown: true };
  it.each([
    [{}, 'PAID_IN_FULL', 100n],
    [{ fen: 99n }, 'PAID_IN_PART', 99n],
    [{ fen: 101n }, 'PAID_AND_MORE', 100n],
    [{ payerKnown: false }, 'PAYER_UNDECLARED', 0n],
    [{ outstandingFen: 0n, payerKnown: false }, 'NOTHING_DUE', 0n],
    [{ open: false, outstandingFen: 0n }, 'REQUEST_CLOSED', 0n],
  ])('%o: %s', (said, reason, creditFen) => {
    expect(findingOf({ ...facts, ...said })).toEqual({ reason, creditFen });
  });
});
