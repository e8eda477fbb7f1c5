import { faultsInParks, runParks, type ParksInput } from '../../libs/matching/src/index';
import { market } from './seeded-parks';

const input = market(4, { parks: 2, slotsPerPark: 3, intents: 3, reserves: 1 });
const firstOf = <Row>(rows: readonly Row[]): Row => rows[0] as Row;
const intent = firstOf(input.intents);
const park = firstOf(input.parks);
const slot = firstOf(input.slots);

const CASES: readonly (readonly [string, Partial<ParksInput>, string])[] = [
  [
    'an industry there is none of',
    { intents: [{ ...intent, industryCode: '9999' }] },
    'PARKS_INDUSTRY_UNKNOWN intents.0.industryCode',
  ],
  [
    'an excluded industry there is none of',
    { parks: [{ ...park, excludedIndustries: ['x'] }, ...input.parks.slice(1)] },
    'PARKS_INDUSTRY_UNKNOWN parks.0.excludedIndustries.0',
  ],
  [
    'a need below nothing',
    { intents: [{ ...intent, needs: { landM2: -1 } }] },
    'PARKS_OUT_OF_RANGE intents.0.needs.landM2',
  ],
  [
    'a part of a square metre',
    { intents: [{ ...intent, needs: { landM2: 0.5 } }] },
    'PARKS_OUT_OF_RANGE intents.0.needs.landM2',
  ],
  [
    'a capacity below nothing',
    { slots: [{ ...slot, capacities: { landM2: -4 } }, ...input.slots.slice(1)] },
    'PARKS_OUT_OF_RANGE slots.0.capacities.landM2',
  ],
  [
    'a slot of no park',
    { slots: [{ ...slot, parkId: 'none' }, ...input.slots.slice(1)] },
    'PARKS_UNKNOWN slots.0.parkId',
  ],
  [
    'a park released to that is none',
    { intents: [{ ...intent, releasedTo: ['none'] }] },
    'PARKS_UNKNOWN intents.0.releasedTo.0',
  ],
  ['one intent twice', { intents: [intent, intent] }, 'PARKS_ID_TWICE intents.1.id'],
  [
    'one slot taken twice',
    {
      taken: [
        { slotId: slot.id, uses: {} },
        { slotId: slot.id, uses: {} },
      ],
    },
    'PARKS_SLOT_TAKEN_TWICE taken.1.slotId',
  ],
  [
    'a slot in two reserves',
    { reserves: ['a', 'b'].map((id) => ({ id, slotIds: [slot.id], resourcesBasisPoints: 0 })), intents: [] },
    'PARKS_SLOT_RESERVED_TWICE reserves.1.slotIds.0',
  ],
  [
    'reserves above the whole',
    {
      reserves: input.slots
        .filter(({ parkId }) => parkId === park.id)
        .slice(0, 2)
        .map(({ id }) => ({ id, slotIds: [id], resourcesBasisPoints: 6_000 })),
      intents: [],
    },
    'PARKS_RESERVES_ABOVE_WHOLE reserves.1.resourcesBasisPoints',
  ],
  [
    'a day that is none',
    { intents: [{ ...intent, neededBy: '2026-02-30' }] },
    'PARKS_DATE_MALFORMED intents.0.neededBy',
  ],
  [
    'a region that is none',
    { intents: [{ ...intent, homeRegion: '31' }] },
    'PARKS_REGION_MALFORMED intents.0.homeRegion',
  ],
];

describe('a run of parks', () => {
  it('begins with sound input', () => {
    expect(faultsInParks(input)).toEqual([]);
  });

  it.each(CASES)('refuses %s, with its path', (_, changed, fault) => {
    const faults = faultsInParks({ ...input, ...changed }).map(
      ({ code, path }) => `${code} ${path.join('.')}`,
    );
    expect(faults).toContain(fault);
    expect(() => runParks({ ...input, ...changed })).toThrow();
  });
});
