import { measuresOf, partsPerMillion } from './measures';

describe('what stands beside an amount', () => {
  const sums = {
    gross: 1_000n,
    reversals: 100n,
    december: 250n,
    monthEnds: 333n,
    repeated: 500n,
    paid: 1_100n,
    atReference: 1_000n,
  };

  it('is told in millionths of what it is a part of', () => {
    const leaves = [
      { net: 700n, target: 250n },
      { net: 200n, target: 900n },
    ];
    expect(measuresOf(sums, leaves)).toEqual({
      decemberShare: 250_000,
      monthEndShare: 333_000,
      repeatRate: 500_000,
      priceIndex: 1_100_000,
      refundRate: 100_000,
      beyondTargetShare: 500_000,
    });
  });

  it('is nothing where nothing was bought', () => {
    expect(partsPerMillion(0n, 0n)).toBeNull();
    expect(Object.values(measuresOf({ ...sums, gross: 0n, reversals: 0n, atReference: 0n }, []))).toEqual(
      Array.from({ length: 6 }, () => null),
    );
  });
});
