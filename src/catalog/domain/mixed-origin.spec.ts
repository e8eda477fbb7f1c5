import fc from 'fast-check';
import { mixedOrigin } from './mixed-origin';

const whole = (countyCode: string) => [{ countyCode, partsPerMillion: 1_000_000 }];

describe('origins of a mixture', () => {
  it('follow the weights', () => {
    expect(
      mixedOrigin([
        { quantityBase: 1n, shares: whole('513430') },
        { quantityBase: 2n, shares: whole('513431') },
      ]),
    ).toEqual([
      { countyCode: '513430', partsPerMillion: 333_333 },
      { countyCode: '513431', partsPerMillion: 666_667 },
    ]);
  });

  it('sum to one whole for any mixture', () => {
    const source = fc.record({
      quantityBase: fc.bigInt({ min: 1n, max: 10n ** 15n }),
      county: fc.integer({ min: 0, max: 5 }).map((number) => `51343${number}`),
      parts: fc.integer({ min: 1, max: 999_999 }),
    });
    fc.assert(
      fc.property(fc.array(source, { minLength: 1, maxLength: 6 }), (sources) => {
        const mixed = mixedOrigin(
          sources.map(({ quantityBase, county, parts }) => ({
            quantityBase,
            shares: [
              { countyCode: county, partsPerMillion: parts },
              { countyCode: '530326', partsPerMillion: 1_000_000 - parts },
            ],
          })),
        );
        expect(mixed.reduce((sum, share) => sum + share.partsPerMillion, 0)).toBe(1_000_000);
        expect(mixed.every((share) => share.partsPerMillion > 0)).toBe(true);
      }),
    );
  });
});
