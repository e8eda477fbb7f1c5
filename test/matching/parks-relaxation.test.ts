import {
  changedIntent,
  nearestParkRelaxations,
  type ParkChange,
  type ParkIntent,
  type ParksInput,
} from '../../libs/matching/src/index';
import { passesInWords } from './parks-in-words';
import { market } from './seeded-parks';

/** One intent too large, too late, too choosy for nearly everything. */
function hopeless(seed: number): { readonly input: ParksInput; readonly intent: ParkIntent } {
  const input = market(seed, {
    parks: 2,
    slotsPerPark: 2,
    intents: 1,
    resources: 2,
    pickiness: 0.5,
    released: 0.6,
  });
  const [one] = input.intents;
  if (!one) throw new Error('no intent');
  const intent: ParkIntent = {
    ...one,
    needs: { landM2: 6 + (seed % 4), powerKva: seed % 12 },
    environmentalLoads: { codKgPerDay: 60 + (seed % 60) },
    regionsOnly: seed % 2 === 0,
    reserveIds: [],
  };
  return { input: { ...input, intents: [intent], taken: [], reserves: [] }, intent };
}

const passing = (input: ParksInput, intent: ParkIntent) =>
  input.slots
    .filter(({ id }) => passesInWords({ ...input, intents: [intent] }, intent.id, id))
    .map(({ id }) => id);

/** Parts of changed amounts, as the README says them. */
function partOf(from: bigint, to: bigint): number {
  const by = from > to ? from - to : to - from;
  return Number((by * 10_000n) / (from === 0n ? 1n : from));
}

/** Every way of changing it, amount by amount: how many changes at least, and how little of the amounts. */
function nearestByTrying(input: ParksInput, intent: ParkIntent): { count: number; part: number } | null {
  const dates = [intent.neededBy, ...input.slots.map(({ availableFrom }) => availableFrom)].filter(
    (on) => on >= intent.neededBy,
  );
  const prices = [intent.mostPriceFen, ...input.slots.map(({ priceFen }) => priceFen)];
  const kinds = [[], ...input.slots.map(({ kind }) => [kind])];
  const investments = [intent.investmentFen, ...input.parks.map((park) => park.leastInvestmentFen)];
  let best: { count: number; part: number } | null = null;
  const upTo = (most: number) => Array.from({ length: most + 1 }, (_, at) => at);
  const loads = [
    intent.environmentalLoads['codKgPerDay'] ?? 0,
    ...input.parks.map((park) => park.environmentalLimits['codKgPerDay'] ?? 0),
  ];
  const steps: ((one: ParkIntent) => ParkIntent[])[] = [
    (one) => upTo(one.needs['landM2'] ?? 0).map((landM2) => ({ ...one, needs: { ...one.needs, landM2 } })),
    (one) =>
      upTo(one.needs['powerKva'] ?? 0).map((powerKva) => ({ ...one, needs: { ...one.needs, powerKva } })),
    (one) =>
      [...new Set(loads)]
        .filter((load) => load <= (loads[0] ?? 0))
        .map((codKgPerDay) => ({ ...one, environmentalLoads: { codKgPerDay } })),
    (one) =>
      [...new Set(investments)]
        .filter((fen) => fen >= one.investmentFen)
        .map((investmentFen) => ({ ...one, investmentFen })),
    (one) => [...new Set(dates)].map((neededBy) => ({ ...one, neededBy })),
    (one) =>
      [...new Set(prices)]
        .filter((fen) =>
          fen !== null && one.mostPriceFen !== null ? fen >= one.mostPriceFen : fen === one.mostPriceFen,
        )
        .map((mostPriceFen) => ({ ...one, mostPriceFen })),
    (one) =>
      one.acceptedKinds.length === 0
        ? [one]
        : kinds.map((more) => ({
            ...one,
            acceptedKinds: [
              ...one.acceptedKinds,
              ...more.filter((kind) => !one.acceptedKinds.includes(kind)),
            ],
          })),
    (one) => [
      one,
      ...(one.regionsOnly
        ? input.parks.map(({ regionCode }) => ({
            ...one,
            preferredRegions: [...one.preferredRegions, regionCode],
          }))
        : []),
    ],
    (one) => [
      one,
      ...input.parks
        .filter(({ id }) => !one.releasedTo.includes(id))
        .map(({ id }) => ({ ...one, releasedTo: [...one.releasedTo, id] })),
    ],
  ];
  const cost = (one: ParkIntent) => {
    const amounts: [bigint, bigint][] = [
      [BigInt(intent.needs['landM2'] ?? 0), BigInt(one.needs['landM2'] ?? 0)],
      [BigInt(intent.needs['powerKva'] ?? 0), BigInt(one.needs['powerKva'] ?? 0)],
      [BigInt(loads[0] ?? 0), BigInt(one.environmentalLoads['codKgPerDay'] ?? 0)],
      [intent.investmentFen, one.investmentFen],
      [intent.mostPriceFen ?? 0n, one.mostPriceFen ?? 0n],
    ];
    const changed = amounts.filter(([from, to]) => from !== to);
    const wishes = [
      one.neededBy !== intent.neededBy,
      one.acceptedKinds.length !== intent.acceptedKinds.length,
      one.preferredRegions.length !== intent.preferredRegions.length,
      one.releasedTo.length !== intent.releasedTo.length,
    ];
    const part = changed.reduce((sum, [from, to]) => sum + partOf(from, to), 0);
    return { count: changed.length + wishes.filter(Boolean).length, part };
  };
  const walk = (one: ParkIntent, step: number): void => {
    const next = steps[step];
    const here = cost(one);
    if (best && (here.count > best.count || (here.count === best.count && here.part >= best.part))) return;
    if (next) for (const changed of next(one)) walk(changed, step + 1);
    else if (passing(input, one).length > 0) best = here;
  };
  walk(intent, 0);
  return best;
}

