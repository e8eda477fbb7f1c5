import { explanationFor, runParks, type ParksInput } from '../../libs/matching/src/index';
import { CLOSED, scoreOfKey } from '../../libs/matching/src/parks/parks-problem';
import { market, PARK_RULES } from './seeded-parks';

const input: ParksInput = {
  parks: [
    {
      id: 'park',
      regionCode: '530326',
      capacities: { powerKva: 1_000 },
      wantedIndustries: ['1391'],
      excludedIndustries: ['2614'],
      environmentalLimits: { codKgPerDay: 100 },
      kilometresToMarkets: { shanghai: 1_500, chengdu: 500 },
      labourWithinCommute: 1_000,
      policyBasisPoints: 6_000,
      leastInvestmentFen: 0n,
    },
  ],
  slots: [
    {
      id: 'slot',
      parkId: 'park',
      kind: 'LAND',
      capacities: { landM2: 200 },
      priceFen: 2_000n,
      availableFrom: '2026-07-01',
    },
  ],
  taken: [],
  intents: [
    {
      id: 'intent',
      enterpriseId: 'enterprise',
      industryCode: '1371',
      homeRegion: '310115',
      needs: { landM2: 100, powerKva: 250 },
      environmentalLoads: { codKgPerDay: 25 },
      investmentFen: 15_000_000n,
      jobs: 400,
      neededBy: '2026-12-31',
      preferredRegions: ['510000', '530000'],
      regionsOnly: false,
      acceptedKinds: [],
      mostPriceFen: 3_000n,
      markets: ['shanghai', 'chengdu'],
      releasedTo: ['park'],
      releasedToOffices: [],
      reserveIds: [],
    },
  ],
  reserves: [],
  pairings: [{ eastRegion: '310000', westRegion: '530000' }],
  rules: PARK_RULES,
};

const told = (changed: Partial<ParksInput> = {}) => {
  const pair = { intentId: 'intent', slotId: 'slot' };
  const facts = explanationFor(
    runParks({ ...input, ...changed }),
    { kind: 'INVESTOR', enterpriseId: 'enterprise' },
    pair,
  );
  if (!facts) throw new Error('nothing told');
  const scores = (terms: readonly { name: string; score: number }[]) =>
    Object.fromEntries(terms.map(({ name, score }) => [name, score]));
  return { ...facts, ofPark: scores(facts.parkTerms), ofIntent: scores(facts.intentTerms) };
};

describe('what a pair is worth', () => {
  it('is in the lists of a run as it is told', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const run = runParks(
        market(seed, { parks: 3, slotsPerPark: 4, intents: 12, resources: 3, pickiness: 0.3, released: 0.8 }),
      );
      const { intents, slots, slotKeys } = run.problem;
      intents.forEach(({ intent: { id: intentId, enterpriseId } }, at) =>
        slots.forEach(({ slot: { id: slotId } }, slotAt) => {
          const facts = explanationFor(run, { kind: 'INVESTOR', enterpriseId }, { intentId, slotId });
          const key = slotKeys[at * slots.length + slotAt] ?? CLOSED;
          expect(facts).toMatchObject({ passes: key !== CLOSED });
          if (key !== CLOSED) expect(facts).toMatchObject({ intentScore: scoreOfKey(key) });
        }),
      );
    }
  });

  it('to the park: the industry, the burden, the investment, the jobs, the pairing and the room it leaves', () => {
    const { ofPark, parkScore, parkTerms } = told();
    expect(ofPark).toEqual({
      industry: 4_000, // two steps up from 1391 to division 13
      environment: 7_500, // a quarter of what may be discharged
      investmentPerArea: 5_000, // 150,000 fen on each square metre of 300,000
      jobs: 8_000, // 400 of 500
      pairing: 10_000,
      headroom: 7_500, // a quarter of the power
    });
    expect(parkScore).toBe(parkTerms.reduce((sum, { weight, score }) => sum + weight * score, 0));
  });

  it('to the intent: room, way to the nearest market, labour, policy, price, region and pairing', () => {
    expect(told().ofIntent).toEqual({
      headroom: 5_000, // half of the land
      logistics: 7_500, // 500 of 2,000 kilometres
      labour: 5_000, // 1,000 people for 400 jobs, five for each
      policy: 6_000,
      price: 6_000, // 2,000 of 5,000 fen
      region: 5_000, // the second of two
      pairing: 10_000,
    });
  });

  it('changes nothing of it that others are there', () => {
    const others = ['a', 'b'].map((id) => ({ ...input.intents[0], id })) as unknown as ParksInput['intents'];
    expect(told({ intents: [...input.intents, ...others] })).toEqual(told());
  });
});
