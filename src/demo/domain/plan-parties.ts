import type { OrganizationKind } from '../../organizations/index';
import type { DemoGoods } from './demo-goods';
import type { DemoPair } from './demo-pairs';
import type { PlannedOrganization, PlannedPerson } from './demo-plan';
import { fictiveUscc } from './fictive-uscc';

export const PEOPLE = {
  second: { duty: 'second', role: 'PLATFORM_OPS', displayName: '示例运营二号' },
  finance: { duty: 'finance', role: 'FINANCE', displayName: '示例财务一号' },
  finance2: { duty: 'finance2', role: 'FINANCE', displayName: '示例财务二号' },
  coord: { duty: 'coord', role: 'COORD_PROV', displayName: '示例协作干部' },
  verifier: { duty: 'verifier', role: 'VERIFIER', displayName: '示例核验干部' },
  agri: { duty: 'agri', role: 'COUNTY_AGRI', displayName: '示例农业干部' },
  revital: { duty: 'revital', role: 'COUNTY_REVITAL', displayName: '示例振兴干部' },
  seller: { duty: 'seller', role: 'SUPPLIER', displayName: '示例销售经办' },
  clerk: { duty: 'clerk', role: 'BUYER_CLERK', displayName: '示例采购经办' },
  approver: { duty: 'approver', role: 'BUYER_APPROVER', displayName: '示例采购审批' },
  investor: { duty: 'investor', role: 'ENTERPRISE_INVESTOR', displayName: '示例投资经办' },
} as const satisfies Record<string, PlannedPerson>;

export const PLATFORM_KEY = 'ops';

/** Platform, auditor, both sides' collaboration offices, and the department of every selling county. */
export function planOffices(goods: readonly DemoGoods[], pairs: readonly DemoPair[]): PlannedOrganization[] {
  const { second, finance, finance2, coord, verifier, agri, revital } = PEOPLE;
  const offices = [
    office(PLATFORM_KEY, '示例平台运营中心', 'PLATFORM_OPERATIONS', '110000', null, [
      second,
      finance,
      finance2,
    ]),
    office('audit', '示例审计处', 'AUDIT_OFFICE', '110000', null, []),
  ];
  const sides = new Map<string, PlannedOrganization>();
  for (const { east, west } of pairs) {
    for (const [side, { code, name }] of [['EAST', east] as const, ['WEST', west] as const]) {
      const login = officeKey(code);
      sides.set(
        code,
        office(login, `示例${name}协作办公室`, 'COLLABORATION_OFFICE', code, side, [coord, verifier]),
      );
    }
  }
  const counties = new Map(goods.map((one) => [one.countyCode, one.county]));
  const departments = [...counties].map(([code, county]) =>
    office(departmentKey(code), `示例${county}农业农村和乡村振兴局`, 'COUNTY_DEPARTMENT', code, 'WEST', [
      agri,
      revital,
    ]),
  );
  return [...offices, ...sides.values(), ...departments];
}

export const officeKey = (regionCode: string) => `o${regionCode}`;
export const departmentKey = (countyCode: string) => `c${countyCode}`;

export function office(
  login: string,
  name: string,
  kind: OrganizationKind,
  regionCode: string,
  side: 'EAST' | 'WEST' | null,
  people: readonly PlannedPerson[],
): PlannedOrganization {
  const uscc = fictiveUscc('11', regionCode, login);
  return { key: login, name, kind, regionCode, side, uscc, parentKey: null, login, people };
}

/**
 * A cooperative per county, and in every other one a second supplier: by turns a family farm, an enterprise or a cooperative.
 * A county on no list has one, whose application cannot be submitted: its goods are sold by a neighbour and do not count.
 */
export function planSuppliers(goods: readonly DemoGoods[]): PlannedOrganization[] {
  const counties = [...new Map(goods.map((one) => [one.countyCode, one])).values()];
  return counties.flatMap((one, index) => {
    const second = (['FAMILY_FARM', 'ENTERPRISE', 'COOPERATIVE'] as const)[(index / 2) % 3] ?? 'COOPERATIVE';
    const first = supplier(one.countyCode, one.county, 1, 'COOPERATIVE');
    const alone = !one.countable || index % 2 === 1;
    return alone ? [first] : [first, supplier(one.countyCode, one.county, 2, second)];
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
    people: [PEOPLE.seller],
  };
}

const BUYER_WORDS = ['食品集团', '餐饮管理公司', '超市连锁', '机关食堂'] as const;

/**
 * Two or three buyers per eastern region, every other with two subordinate units of its own; and two whose purchases
 * never count: one in the west, one in a region without any pairing.
 */
export function planBuyers(pairs: readonly DemoPair[]): PlannedOrganization[] {
  const regions = pairs.flatMap((pair) => pair.buyerRegions);
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
      buyer(region, `b${region.code}a`, '第一食堂', head),
      buyer(region, `b${region.code}b`, '第二食堂', head),
    ];
  });
  return [
    ...eastern,
    { ...buyer({ code: '530102', name: '五华' }, 'b530102', '餐饮管理公司', null), side: 'WEST' },
    { ...buyer({ code: '420106', name: '武昌' }, 'b420106', '超市连锁', null), side: null },
  ];
}

function buyer(
  region: { code: string; name: string },
  login: string,
  word: string,
  parent: PlannedOrganization | null,
): PlannedOrganization {
  const kind = parent ? parent.kind : word === '机关食堂' ? 'PUBLIC_UNIT' : 'ENTERPRISE';
  return {
    key: login,
    name: parent ? `${parent.name}${word}` : `示例${region.name}${word}`,
    kind,
    regionCode: region.code,
    side: 'EAST',
    uscc: fictiveUscc(kind === 'PUBLIC_UNIT' ? '12' : '91', region.code, login),
    parentKey: parent?.key ?? null,
    login,
    people: parent
      ? []
      : [PEOPLE.clerk, PEOPLE.approver, ...(kind === 'ENTERPRISE' ? [PEOPLE.investor] : [])],
  };
}

/** The western province an order from this county is matched with. */
export const provinceOf = (countyCode: string) => `${countyCode.slice(0, 2)}0000`;
