import { beyondReserved, mostOf, restOf, withinTolerance } from './delivery.rules';

const line = { displayUnit: 'kg', quantityBase: 2_000_000n, cancelledBase: 0n, takenBase: 0n };

describe('what may be delivered of a line', () => {
  it('is the ordered quantity and the tolerance, rounded down', () => {
    expect(mostOf(line, 500)).toBe(2_100_000n);
    expect(mostOf({ ...line, quantityBase: 19n }, 500)).toBe(19n);
  });

  it('shrinks with a cancelled rest', () =>
    expect(mostOf({ ...line, cancelledBase: 1_000_000n }, 500)).toBe(1_050_000n));

  it('takes from the reservation first and beyond it only the surplus', () => {
    expect(beyondReserved({ ...line, takenBase: 1_500_000n }, 500_000n)).toBe(0n);
    expect(beyondReserved({ ...line, takenBase: 1_500_000n }, 520_000n)).toBe(20_000n);
    expect(restOf({ ...line, takenBase: 2_050_000n })).toBe(0n);
  });

  it('is refused above the tolerance, with what is still possible', () => {
    const sent = { ...line, takenBase: 2_000_000n };
    expect(withinTolerance(sent, 100_000n, 500, ['x'])).toEqual([]);
    expect(withinTolerance(sent, 100_001n, 500, ['x'])).toMatchObject([
      { code: 'ABOVE_TOLERANCE', path: ['x'], texts: { zh: '超过合同允许的上浮范围，最多 100.000 千克' } },
    ]);
  });
});
