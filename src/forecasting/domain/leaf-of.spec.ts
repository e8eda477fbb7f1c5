import { leafOf } from './leaf-of';

describe('the leaf of a purchase', () => {
  const leaf = (
    commitmentId: string,
    within: { east: string; west: string } | null,
    unitId: string | null = null,
  ) => ({
    commitmentId,
    within,
    unitId,
    target: 0n,
    dueOn: '2026-11-30',
  });
  const leaves = [
    leaf('own', null),
    leaf('city', { east: '3302', west: '5134' }),
    leaf('county', { east: '330211', west: '513430' }),
  ];
  const of = (eastRegionCode: string, westRegionCode: string) =>
    leafOf(leaves, { eastRegionCode, westRegionCode, unitId: null })?.commitmentId;

  it('is the most specific one that covers both places, else 本级', () => {
    expect([
      of('330211', '513430'),
      of('330211', '513431'),
      of('330203', '513430'),
      of('330100', '513430'),
    ]).toEqual(['county', 'city', 'city', 'own']);
    expect(
      leafOf(leaves.slice(1), { eastRegionCode: '310000', westRegionCode: '513430', unitId: null }),
    ).toBeNull();
  });
});

describe('the leaf of a unit', () => {
  const leaf = (commitmentId: string, unitId: string | null, county: string | null) => ({
    commitmentId,
    unitId,
    within: county === null ? null : { east: '330211', west: county },
    target: 0n,
    dueOn: '2026-11-30',
  });
  const leaves = [
    leaf('own', null, null),
    leaf('pairing', null, '513430'),
    leaf('unit', 'u', null),
    leaf('unit there', 'u', '513430'),
  ];
  const of = (unitId: string | null, westRegionCode: string) =>
    leafOf(leaves, { eastRegionCode: '330211', westRegionCode, unitId })?.commitmentId;

  it('comes before the pairing’s, the one for that county first, and is no other unit’s', () => {
    expect([of('u', '513430'), of('u', '513431'), of('v', '513430'), of(null, '513431')]).toEqual([
      'unit there',
      'unit',
      'pairing',
      'own',
    ]);
  });
});
