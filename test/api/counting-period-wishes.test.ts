import { makeAgreement } from '../support/agreements';
import { freshKey } from '../support/app';
import type { WrittenOrder } from '../support/order-events';
import { PLACES, addMember, addOrganization, type Person } from '../support/people';
import { PeriodWorld, codesOf } from '../support/period-world';

const JULY = '2026-07-01';

describe('a wished change of attribution that brings to another agreement', () => {
  let world: PeriodWorld;
  /** Of the county pairing; the world's own is of the two cities. */
  let lower: string;

  beforeAll(async () => {
    world = await PeriodWorld.start();
    lower = await makeAgreement(world.app, { east: PLACES.eastCounty, west: PLACES.westCounty });
    await world.app.settle();
  });
  afterAll(() => world.app.close());

  const settledFor = async (unitId: string): Promise<WrittenOrder> => {
    const { buyer } = world.people;
    const order = await world.history.place({
      buyerId: buyer.id,
      unitId,
      placedBy: buyer.clerk.id,
      goods: [world.goods],
      fen: [1_000n],
      countyCode: PLACES.westCounty,
    });
    await world.history.settle(order, [1_000n]);
    await world.app.settle();
    return order;
  };
  const standsOn = async (order: WrittenOrder) =>
    (
      await world.app.database.one<{ id: string }>(
        'SELECT agreement_id AS id FROM counting_entries WHERE order_id = $1',
        [order.id],
      )
    )?.id;
  type Wish = Awaited<ReturnType<PeriodWorld['propose']>>;
  /** The offices or the buyer with an open task about the wish, by role. */
  const askedFor = async (wish: Wish) => {
    const rows = await world.app.database.query<{ organization: string; role: string }>(
      `SELECT organization_id AS organization, role FROM tasks
       WHERE subject_id = $1 AND kind = 'CONFIRM_REATTRIBUTION' AND closed_at IS NULL`,
      [wish.reattribution?.id],
    );
    return rows.map(({ organization, role }) => `${role} ${nameOf(organization)}`).toSorted();
  };
  const nameOf = (id: string) => {
    const { coordEast, coordWest, buyer } = world.people;
    const known = Object.entries({ buyer: buyer.id }).concat(
      Object.entries(coordEast).map(([level, { organizationId }]) => [`east ${level}`, organizationId]),
      Object.entries(coordWest).map(([level, { organizationId }]) => [`west ${level}`, organizationId]),
    );
    return known.find(([, one]) => one === id)?.[0] ?? 'somebody else';
  };
  const verifierAt = (office: Person) =>
    world.app.transactions.run((tx) => addMember(world.app, tx, office.organizationId, 'VERIFIER'));
  const confirmErrors = async (wish: Wish, person: Person) => {
    const answer = await world.desk.ask(
      `mutation ($input: ConfirmReattributionInput!) { confirmReattribution(input: $input) { refusals { code } } }`,
      { input: { idempotencyKey: freshKey(), reattributionId: wish.reattribution?.id, expectedVersion: 1 } },
      person,
    );
    return answer.errors?.map(({ extensions }) => extensions.code);
  };

  it('is asked of the verifiers who may confirm it once that one’s month is closed, and no more of the buyer', async () => {
    const { people } = world;
    const [up, down, beside] = [
      await settledFor(people.buyer.unitId),
      await settledFor(world.otherUnit),
      await settledFor(world.otherUnit),
    ];
    expect(await Promise.all([up, down, beside].map(standsOn))).toEqual([
      lower,
      world.agreement,
      world.agreement,
    ]);
    const third = await world.app.transactions.run((tx) =>
      addOrganization(tx, {
        kind: 'ENTERPRISE',
        regionCode: '330203',
        side: 'EAST',
        parentId: people.buyer.id,
      }),
    );
    const wishes = {
      up: await world.propose(up, world.otherUnit),
      down: await world.propose(down, people.buyer.unitId),
      beside: await world.propose(beside, third),
    };
    const buyers = ['BUYER_APPROVER buyer'];
    const asked = async () => ({
      up: await askedFor(wishes.up),
      down: await askedFor(wishes.down),
      beside: await askedFor(wishes.beside),
    });
    expect(await asked()).toEqual({ up: buyers, down: buyers, beside: buyers });

    world.app.clock.set(new Date('2026-08-03T09:00:00+08:00'));
    const closed = await world.desk.close(lower, JULY, people.coordEast.county);
    expect(codesOf(closed)).toEqual([]);
    await world.app.settle();
    const west = ['VERIFIER west city', 'VERIFIER west county', 'VERIFIER west province'];
    const east = ['VERIFIER east city', 'VERIFIER east province'];
    expect(await asked()).toEqual({
      up: [...east, 'VERIFIER east county', ...west].toSorted(),
      // The county that gains by it does not see an order of the other district's unit.
      down: [...east, ...west],
      beside: buyers,
    });

    for (const wish of [wishes.up, wishes.down])
      expect(codesOf(await world.confirm(wish, people.buyer.approver))).toEqual(['PERIOD_NEEDS_VERIFIER']);
    const gaining = await verifierAt(people.coordEast.county);
    expect(await confirmErrors(wishes.down, gaining)).toEqual(['NOT_FOUND']);
    expect((await world.confirm(wishes.down, world.verifier)).reattribution?.state).toBe('CONFIRMED');
    expect((await world.confirm(wishes.up, gaining)).reattribution?.state).toBe('CONFIRMED');
    expect((await world.confirm(wishes.beside, people.buyer.approver)).reattribution?.state).toBe(
      'CONFIRMED',
    );
    expect(await asked()).toEqual({ up: [], down: [], beside: [] });
    await world.app.settle();
    expect(await world.breaks()).toEqual([]);
  });

  it('stays the buyer’s where the closed month could gain by it and does not', async () => {
    const { buyer, coordEast } = world.people;
    world.app.clock.set(new Date('2026-08-09T09:00:00+08:00'));
    const [within, up] = [await settledFor(buyer.unitId), await settledFor(buyer.unitId)];
    const wishes = [await world.propose(within, buyer.id), await world.propose(up, world.otherUnit)] as const;
    world.app.clock.set(new Date('2026-09-03T09:00:00+08:00'));
    const closed = await world.desk.close(world.agreement, '2026-08-01', coordEast.city);
    expect(codesOf(closed)).toEqual([]);
    expect(await askedFor(wishes[0])).toEqual(['BUYER_APPROVER buyer']);
    expect(await askedFor(wishes[1])).toHaveLength(6);
    expect((await world.confirm(wishes[0], buyer.approver)).reattribution?.state).toBe('CONFIRMED');
    expect(codesOf(await world.confirm(wishes[1], buyer.approver))).toEqual(['PERIOD_NEEDS_VERIFIER']);
    await world.app.settle();
  });

  it('is asked of those verifiers at once where the month is closed already', async () => {
    world.app.clock.set(new Date('2026-07-30T09:00:00+08:00'));
    const order = await settledFor(world.otherUnit);
    world.app.clock.set(new Date('2026-08-04T09:00:00+08:00'));
    const wish = await world.propose(order, world.people.buyer.unitId);
    expect(await askedFor(wish)).toEqual([
      'VERIFIER east city',
      'VERIFIER east province',
      'VERIFIER west city',
      'VERIFIER west county',
      'VERIFIER west province',
    ]);
  });
});
