import { isExclusive, levelOfPair, mostSpecific } from './pairing-level';
import { codePrefix, liesIn, onOneLine } from './region-scope';

const pair = (eastRegionCode: string, westRegionCode: string) => {
  const level = levelOfPair(eastRegionCode, westRegionCode);
  if (!level) throw new Error('no such pairing');
  return { level, eastRegionCode, westRegionCode };
};

describe('the level of a pairing', () => {
  it('follows from the two codes', () => {
    expect(levelOfPair('310000', '530000')).toBe('PROVINCE');
    expect(levelOfPair('440100', '520500')).toBe('PREFECTURE');
    expect(levelOfPair('370600', '500237')).toBe('CITY_TO_COUNTY');
    expect(levelOfPair('110115', '150926')).toBe('COUNTY');
  });

  it('does not exist between a county and a province', () => {
    expect(levelOfPair('110115', '150000')).toBeNull();
  });

  it('makes a western county exclusive, a province not', () => {
    expect(isExclusive('EAST_WEST', 'COUNTY')).toBe(true);
    expect(isExclusive('EAST_WEST', 'PROVINCE')).toBe(false);
  });
});

describe('which pairing counts', () => {
  it('is the most specific one of those that cover both regions', () => {
    const pairs = [pair('310000', '530000'), pair('310100', '530100'), pair('310107', '530129')];
    expect(mostSpecific(pairs)).toEqual([pairs[2]]);
    expect(mostSpecific(pairs.slice(0, 2))).toEqual([pairs[1]]);
  });

  it('is several where they are equally specific', () => {
    const pairs = [pair('320100', '610800'), pair('320100', '610800')];
    expect(mostSpecific(pairs)).toHaveLength(2);
  });

  it('is none without a covering pairing', () => {
    expect(mostSpecific([])).toEqual([]);
  });
});

describe('regions', () => {
  it('lie in what their digits say', () => {
    expect(liesIn('310107', '310000')).toBe(true);
    expect(liesIn('310000', '310107')).toBe(false);
    expect(onOneLine('310000', '310107')).toBe(true);
    expect(onOneLine('310107', '310112')).toBe(false);
    expect(codePrefix('310100')).toBe('3101');
  });
});
