import { leastOfPart } from './least-of-part';

describe('the least of a part', () => {
  const wanted = { minimumBase: 50n, awardedBase: 0n };

  it('is what the minimum lacks without it', () => {
    expect(leastOfPart(wanted, 60n, 60n)).toBe(50n);
    expect([40n, 30n].map((part) => leastOfPart(wanted, 70n, part))).toEqual([20n, 10n]);
    expect(leastOfPart({ ...wanted, awardedBase: 35n }, 20n, 20n)).toBe(15n);
  });

  it('is none where the minimum is reached without it, or was given up by awarding less', () => {
    expect(leastOfPart({ ...wanted, awardedBase: 50n }, 20n, 20n)).toBeNull();
    expect(leastOfPart(wanted, 110n, 60n)).toBeNull();
    expect(leastOfPart(wanted, 40n, 40n)).toBeNull();
  });
});
