import { Refused } from '../../../libs/workflow/src/index';
import type { AskedGoods, QuotableGoods } from './quotable-goods';
import { readQuote } from './quoted-terms';
import type { SaidDelivery } from './said-quote';

const KG = 1_000n;
const asked: AskedGoods = {
  id: 'line',
  categoryCode: '13',
  productId: null,
  gradesTaken: null,
  certificates: [],
  unit: 'kg',
  maximumBase: 5_000n * KG,
  deliveryCounty: '330211',
  windows: [
    { from: '2026-08-01', until: '2026-08-05', base: String(2_500n * KG) },
    { from: '2026-09-01', until: '2026-09-05', base: String(2_500n * KG) },
  ],
};
const lot: QuotableGoods = {
  id: 'lot',
  kind: 'LOT',
  sellerId: 'seller',
  productId: 'product',
  categoryCode: '13',
  grade: '一级',
  certificates: [],
  displayUnit: 'kg',
  onSale: true,
  availableBase: 3_000n * KG,
  expiresOn: null,
  readyOn: null,
};
const delivery = (deliveryOn: string, kilograms: number): SaidDelivery => ({
  deliveryOn,
  freight: { kind: 'INCLUDED' },
  lines: [
    {
      sourcingLineId: 'line',
      lotId: 'lot',
      quantity: { value: String(kilograms), unit: 'kg' },
      unitPrice: { amount: '70.00', currency: 'CNY' },
      priceUnit: 'kg',
    },
  ],
});
const quoted = (...deliveries: SaidDelivery[]) => {
  const grounds = {
    asked: new Map([['line', asked]]),
    goods: new Map([['lot', lot]]),
    isGrade: () => true,
    decidedFrom: '2026-07-20',
  };
  try {
    readQuote({ paymentTerms: 'PREPAID', validUntil: '2026-07-31', deliveries }, grounds);
    return 'read';
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.refusals.map(({ code, path }) => `${code} ${path.join('.')}`).join();
  }
};

describe('a quote', () => {
  it('offers of a lot no more than it has, in all deliveries together', () => {
    expect(quoted(delivery('2026-08-02', 2_000), delivery('2026-09-02', 1_000))).toBe('read');
    expect(quoted(delivery('2026-08-02', 2_000), delivery('2026-09-02', 1_001))).toBe(
      'QUANTITY_ABOVE_LOT terms.deliveries.1.lines.0.quantity',
    );
  });

  it('fills no window beyond what it wants, in all deliveries together', () => {
    expect(quoted(delivery('2026-08-02', 2_000), delivery('2026-08-03', 501))).toBe(
      'WINDOW_OVERFILLED terms.deliveries.1.lines.0.quantity',
    );
  });

  it('comes on a day of a window', () => {
    expect(quoted(delivery('2026-08-06', 100))).toBe(
      'DELIVERY_OUTSIDE_WINDOWS terms.deliveries.0.lines.0.quantity',
    );
  });
});
