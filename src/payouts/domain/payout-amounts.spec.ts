import fc from 'fast-check';
import { payoutAmounts, sumOf } from './payout-amounts';

const fen = fc.bigInt({ min: 0n, max: 10n ** 12n });
const payables = fc.array(fc.record({ orderId: fc.uuid(), fen }), { maxLength: 6 });
const debts = fc.array(
  fc.record({ orderId: fc.uuid(), fen: fc.bigInt({ min: 1n, max: 10n ** 12n }), takeableFen: fen }),
  { maxLength: 6 },
);

describe('the amounts of a statement', () => {
  it('pay what is payable less the debts, oldest first', () => {
    const amounts = payoutAmounts(
      [
        { orderId: 'a', fen: 70n },
        { orderId: 'b', fen: 30n },
      ],
      [
        { orderId: 'x', fen: 20n, takeableFen: 20n },
        { orderId: 'y', fen: 50n, takeableFen: 40n },
      ],
    );
    expect(amounts).toMatchObject({ setOffFen: 60n, payFen: 40n, debtAfterFen: 10n });
    expect(amounts.setOffs).toEqual([
      { orderId: 'x', fen: 20n },
      { orderId: 'y', fen: 40n },
    ]);
  });

  it('carry forward what nothing covers', () => {
    const amounts = payoutAmounts(
      [{ orderId: 'a', fen: 5n }],
      [{ orderId: 'x', fen: 20n, takeableFen: 20n }],
    );
    expect(amounts).toMatchObject({ setOffFen: 5n, payFen: 0n, debtAfterFen: 15n });
  });

  it('lose and create no fen, and never set off more than is owed, taken or payable', () => {
    fc.assert(
      fc.property(payables, debts, (owing, owed) => {
        const amounts = payoutAmounts(owing, owed);
        expect(amounts.payFen + amounts.setOffFen).toBe(sumOf(owing));
        expect(sumOf(owing) - sumOf(owed)).toBe(amounts.payFen - amounts.debtAfterFen);
        expect(sumOf(amounts.setOffs)).toBe(amounts.setOffFen);
        expect(amounts.payFen).toBeGreaterThanOrEqual(0n);
        expect(amounts.debtAfterFen).toBeGreaterThanOrEqual(0n);
        for (const { orderId, fen: taken } of amounts.setOffs) {
          const debt = owed.filter((one) => one.orderId === orderId);
          expect(taken <= sumOf(debt)).toBe(true);
          expect(debt.some(({ takeableFen }) => taken <= takeableFen)).toBe(true);
        }
        // Paid only once every debt that can be taken is.
        if (amounts.payFen > 0n)
          expect(amounts.setOffFen).toBe(
            owed.reduce((sum, one) => sum + (one.fen < one.takeableFen ? one.fen : one.takeableFen), 0n),
          );
      }),
    );
  });
});
