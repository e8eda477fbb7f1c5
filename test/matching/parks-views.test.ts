import {
  explanationFor,
  frozenView,
  runParks,
  viewOf,
  type ParkIntent,
  type ParksInput,
  type ParksReader,
} from '../../libs/matching/src/index';
import { Placement } from '../../libs/matching/src/parks/placement';
import { parksProblem } from '../../libs/matching/src/parks/problem-of-parks';
import type { RunToRead } from '../../libs/matching/src/parks/seen-world';
import { market } from './seeded-parks';

const size = { parks: 4, slotsPerPark: 5, intents: 25, resources: 4, reserves: 2, released: 0.5, taken: 0.1 };

const READERS: readonly ParksReader[] = [
  { kind: 'PARK', parkId: 'park-00000' },
  { kind: 'PARK', parkId: 'park-00003' },
  { kind: 'INVESTOR', enterpriseId: 'enterprise-00000' },
  { kind: 'COORDINATOR', officeId: 'office-east' },
  { kind: 'AUDITOR', officeId: 'office-west' },
];

function isVisible(
  { releasedTo, releasedToOffices, enterpriseId }: ParkIntent,
  reader: ParksReader,
): boolean {
  if (reader.kind === 'PARK') return releasedTo.includes(reader.parkId);
  return reader.kind === 'INVESTOR'
    ? enterpriseId === reader.enterpriseId
    : releasedToOffices.includes(reader.officeId);
}

/** The same places for those the reader may know of, in a world that never had the others. */
function withoutOthers(input: ParksInput, run: RunToRead, reader: ParksReader): RunToRead {
  const known = { ...input, intents: input.intents.filter((intent) => isVisible(intent, reader)) };
  const problem = parksProblem(known);
  const placement = new Placement(problem);
  const slotAt = new Map(problem.slots.map(({ slot }, at) => [slot.id, at]));
  const held = new Map(
    run.problem.intents.map(({ intent }, at) => [
      intent.id,
      run.problem.slots[run.placement.slotOf[at] ?? -1]?.slot.id,
    ]),
  );
  problem.intents.forEach(({ intent }, at) => {
    const slot = slotAt.get(held.get(intent.id) ?? '');
    if (slot !== undefined) placement.place(at, slot);
  });
  return { problem, placement };
}

describe('what a reader is shown of a run of parks', () => {
  it.each(READERS)(
    'is the same to the last byte had there never been an intent he may not know of: %j',
    (reader) => {
      for (let seed = 1; seed <= 20; seed += 1) {
        const input = market(seed, size);
        const run = runParks(input);
        const other = withoutOthers(input, run, reader);
        expect(other.problem.intents.length).toBeLessThan(run.problem.intents.length);
        expect(frozenView(viewOf(run, reader))).toBe(frozenView(viewOf(other, reader)));
        for (const { id: intentId } of input.intents)
          for (const { id: slotId } of input.slots.slice(0, 4)) {
            const pair = { intentId, slotId };
            expect(explanationFor(run, reader, pair)).toEqual(explanationFor(other, reader, pair));
          }
      }
    },
  );

  it.each(READERS)('says to nobody but the investor what he would pay at most: %j', (reader) => {
    const limit = 1_234_567n;
    for (let seed = 1; seed <= 10; seed += 1) {
      const made = market(seed, { ...size, released: 1 });
      const input = {
        ...made,
        slots: made.slots.map((slot, at) => ({ ...slot, priceFen: limit + BigInt(at % 3) - 1n })),
        intents: made.intents.map((intent) => ({ ...intent, mostPriceFen: limit })),
      };
      const run = runParks(input);
      const pairs = input.intents.flatMap(({ id: intentId }) =>
        input.slots.map(({ id: slotId }) => ({ intentId, slotId })),
      );
      const told = pairs.flatMap((pair) => explanationFor(run, reader, pair) ?? []);
      expect(told.length).toBeGreaterThan(0);
      const said = JSON.stringify([told, viewOf(run, reader)], (_, value: unknown) =>
        typeof value === 'bigint' ? `${value}` : value,
      );
      expect(said.includes('PRICE_WITHIN_MOST')).toBe(reader.kind === 'INVESTOR');
      expect(said.includes(`"needed":"${limit}"`)).toBe(reader.kind === 'INVESTOR');
      expect(said.includes('"passes"')).toBe(reader.kind === 'INVESTOR');
    }
  });
});
