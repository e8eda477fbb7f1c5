import { slotsForShare } from './prepared-areas';

const slots = [5, 1, 4, 2, 8, 7, 3, 6].map((landM2) => ({
  id: `slot-${landM2}`,
  parkId: 'park',
  kind: 'LAND',
  capacities: { landM2 },
  priceFen: 0n,
  availableFrom: '2026-07-01',
}));

describe('the slots of a reserve', () => {
  it('are a share rounded up, spread from the largest to the smallest', () => {
    expect(slotsForShare(slots, 2_500, 'landM2')).toEqual(['slot-8', 'slot-4']);
    expect(slotsForShare(slots, 2_600, 'landM2')).toHaveLength(3);
    expect(slotsForShare(slots.toReversed(), 2_500, 'landM2')).toEqual(['slot-8', 'slot-4']);
  });

  it('are none of nothing and all of the whole', () => {
    expect(slotsForShare(slots, 0, 'landM2')).toEqual([]);
    expect(new Set(slotsForShare(slots, 10_000, 'landM2')).size).toBe(8);
    expect(slotsForShare([], 5_000, 'landM2')).toEqual([]);
  });
});
