import { priceOn, type AgreedPrice } from './price-on';
import { utilisation } from './utilisation';

const price = (unitPriceFen: bigint, fromOn: string, agreedOn: string): AgreedPrice => ({
  unitPriceFen,
  fromOn,
  agreedAt: new Date(agreedOn),
});

describe('the price of a call-off', () => {
  const prices = [
    price(620n, '2026-10-01', '2026-08-01'),
    price(600n, '2026-09-01', '2026-07-20'),
    price(630n, '2026-10-01', '2026-08-15'),
  ];

  it('is the one agreed last of those that hold on its day', () => {
    const on = (day: string) => priceOn(500n, prices, day);
    expect([on('2026-08-31'), on('2026-09-01'), on('2026-09-30'), on('2026-10-01')]).toEqual([
      500n,
      600n,
      600n,
      630n,
    ]);
  });
});

describe('utilisation', () => {
  it('is rounded down, so that only a spent cap says 100', () => {
    expect([
      utilisation(0n, 3n),
      utilisation(1n, 3n),
      utilisation(999_999n, 1_000_000n),
      utilisation(3n, 3n),
      utilisation(0n, 0n),
      utilisation(1n, 100_000n),
    ]).toEqual(['0.00', '33.33', '99.99', '100.00', '100.00', '0.00']);
  });
});
