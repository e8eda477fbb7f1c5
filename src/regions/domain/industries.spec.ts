import { IndustryTree, readIndustries } from './industries';

const tree = new IndustryTree(
  readIndustries([
    'A\t农、林、牧、渔业\tFarming',
    '01\t农业\tAgriculture',
    '015\t水果种植',
    '0151\t仁果类和核果类水果种植',
    'C\t制造业\tManufacturing',
    '13\t农副食品加工业\tFood processing',
    '135\t屠宰及肉类加工',
    '1351\t牲畜屠宰',
    '1352\t禽类屠宰',
    '136\t水产品加工\t\t0',
    '1361\t水产品冷冻加工',
    '14\t食品制造业\tFoods',
    '144\t乳制品制造',
    '1441\t液体乳制造',
  ]),
);

describe('industries', () => {
  it('have their level and what they belong to from their code', () => {
    expect(tree.find('136')).toEqual({
      code: '136',
      nameZh: '水产品加工',
      nameEn: null,
      level: 'GROUP',
      parentCode: '13',
      sectionCode: 'C',
      verified: false,
    });
    expect(tree.lineOf('1351')).toEqual(['C', '13', '135', '1351']);
    expect(tree.lineOf('9999')).toEqual([]);
    expect(tree.find('__proto__')).toBeNull();
  });

  it.each([
    ['1351', '1351', 0],
    ['1351', '1352', 1],
    ['1351', '1361', 2],
    ['1351', '1441', 3],
    ['1351', '0151', 4],
    ['135', '136', 2],
    ['13', '14', 3],
    ['A', 'C', 4],
    ['135', '1352', 0],
    ['C', '1351', 0],
    ['13', '1441', 3],
  ])('%s and %s are %i apart, whichever is named first', (one, other, apart) => {
    expect(tree.distance(one, other)).toBe(apart);
    expect(tree.distance(other, one)).toBe(apart);
  });

  it('are not compared with what is none', () => {
    expect(() => tree.distance('1351', '9999')).toThrow(TypeError);
    expect(() => tree.distance('9999', '1351')).toThrow(TypeError);
  });

  it('lie within those above them', () => {
    expect(tree.liesWithin('1351', 'C')).toBe(true);
    expect(tree.liesWithin('1351', '135')).toBe(true);
    expect(tree.liesWithin('135', '1351')).toBe(false);
    expect(tree.liesWithin('1351', '1')).toBe(false);
  });
});
