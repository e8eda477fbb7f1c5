import { oneIsIndependent, verifierStanding } from './capital-verifiers';

const PARK = '513430';
const park = { side: 'WEST', regionCode: PARK } as const;
const standing = (
  side: 'EAST' | 'WEST',
  regionCode: string,
  reporter = park as Parameters<typeof verifierStanding>[1],
) => verifierStanding({ side, regionCode }, reporter, PARK);

describe('who verifies capital', () => {
  it('is no office of the county that reports the number', () => {
    expect(standing('WEST', PARK)).toBeNull();
    const eastern = { side: 'EAST', regionCode: '330211' } as const;
    expect(standing('WEST', PARK, eastern)).toBeNull();
    expect(standing('EAST', '330211', eastern)).toBeNull();
  });

  it('is of the other side than who reports, a province, or of the same side', () => {
    expect(standing('EAST', '330211')).toBe('OTHER_SIDE');
    expect(standing('WEST', '510000')).toBe('PROVINCE');
    expect(standing('WEST', '513400')).toBe('SAME_SIDE');
    const eastern = { side: 'EAST', regionCode: '330211' } as const;
    expect([standing('EAST', '330200', eastern), standing('WEST', '513400', eastern)]).toEqual([
      'SAME_SIDE',
      'OTHER_SIDE',
    ]);
  });

  it('needs one who is independent', () => {
    expect(oneIsIndependent(['SAME_SIDE', 'SAME_SIDE'])).toBe(false);
    expect(oneIsIndependent(['SAME_SIDE', 'PROVINCE'])).toBe(true);
  });
});
