import { PREPAID } from '../../../libs/payment-plan/src/index';
import { Refused } from '../../../libs/workflow/src/index';
import { counterOf, type SaidPrice } from './counter-offer';
import type { QuotedTerms } from './said-quote';

const line = (unitPriceFen: bigint) => ({
  sourcingLineId: 'asked',
  lotId: 'lot',
  forwardSupplyId: null,
  leastGrade: null,
  quantityBase: 2_000_000n,
  minimumBase: 1_000_000n,
  unitPriceFen,
  priceUnit: 'kg',
  goodsFen: unitPriceFen * 2_000n,
});
const terms: QuotedTerms = {
  paymentTerms: 'PREPAID',
  ...PREPAID,
  validUntil: '2026-08-01',
  note: '示例',
  deliveries: [
    {
      sellerId: 'seller',
      deliveryCounty: '330211',
      deliveryOn: '2026-08-02',
      freightKind: 'FIXED',
      freightFen: 30_000n,
      lines: [line(6_000n), line(6_500n)],
    },
  ],
};
const price = (quoteLineId: string, amount: string): SaidPrice => ({
  quoteLineId,
  unitPrice: { amount, currency: 'CNY' },
});
const countered = (...said: SaidPrice[]) => {
  try {
    const { note, deliveries } = counterOf({ terms, lineIds: ['one', 'two'] }, said, null);
    const lines = deliveries.flatMap((delivery) => delivery.lines);
    return { note, prices: lines.map(({ unitPriceFen, goodsFen }) => [unitPriceFen, goodsFen]) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.refusals.map(({ code, path }) => `${code} ${path.join('.')}`);
  }
};

describe('a counter-offer', () => {
  it('is what was quoted at other prices, without the supplier’s note', () => {
    expect(countered(price('two', '60.00'))).toEqual({
      note: null,
      prices: [
        [6_000n, 12_000_000n],
        [6_000n, 12_000_000n],
      ],
    });
  });

  it.each([
    ['nothing', [], 'COUNTER_EMPTY prices'],
    ['what was quoted', [price('one', '60.00')], 'COUNTER_UNCHANGED prices'],
    ['a line of another quote', [price('three', '60.00')], 'QUOTE_LINE_UNKNOWN prices.0.quoteLineId'],
    [
      'a line twice',
      [price('one', '59.00'), price('one', '58.00')],
      'QUOTE_LINE_UNKNOWN prices.1.quoteLineId',
    ],
    ['no money', [price('one', '0.00')], 'PRICE_ZERO prices.0.unitPrice'],
  ])('is refused where it says %s', (_name, said, refusal) => {
    expect(countered(...said)).toEqual([refusal]);
  });
});
