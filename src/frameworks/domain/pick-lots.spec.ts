import { pickLots, type PickableLot } from './pick-lots';

const lot = (lotId: string, expiresOn: string, availableBase: bigint, packSizeBase = 25n): PickableLot => ({
  lotId,
  expiresOn,
  availableBase,
  packSizeBase,
});
const old = lot('b', '2026-08-01', 60n);
const older = lot('a', '2026-08-01', 100n);
const young = lot('c', '2026-12-31', 1_000n);
const picked = (wanted: bigint, ...lots: PickableLot[]) =>
  pickLots(wanted, lots)?.map(({ lotId, quantityBase }) => `${lotId} ${quantityBase}`) ?? null;

describe('the lots of a call-off', () => {
  it('are those that expire first, equal ones by id, whatever order they come in', () => {
    expect(picked(150n, young, old, older)).toEqual(['a 100', 'b 50']);
    expect(picked(150n, older, old, young)).toEqual(['a 100', 'b 50']);
  });

  it('are left in whole packs where others have whole ones', () => {
    expect(picked(160n, old, older, young)).toEqual(['a 100', 'b 50', 'c 10']);
  });

  it('are opened where whole packs do not do', () => {
    expect(picked(160n, old, older)).toEqual(['a 100', 'b 60']);
    expect(picked(20n, lot('d', '2026-08-01', 20n))).toEqual(['d 20']);
  });

  it('are none where all together have not enough', () => {
    expect(picked(161n, old, older)).toBeNull();
    expect(picked(1n)).toBeNull();
  });
});
