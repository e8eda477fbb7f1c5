import { shippedFacts } from '../data/reference-files';
import { fullNameOf, liesWithin, placeOn, sharedDigits } from './division-ancestry';
import { kindOf, namesAgree } from './division-kind';
import { DivisionLineage } from './division-lineage';

const lineage = new DivisionLineage(shippedFacts.divisions());
const TODAY = '2026-11-21';

describe('the codes through the years', () => {
  it('knows every division of 2024-12-31', () => {
    expect(lineage.allOn(TODAY)).toHaveLength(3_213);
  });

  it('judges a code on the day asked for', () => {
    expect(lineage.validOn('520522', '2019-06-01')).toBe(true);
    expect(lineage.validOn('520522', TODAY)).toBe(false);
    expect(lineage.validOn('520581', '2019-06-01')).toBe(false);
    expect(lineage.validOn('520581', TODAY)).toBe(true);
    expect(lineage.validOn('999999', TODAY)).toBe(false);
  });

  it('accepts both codes in the year of the change, for the source knows years only', () => {
    expect(lineage.validOn('520522', '2021-06-01')).toBe(true);
    expect(lineage.validOn('520581', '2021-06-01')).toBe(true);
    expect(lineage.bearersOn('520522', '2020-06-01', '2021-06-01').sort()).toEqual(['520522', '520581']);
  });

  it('follows a chain of changes: 米林县 542623 → 540422 → 540481', () => {
    expect(lineage.successorsOn('542623', '2012-06-14', '2016-01-01')).toEqual(['540422']);
    expect(lineage.successorsOn('542623', '2012-06-14', TODAY)).toEqual(['540481']);
  });

  it('names every part of a split: 江干区 became parts of two districts', () => {
    expect(lineage.successorsOn('330104', '2020-01-01', TODAY).sort()).toEqual(['330102', '330114']);
  });

  it('leads a merger to one: 下城区 and 拱墅区', () => {
    expect(lineage.successorsOn('330103', '2020-01-01', TODAY)).toEqual(['330105']);
    expect(lineage.successorsOn('330105', '2020-01-01', TODAY)).toEqual(['330105']);
  });

  it('keeps a code whose name changed and tells the name of the day', () => {
    expect(lineage.periodOn('130502', '2019-01-01')?.name).toBe('桥东区');
    expect(lineage.periodOn('130502', TODAY)?.name).toBe('襄都区');
    expect(lineage.successorsOn('130502', '2019-01-01', TODAY)).toEqual(['130502']);
  });

  it('leads every code that ever was to a place of today', () => {
    const lost = shippedFacts
      .divisions()
      .filter((one) => one.lastYear !== null)
      .filter((one) => lineage.successorsOn(one.code, `${one.lastYear}-01-01`, TODAY).length === 0);
    expect(lost).toEqual([]);
  });
});

describe('what a place lies in', () => {
  it('gives county, prefecture and province', () => {
    const place = placeOn(lineage, '451081', TODAY);
    expect(place).toMatchObject({
      name: '靖西市',
      kind: 'COUNTY_CITY',
      prefectureCode: '451000',
      provinceCode: '450000',
    });
    expect(place && fullNameOf(place)).toBe('广西壮族自治区百色市靖西市');
  });

  it('knows no prefecture below a municipality', () => {
    expect(placeOn(lineage, '500235', TODAY)).toMatchObject({
      prefectureCode: null,
      provinceName: '重庆市',
      directlyUnderProvince: false,
    });
  });

  it('marks counties directly below a province', () => {
    expect(placeOn(lineage, '429004', TODAY)).toMatchObject({
      prefectureCode: null,
      directlyUnderProvince: true,
    });
  });

  it('is null for a code not valid on the day', () => {
    expect(placeOn(lineage, '520522', TODAY)).toBeNull();
  });

  it('reads the scope from the digits', () => {
    expect(liesWithin('451081', '450000')).toBe(true);
    expect(liesWithin('451081', '451000')).toBe(true);
    expect(liesWithin('451081', '451081')).toBe(true);
    expect(liesWithin('451081', '450100')).toBe(false);
    expect(liesWithin('450000', '451000')).toBe(false);
    expect(['450000', '451000', '451081'].map(sharedDigits)).toEqual(['45', '4510', '451081']);
  });
});

describe('kinds and names', () => {
  it.each([
    ['110000', '北京市', 'MUNICIPALITY'],
    ['150000', '内蒙古自治区', 'AUTONOMOUS_REGION'],
    ['622900', '临夏回族自治州', 'AUTONOMOUS_PREFECTURE'],
    ['152200', '兴安盟', 'LEAGUE'],
    ['152221', '科尔沁右翼前旗', 'BANNER'],
    ['429021', '神农架林区', 'FORESTRY_DISTRICT'],
    ['520203', '六枝特区', 'SPECIAL_DISTRICT'],
    ['140109', '万柏林区', 'DISTRICT'],
    ['513225', '马边彝族自治县', 'AUTONOMOUS_COUNTY'],
  ])('%s %s is %s', (code, name, kind) => expect(kindOf(code, name)).toBe(kind));

  it('sees through a change of rank, not through another name', () => {
    expect(namesAgree('黔西县', '黔西市')).toBe(true);
    expect(namesAgree('万山特区', '万山区')).toBe(true);
    expect(namesAgree('寿县', '延寿县')).toBe(false);
    expect(namesAgree('江干区', '上城区')).toBe(false);
  });
});
