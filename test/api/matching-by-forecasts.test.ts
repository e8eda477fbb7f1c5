import { BehindRegions } from '../../src/forecasting/index';
import { makeGoods } from '../support/goods';
import { matched } from '../support/matching';
import { OutlookWorld } from '../support/outlook';
import { PLACES, addMember, addOrganization, signInAgain, type Person } from '../support/people';
import { makeRelation } from '../support/scheme-relations';

describe('what commitments miss, as matching takes it from forecasts', () => {
  let world: OutlookWorld;
  beforeAll(async () => {
    world = await OutlookWorld.start();
  });
  afterAll(() => world.app.close());

  it('is weighed by match runs by the same season: half a year without harvest owes nothing, its end all of it', async () => {
    const ops = await signInAgain(world.app, world.people.ops);
    const { report, state } = await matched(world.app, ops);
    expect([state, report?.floors.filter(({ floorId }) => floorId === 'BEHIND:513430')]).toEqual([
      'PROPOSED',
      [],
    ]);
    expect(report?.floors[0]).toMatchObject({ floorId: 'KEY_COUNTIES', words: { zh: expect.any(String) } });
    const owed = (day: string) => world.app.nest.get(BehindRegions).on(world.app.database, day);
    const county = ({ westRegionCode }: { westRegionCode: string }) => westRegionCode === '513430';
    expect((await owed('2027-06-30')).filter(county)).toEqual([]);
    // 6,000 of the 15,000 yuan came in September, 9,000 in October.
    expect((await owed('2027-09-30')).filter(county)).toEqual([
      { westRegionCode: '513430', owedFen: 800_000n },
    ]);
    expect((await owed('2027-11-30')).filter(county)).toEqual([
      { westRegionCode: '513430', owedFen: 2_000_000n },
    ]);
    // As it had been recorded: the agreement was not yet in force.
    expect((await owed('2027-06-29')).filter(county)).toEqual([]);
  });

  it('is planned for a central unit and its county, too: by what the unit and those below it buy, from that county', async () => {
    const { app, goods, history } = world;
    const [central, below, signer, clerk] = await app.transactions.run(async (tx) => {
      const unit = { kind: 'PUBLIC_UNIT', regionCode: '110101', side: 'EAST' } as const;
      const central = await addOrganization(tx, unit);
      const below = await addOrganization(tx, { ...unit, parentId: central });
      const people = [
        await addMember(app, tx, central, 'BUYER_APPROVER'),
        await addMember(app, tx, below, 'BUYER_CLERK'),
      ] as const;
      return [central, below, ...people] as const;
    });
    const { agreementId } = await makeRelation(app, {
      kind: 'DESIGNATED_ASSISTANCE',
      helper: central,
      east: '110101',
      year: 2027,
      validFrom: '2027-01-01',
      fen: 1_000_000n,
    });
    const wish = { buyerId: below, unitId: below, placedBy: clerk.id, goods: [goods], fen: [900_000n] };
    const bought = await history.place({ ...wish, countyCode: PLACES.westCounty });
    // Last year's: it counts toward nothing now, and tells what the unit buys.
    await app.database.query(`UPDATE orders SET placed_on = '2026-10-01', state = 'SETTLED' WHERE id = $1`, [
      bought.id,
    ]);
    await makeGoods(app, world.people, {
      ladder: [[1_000n, 5_000n]],
      moqBase: 1_000n,
      packSizeBase: 1_000n,
      recognisedTo: '2028-12-31',
      season: 2027,
    });
    const requested = async (person: Person) => (await world.request(agreementId, person)).refusals;
    const stranger = world.people.otherBuyer.approver;
    expect(await requested(stranger)).toEqual(['NOT_FOUND']);
    expect(await requested(signer)).toEqual([]);
    await app.settle();
    const [plan] = await world.plans(agreementId, signer);
    const months = plan?.months ?? [];
    // The unit bought 9,000 yuan in a year; a month takes a fifth of the target, December no more than any other.
    expect(plan).toMatchObject({ state: 'PROPOSED', leaves: [{ planned: { amount: '9000.00' } }] });
    expect(months.at(-1)?.month).toBe('2027-12');
    for (const { planned } of months) expect(Number(planned.amount)).toBeLessThanOrEqual(2_000);
    expect(months.filter(({ planned }) => Number(planned.amount) > 0).length).toBeGreaterThan(4);
    const lines = await world.ownLines(clerk);
    expect(new Set(lines.map(({ countyName }) => countyName))).toEqual(new Set(['金阳县']));
    const taken = await world.accept(lines[0], { person: clerk, kg: '1' });
    expect([taken.refusals, taken.lines[0]?.sourcingRequestId]).toEqual([[], expect.any(String)]);
    await expect(world.plans(agreementId, stranger)).rejects.toThrow('NOT_FOUND');
  });
});