describe('an intent no slot can serve', () => {
  it('is told the nearest changes after which slots can, and which; no smaller ones do', () => {
    const kinds = new Set<string>();
    let told = 0;
    for (let seed = 1; seed <= 300; seed += 1) {
      const { input, intent } = hopeless(seed);
      const found = nearestParkRelaxations(input, intent);
      const best = nearestByTrying(input, intent);
      const [first] = found;
      if (best === null || best.count === 0) {
        expect({ seed, found }).toEqual({ seed, found: [] });
        continue;
      }
      told += 1;
      expect({ seed, count: first?.changes.length, part: first?.changedBasisPoints }).toEqual({
        seed,
        ...best,
      });
      for (const { changes, slotIds } of found) {
        const open = passing(input, changedIntent(intent, changes));
        expect({ seed, slotIds, some: slotIds.length > 0 }).toEqual({
          seed,
          slotIds: open.toSorted(),
          some: true,
        });
        for (const { change } of changes) kinds.add(change);
        for (const change of changes)
          expect(
            passing(
              input,
              changedIntent(
                intent,
                changes.filter((one: ParkChange) => one !== change),
              ),
            ),
          ).not.toEqual(open);
      }
    }
    expect(told).toBeGreaterThan(100);
    expect([...kinds].toSorted()).toEqual([
      'ACCEPT_KIND',
      'ACCEPT_REGION',
      'INVEST_AT_LEAST',
      'LOAD_LESS',
      'NEED_LESS',
      'PAY_UP_TO',
      'RELEASE_TO',
      'WAIT_UNTIL',
    ]);
  });

  it('is told nothing where every park shuts its industry out, also one that is named too coarsely to say', () => {
    const { input, intent } = hopeless(1);
    const shut = { ...input, parks: input.parks.map((park) => ({ ...park, excludedIndustries: ['1371'] })) };
    expect(nearestParkRelaxations(shut, { ...intent, industryCode: '1371' })).toEqual([]);
    expect(nearestParkRelaxations(shut, { ...intent, industryCode: '13' })).toEqual([]);
    expect(nearestParkRelaxations(shut, { ...intent, industryCode: '1391' })).not.toEqual([]);
  });

  it('hears nothing of what others hold', () => {
    const { input, intent } = hopeless(2);
    const others = market(9, { parks: 2, slotsPerPark: 2, intents: 5, resources: 2, taken: 1 });
    const crowded: ParksInput = { ...input, taken: others.taken, intents: others.intents };
    expect(nearestParkRelaxations(crowded, intent)).toEqual(nearestParkRelaxations(input, intent));
  });
});
