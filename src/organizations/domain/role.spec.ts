import { addMonths } from './months';
import { coordinatingRole, rolesOf } from './role';
import { sideOf } from './side';

describe('roles follow from the kind and the region', () => {
  it.each([
    ['510000', 'COORD_PROV'],
    ['513400', 'COORD_CITY'],
    ['513430', 'COORD_COUNTY'],
  ] as const)('an office of %s coordinates as %s only', (regionCode, role) => {
    expect(coordinatingRole(regionCode)).toBe(role);
    expect(rolesOf('COLLABORATION_OFFICE', regionCode)).toEqual([role, 'VERIFIER', 'ORG_ADMIN']);
  });

  it('a county department has both duties, an operator of a park manages it, a cooperative never buys', () => {
    expect(rolesOf('COUNTY_DEPARTMENT', '513430')).toEqual(['COUNTY_AGRI', 'COUNTY_REVITAL', 'ORG_ADMIN']);
    expect(rolesOf('PARK_OPERATOR', '513430')).toEqual(['PARK_MANAGER', 'ORG_ADMIN']);
    expect(rolesOf('COOPERATIVE', '513430')).toEqual(['SUPPLIER', 'ORG_ADMIN']);
  });
});

describe('sides', () => {
  it.each([
    ['330211', 'EAST'],
    ['513430', 'WEST'],
    ['420100', null],
  ])('%s stands on side %s', (code, side) => expect(sideOf(code)).toBe(side));
});

describe('months', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-07-09', 12, '2027-07-09'],
    ['2026-11-30', 3, '2027-02-28'],
  ])('%s + %s = %s', (from, months, to) => expect(addMonths(from, months)).toBe(to));
});
