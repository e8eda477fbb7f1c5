import { areIndependent, verifierStanding } from './capital-verifiers';

const reported = { parkCounty: '513430', eastRegion: '330211', reporterRegion: '513430' };
const standing = (office: string, reporterRegion = reported.parkCounty) =>
  verifierStanding(office, { ...reported, reporterRegion });

describe('who verifies capital', () => {
  it('is no office of the county that reports the number', () => {
    expect(standing('513430')).toBeNull();
    expect(standing('513430', '330211')).toBeNull();
    expect(standing('330211', '330211')).toBeNull();
  });

  it('is no office over other places', () => {
    expect(['513426', '520000', '330212', '320000'].map((office) => standing(office))).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(verifierStanding('330200', { ...reported, eastRegion: null })).toBeNull();
  });

  it('is of the paired east, a province, or of the park’s own side, whoever submitted the number', () => {
    for (const reporter of ['513430', '330211'])
      expect(['330200', '510000', '330000', '513400'].map((office) => standing(office, reporter))).toEqual([
        'OTHER_SIDE',
        'PROVINCE',
        'PROVINCE',
        'SAME_SIDE',
      ]);
  });

  it('needs two sides, or a province', () => {
    expect(areIndependent(['SAME_SIDE', 'SAME_SIDE'])).toBe(false);
    expect(areIndependent(['OTHER_SIDE', 'OTHER_SIDE'])).toBe(false);
    expect(areIndependent(['SAME_SIDE', 'OTHER_SIDE'])).toBe(true);
    expect(areIndependent(['SAME_SIDE', 'PROVINCE'])).toBe(true);
  });
});
