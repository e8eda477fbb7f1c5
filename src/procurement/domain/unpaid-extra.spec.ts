import fc from 'fast-check';
import { sumFen } from '../../../libs/money/src/index';
import { freightFen } from './freight';
import { reprice, type ContractedLine } from './repricing';
import { extraStep, withoutUnpaid } from './unpaid-extra';

const line = (orderLineId: string, unitPriceFen: bigint, vatRateBp: number): ContractedLine => ({
  orderLineId,
  listingVersionId: `v-${orderLineId}`,
  unitPriceFen,
  priceUnit: 'kg',
  vatRateBp,
  freight: { kind: 'PER_KG', fen: 35n },
});

/** Two lines ordered and accepted in two parts each, the second up to 5 % above; and what was paid of the extra. */
const delivery = fc.record({
  prices: fc.tuple(fc.bigInt(100n, 90_000n), fc.bigInt(100n, 90_000n)),
  ordered: fc.tuple(fc.bigInt(20_000n, 900_000n), fc.bigInt(20_000n, 900_000n)),
  percent: fc.tuple(fc.bigInt(90n, 105n), fc.bigInt(95n, 105n)),
  paidPercent: fc.bigInt(0n, 100n),
});

function priced({ prices, ordered, percent }: { prices: bigint[]; ordered: bigint[]; percent: bigint[] }) {
  const lines = prices.map((price, index) => line(`l${index}`, price, index === 0 ? 900 : 0));
  const parts = (quantities: bigint[]) =>
    quantities.flatMap((base, index) => [
      { acceptanceLineId: `a${index}`, orderLineId: `l${index}`, acceptedBase: base / 3n },
      { acceptanceLineId: `b${index}`, orderLineId: `l${index}`, acceptedBase: base - base / 3n },
    ]);
  const contract = reprice(lines, parts(ordered), null);
  const goods = (id: string) =>
    sumFen(contract.parts.filter((part) => part.orderLineId === id).map((part) => part.goodsFen));
  return {
    accepted: reprice(
      lines,
      parts(ordered.map((base, index) => (base * (percent[index] ?? 0n)) / 100n)),
      null,
    ),
    order: {
      lines: lines.map(({ orderLineId }) => ({ orderLineId, goodsFen: goods(orderLineId) })),
      freightFen: freightFen(
        lines.map(({ listingVersionId, freight }, index) => ({
          listingVersionId,
          freight,
          quantityBase: ordered[index] ?? 0n,
        })),
        null,
      ),
    },
  };
}

describe('an extra that is not paid', () => {
  it('is settled to the fen for what was paid, and never takes from what was ordered', () => {
    fc.assert(
      fc.property(delivery, ({ paidPercent, ...sizes }) => {
        const { accepted, order } = priced(sizes);
        const total = accepted.goodsFen + accepted.freightFen;
        const contracted = sumFen(order.lines.map((one) => one.goodsFen)) + order.freightFen;
        const extra = total > contracted ? total - contracted : 0n;
        const unpaid = extra - (extra * paidPercent) / 100n;
        const settled = withoutUnpaid(accepted, order, unpaid);
        expect(settled.goodsFen + settled.freightFen).toBe(total - unpaid);
        expect(sumFen(settled.parts.map((part) => part.goodsFen))).toBe(settled.goodsFen);
        expect(settled.parts.map((part) => part.acceptedBase)).toEqual(
          accepted.parts.map((part) => part.acceptedBase),
        );
        for (const { orderLineId, goodsFen } of order.lines) {
          const of = (parts: typeof settled.parts) =>
            sumFen(parts.filter((part) => part.orderLineId === orderLineId).map((part) => part.goodsFen));
          const least = of(accepted.parts) < goodsFen ? of(accepted.parts) : goodsFen;
          expect(of(settled.parts)).toBeGreaterThanOrEqual(least);
        }
        for (const part of settled.parts) expect(part.vatFen).toBeLessThanOrEqual(part.goodsFen);
      }),
    );
  });

  it('refuses to settle for less than was ordered', () => {
    const { accepted, order } = priced({
      prices: [100n, 100n],
      ordered: [100_000n, 100_000n],
      percent: [105n, 100n],
    });
    expect(() => withoutUnpaid(accepted, order, 10_000n)).toThrow('more is unpaid');
  });

  it('waits until it is due, is reminded of once, and ends after the last term', () => {
    expect(extraStep({ dueOn: '2026-07-24', remindedOn: null }, '2026-07-24')).toBe('WAIT');
    expect(extraStep({ dueOn: '2026-07-24', remindedOn: null }, '2026-07-25')).toBe('REMIND');
    expect(extraStep({ dueOn: '2026-08-01', remindedOn: '2026-07-25' }, '2026-08-01')).toBe('WAIT');
    expect(extraStep({ dueOn: '2026-08-01', remindedOn: '2026-07-25' }, '2026-08-02')).toBe('SETTLE');
  });
});
