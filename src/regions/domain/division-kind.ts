export const DIVISION_LEVELS = ['PROVINCE', 'PREFECTURE', 'COUNTY'] as const;
export type DivisionLevel = (typeof DIVISION_LEVELS)[number];

export const DIVISION_KINDS = [
  'PROVINCE',
  'MUNICIPALITY',
  'AUTONOMOUS_REGION',
  'SPECIAL_ADMINISTRATIVE_REGION',
  'PREFECTURE_CITY',
  'PREFECTURE',
  'AUTONOMOUS_PREFECTURE',
  'LEAGUE',
  'DISTRICT',
  'COUNTY_CITY',
  'COUNTY',
  'AUTONOMOUS_COUNTY',
  'BANNER',
  'AUTONOMOUS_BANNER',
  'SPECIAL_DISTRICT',
  'FORESTRY_DISTRICT',
] as const;
export type DivisionKind = (typeof DIVISION_KINDS)[number];

/** Longer endings first: 自治县 also ends in 县. The two districts that are neither 市辖区 are named in full. */
const KIND_BY_ENDING: Record<DivisionLevel, readonly (readonly [string, DivisionKind])[]> = {
  PROVINCE: [
    ['特别行政区', 'SPECIAL_ADMINISTRATIVE_REGION'],
    ['自治区', 'AUTONOMOUS_REGION'],
    ['市', 'MUNICIPALITY'],
    ['省', 'PROVINCE'],
  ],
  PREFECTURE: [
    ['自治州', 'AUTONOMOUS_PREFECTURE'],
    ['地区', 'PREFECTURE'],
    ['盟', 'LEAGUE'],
    ['市', 'PREFECTURE_CITY'],
  ],
  COUNTY: [
    ['自治县', 'AUTONOMOUS_COUNTY'],
    ['自治旗', 'AUTONOMOUS_BANNER'],
    ['神农架林区', 'FORESTRY_DISTRICT'],
    ['特区', 'SPECIAL_DISTRICT'],
    ['县', 'COUNTY'],
    ['旗', 'BANNER'],
    ['市', 'COUNTY_CITY'],
    ['区', 'DISTRICT'],
  ],
};

/** GB/T 2260: two digits each for province, prefecture and county; 00 where the level is not reached. */
export function levelOf(code: string): DivisionLevel {
  if (code.endsWith('0000')) return 'PROVINCE';
  return code.endsWith('00') ? 'PREFECTURE' : 'COUNTY';
}

/** What kind of place it is, told by its level and the ending of its name. */
export function kindOf(code: string, name: string): DivisionKind {
  const level = levelOf(code);
  const found = KIND_BY_ENDING[level].find(([ending]) => name.endsWith(ending));
  return found?.[1] ?? level;
}

/** The name without its kind: 黔西县 and 黔西市 are both 黔西. A one-character rest keeps its ending (寿县). */
function bareName(name: string): string {
  const bare = name.replace(/(自治区|自治州|自治县|自治旗|地区|特区|林区|矿区|省|市|盟|区|县|旗)$/, '');
  return bare.length >= 2 ? bare : name;
}

/** True where two names tell of the same place in another rank: 马边彝族自治县 and 马边县. */
export function namesAgree(one: string, other: string): boolean {
  const [a, b] = [bareName(one), bareName(other)];
  return a.startsWith(b) || b.startsWith(a);
}
