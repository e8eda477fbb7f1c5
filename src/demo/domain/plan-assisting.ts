import type { PlannedOrganization, PlannedPerson } from './demo-plan';
import { fictiveUscc } from './fictive-uscc';
import { PEOPLE, office, officeKey } from './plan-parties';

/** 会泽: the county a central unit is assigned to; its goods are bought under every scheme played. */
export const ASSISTED_COUNTY = '530326';
const ASSISTED_NAME = '会泽';

/** 定点帮扶: a central unit, invented, with two canteens of its own. */
export const CENTRAL = 'm110102';
export const CENTRAL_UNITS = ['m110102a', 'm110102b'] as const;

/** 预留份额: a bureau with a unit for each way to run a canteen, and its trade union. */
export const BUREAU = 'e310112';
export const BUREAU_UNITS = {
  outsourced: 'e310112a',
  shared: 'e310112b',
  without: 'e310112c',
  union: 'e310112u',
} as const;

const names: readonly (readonly [key: string, name: string, parentKey: string | null])[] = [
  [CENTRAL, '示例中央单位机关服务局', null],
  [CENTRAL_UNITS[0], '示例中央单位第一食堂', CENTRAL],
  [CENTRAL_UNITS[1], '示例中央单位第二食堂', CENTRAL],
  [BUREAU, '示例闵行教育局', null],
  [BUREAU_UNITS.outsourced, '示例闵行第一中学', BUREAU],
  [BUREAU_UNITS.shared, '示例闵行第二小学', BUREAU],
  [BUREAU_UNITS.without, '示例闵行教师进修学校', BUREAU],
  [BUREAU_UNITS.union, '示例闵行教育工会', BUREAU],
];

/** Units that file for themselves have somebody of their own who signs. */
const FILING = new Set<string>([BUREAU_UNITS.outsourced, BUREAU_UNITS.shared, BUREAU_UNITS.without]);

export const planAssisting = (): PlannedOrganization[] =>
  names.map(([key, name, parentKey]) => ({
    key,
    name,
    kind: 'PUBLIC_UNIT',
    regionCode: key.slice(1, 7),
    side: 'EAST',
    uscc: fictiveUscc('12', key.slice(1, 7), key),
    parentKey,
    login: key,
    people: parentKey ? (FILING.has(key) ? [PEOPLE.approver] : []) : [PEOPLE.clerk, PEOPLE.approver],
  }));

/** Who signs for the county: a relation's two sides sign its agreement. */
export function planCountyOffice(): PlannedOrganization {
  const coordinator: PlannedPerson = { duty: 'coord', role: 'COORD_COUNTY', displayName: '示例协作干部' };
  const name = `示例${ASSISTED_NAME}协作办公室`;
  return office(officeKey(ASSISTED_COUNTY), name, 'COLLABORATION_OFFICE', ASSISTED_COUNTY, 'WEST', [
    coordinator,
  ]);
}
