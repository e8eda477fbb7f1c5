import { Refused } from '../../../libs/workflow/src/index';
import { readRevision, type SaidRevision } from './revised-lines';

const period = { today: '2026-07-20', untilOn: '2026-09-30' };
const price = (unitPriceFen: bigint, fromOn: string) => ({ unitPriceFen, fromOn, agreedAt: new Date(0) });
/** 1 kg at a fen, and dearer from two later days on. */
const line = (prices: ReturnType<typeof price>[]) => ({
  id: 'line',
  unit: 'kg',
  priceUnit: 'kg',
  unitPriceFen: 1n,
  prices,
  capBase: 1_000n,
});
const refused = (prices: ReturnType<typeof price>[], said: Partial<SaidRevision>) => {
  try {
    readRevision([{ frameworkLineId: 'line', ...said }], [line(prices)], period);
    return [];
  } catch (error) {
    if (error instanceof Refused) return error.refusals.map(({ code }) => code);
    throw error;
  }
};
const cap = { value: '9300000', unit: 'kg' };
const DEAR = 10n ** 12n;

describe('a raised cap', () => {
  it('is worth what the dearest price makes of it that holds or will', () => {
    expect(refused([], { cap })).toEqual([]);
    expect(refused([price(DEAR, '2026-07-20')], { cap })).not.toEqual([]);
    expect(refused([price(DEAR, '2026-08-01')], { cap })).not.toEqual([]);
    expect(refused([price(DEAR, '2026-07-01'), price(2n, '2026-07-10')], { cap })).toEqual([]);
  });

  it('does not get cheaper by a lower price from a later day', () => {
    const said = { cap, unitPrice: { amount: '0.01', currency: 'CNY' }, priceFrom: '2026-08-01' };
    expect(refused([price(DEAR, '2026-07-20')], said)).not.toEqual([]);
  });
});
