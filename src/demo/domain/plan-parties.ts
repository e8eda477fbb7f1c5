import { demoGoods } from './demo-goods';
import { demoPairs } from './demo-pairs';
import type { PlannedOrganization } from './demo-plan';
import { fictiveUscc } from './fictive-uscc';

const WEST_OF_COUNTY = (countyCode: string) => `${countyCode.slice(0, 2)}0000`;

/** Platform, auditor, both sides' collaboration offices, and the two departments of every selling county. */
export function planOffices(): PlannedOrganization[] {
  const offices = [
    office('ops', '示例平台运营中心', 'PLATFORM_OPERATIONS', '110000', null, [
      'PLATFORM_OPS',
      'FINANCE',
      'ORG_ADMIN',
    ]),
    office('audit', '示例审计处', 'AUDIT_OFFICE', '110000', null, ['AUDITOR']),
  ];
  const sides = new Map<string, PlannedOrganization>();
  for (const { east, west } of demoPairs) {
    sides.set(
      east.code,
      office(`east${east.code}`, `示例${east.name}协作办公室`, 'COLLABORATION_OFFICE', east.code, 'EAST', [
        'COORD_PROV',
      ]),
    );
    sides.set(
      west.code,
      office(`west${west.code}`, `示例${west.name}协作办公室`, 'COLLABORATION_OFFICE', west.code, 'WEST', [
        'COORD_PROV',
      ]),
    );
  }
  const counties = new Map(demoGoods.map((goods) => [goods.countyCode, goods.county]));
  const departments = [...counties].map(([code, county]) =>
    office(`county${code}`, `示例${county}县农业农村和乡村振兴局`, 'COUNTY_DEPARTMENT', code, 'WEST', [
      'COUNTY_AGRI',
      'COUNTY_REVITAL',
    ]),
  );
  return [...offices, ...sides.values(), ...departments];
}

function office(
  login: string,
  name: string,
  kind: string,
  regionCode: string,
  side: 'EAST' | 'WEST' | null,
  roles: readonly string[],
): PlannedOrganization {
  return {
    key: login,
    name,
    kind,
    regionCode,
    side,
    uscc: fictiveUscc('11', regionCode, login),
    parentKey: null,
    login,
    roles,
  };
}

/** Two suppliers per county: the first a cooperative, the second by turns a family farm, a cooperative or an enterprise. */
export function planSuppliers(): PlannedOrganization[] {
  const counties = [...new Map(demoGoods.map((goods) => [goods.countyCode, goods])).values()];
  return counties.flatMap((goods, index) => {
    const second = (['FAMILY_FARM', 'COOPERATIVE', 'ENTERPRISE'] as const)[index % 3] ?? 'COOPERATIVE';
    return [
      supplier(goods.countyCode, goods.county, 1, 'COOPERATIVE'),
      supplier(goods.countyCode, goods.county, 2, second),
    ];
  });
}

const SUPPLIER_WORDS = {
  COOPERATIVE: '种植专业合作社',
  FAMILY_FARM: '家庭农场',
  ENTERPRISE: '农产品有限公司',
} as const;

function supplier(
  countyCode: string,
  county: string,
  number: number,
  kind: keyof typeof SUPPLIER_WORDS,
): PlannedOrganization {
  const login = `s${countyCode}${number}`;
  return {
    key: login,
    name: `示例${county}${SUPPLIER_WORDS[kind]}${number}号`,
    kind,
    regionCode: countyCode,
    side: 'WEST',
    uscc: fictiveUscc(kind === 'COOPERATIVE' ? '93' : '91', countyCode, login),
    parentKey: null,
    login,
    roles: ['SUPPLIER'],
  };
}

const BUYER_WORDS = ['食品集团', '餐饮管理公司', '超市连锁', '机关食堂'] as const;

/** Three buyers per eastern region, the first with two subordinate units of its own; and one western buyer whose orders never count. */
export function planBuyers(): PlannedOrganization[] {
  const regions = demoPairs.flatMap((pair) => pair.buyerRegions);
  const eastern = regions.flatMap((region, index) => {
    const head = buyer(
      region,
      `b${region.code}`,
      BUYER_WORDS[index % BUYER_WORDS.length] ?? '食品集团',
      null,
    );
    if (index % 2 === 1) return [head, buyer(region, `b${region.code}x`, '工会福利采购部', null)];
    return [
      head,
      buyer(region, `b${region.code}a`, '第一食堂', head.key),
      buyer(region, `b${region.code}b`, '第二食堂', head.key),
    ];
  });
  return [
    ...eastern,
    { ...buyer({ code: '530102', name: '五华' }, 'b530102', '餐饮管理公司', null), side: 'WEST' },
  ];
}

function buyer(
  region: { code: string; name: string },
  login: string,
  word: string,
  parentKey: string | null,
): PlannedOrganization {
  const kind = word === '机关食堂' ? 'PUBLIC_UNIT' : 'ENTERPRISE';
  return {
    key: login,
    name: `示例${region.name}${word}`,
    kind,
    regionCode: region.code,
    side: 'EAST',
    uscc: fictiveUscc(kind === 'PUBLIC_UNIT' ? '12' : '91', region.code, login),
    parentKey,
    login,
    roles: ['BUYER_CLERK', 'BUYER_APPROVER'],
  };
}

/** The western province an order from this county is matched with. */
export const provinceOf = WEST_OF_COUNTY;
