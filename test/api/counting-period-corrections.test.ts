import { freshKey } from '../support/app';
import type { WrittenOrder } from '../support/order-events';
import { shareTelephone } from '../support/people';
import { PeriodWorld, codesOf } from '../support/period-world';

const JULY = '2026-07-01';

describe('a change of attribution once the month is closed', () => {
  let world: PeriodWorld;
  let first: WrittenOrder;
  let second: WrittenOrder;
  let third: WrittenOrder;
  let waiting: Awaited<ReturnType<PeriodWorld['propose']>>;

  beforeAll(async () => {
    world = await PeriodWorld.start();
    first = await world.settled(9_000n);
    second = await world.settled(4_000n);
    third = await world.settled(500n);
    waiting = await world.propose(first);
    world.app.clock.set(new Date('2026-08-03T09:00:00+08:00'));
  });
  afterAll(() => world.app.close());

  const july = (person = world.east) => world.desk.month(world.agreement, JULY, person);
  const tasks = async (person: { id: string; organizationId: string }, role: string) =>
    world.app.database.query(
      `SELECT id FROM tasks WHERE organization_id = $1 AND role = $2 AND kind = 'CONFIRM_REATTRIBUTION' AND closed_at IS NULL`,
      [person.organizationId, role],
    );

  it('is not the verifier’s before the cut-off, and no longer the buyer’s after it', async () => {
    expect(codesOf(await world.confirm(waiting, world.verifier))).toEqual(['BUYER_CONFIRMS']);
    await world.close(JULY);
    expect(codesOf(await world.confirm(waiting, world.people.buyer.approver))).toEqual([
      'PERIOD_NEEDS_VERIFIER',
    ]);
    const { approver } = world.people.buyer;
    expect(await tasks(approver, 'BUYER_APPROVER')).toHaveLength(0);
    expect(await tasks(world.verifier, 'VERIFIER')).toHaveLength(1);
  });

  it('makes another revision of the list: reported anew, what was signed is void, no figure changes', async () => {
    const before = await july();
    expect((await world.desk.sign(before, world.east)).refusals).toEqual([]);
    expect((await world.confirm(waiting, world.verifier)).reattribution?.state).toBe('CONFIRMED');
    await world.app.settle();
    const after = await july();
    expect(after).toMatchObject({
      state: 'RECONCILING',
      signatures: [],
      report: { revision: 2, entries: 5, corrections: 1, total: before.report?.total },
    });
    expect(after.report?.sha256).not.toBe(before.report?.sha256);
    const booked = await world.app.database.query(
      `SELECT kind, amount_fen AS fen, unit_id = $2 AS moved, period, original_period AS original, counted_on AS on
       FROM counting_entries WHERE order_id = $1 ORDER BY position OFFSET 1`,
      [first.id, world.otherUnit],
    );
    const same = { period: JULY, original: null, on: '2026-07-09' };
    expect(booked).toEqual([
      { kind: 'REVERSAL', fen: -9_000n, moved: false, ...same },
      { kind: 'CONFIRMED', fen: 9_000n, moved: true, ...same },
    ]);
    const told = await world.app.database.query<{ kind: string }>(
      `SELECT DISTINCT kind FROM notices WHERE kind IN ('ATTRIBUTION_MOVED', 'COUNTING_PERIOD_CORRECTED') ORDER BY 1`,
    );
    expect(told.map(({ kind }) => kind)).toEqual(['ATTRIBUTION_MOVED', 'COUNTING_PERIOD_CORRECTED']);
  });

  it('is the work of a verifier of the region, and whoever confirmed it does not sign the month', async () => {
    const wish = await world.propose(second);
    expect(await tasks(world.verifier, 'VERIFIER')).toHaveLength(1);
    const stranger = await world.app.graphql(
      `mutation ($input: ConfirmReattributionInput!) { confirmReattribution(input: $input) { refusals { code } } }`,
      { input: { idempotencyKey: freshKey(), reattributionId: wish.reattribution?.id, expectedVersion: 1 } },
      { token: (await world.strangerVerifier()).token },
    );
    expect(stranger.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(codesOf(await world.confirm(wish, world.east))).toEqual([]);
    await world.app.settle();
    expect(codesOf(await world.desk.sign(await july(), world.east))).toEqual(['SIGNER_CORRECTED_LIST']);
    expect((await july()).report).toMatchObject({ revision: 3, corrections: 2 });
  });

  it('is refused once both sides have signed, and when the month is locked', async () => {
    const wish = await world.propose(third);
    const colleague = await world.colleague(world.east);
    // Not with another account of hers either.
    await shareTelephone(world.app, 'x', world.east, colleague);
    expect(codesOf(await world.desk.sign(await july(), colleague))).toEqual(['SIGNER_CORRECTED_LIST']);
    await shareTelephone(world.app, null, world.east, colleague);
    await world.desk.signBoth(world.agreement, JULY, colleague, world.west);
    expect((await july()).state).toBe('SIGNED');
    expect(codesOf(await world.confirm(wish, world.verifier))).toEqual(['PERIOD_CLOSED']);
    world.app.clock.set(new Date('2026-08-10T09:00:00+08:00'));
    await world.app.settle();
    expect((await july()).state).toBe('LOCKED');
    expect(codesOf(await world.confirm(wish, world.verifier))).toEqual(['PERIOD_CLOSED']);
    expect(codesOf(await world.propose(second, world.people.buyer.unitId))).toEqual(['PERIOD_CLOSED']);
  });

  it('leaves a locked report that comes out the same from its events alone, whatever happens later', async () => {
    const locked = await july();
    await world.history.refund(second, second.portions[0] ?? '', 1_000n);
    await world.app.settle();
    expect((await july()).report).toEqual(locked.report);
    // Straight from the events before the cut-off and the rows they name: no counting table is read.
    const [recount] = await world.app.database.query<{ gross: bigint; back: bigint }>(
      `SELECT sum(CASE event.kind WHEN 'OrderSettled' THEN line.goods_fen END)::bigint AS gross,
         coalesce(sum(CASE event.kind WHEN 'SettledLineRefunded' THEN (event.payload->>'goodsFen')::bigint END), 0)::bigint AS back
       FROM counting_periods period, domain_events event
       LEFT JOIN settlements settled ON event.kind = 'OrderSettled' AND settled.id = (event.payload->>'settlementId')::uuid
       LEFT JOIN settlement_lines line ON line.settlement_id = settled.id
       WHERE period.id = $1 AND event.at <= period.cut_off_at AND event.kind IN ('OrderSettled', 'SettledLineRefunded')`,
      [locked.id],
    );
    expect(recount).toEqual({ gross: 13_500n, back: 0n });
    expect(locked.report?.total).toEqual({
      gross: { amount: '135.00' },
      reversals: { amount: '0.00' },
      net: { amount: '135.00' },
    });
    expect(await world.breaks()).toEqual([]);
  });

  it('cannot be slipped past the books: reconciliation sees an entry beside the list, and a changed report', async () => {
    const { app } = world;
    await app.database.query(`UPDATE counting_periods SET month = '2026-06-01' WHERE month = $1`, [JULY]);
    expect((await world.breaks()).length).toBeGreaterThan(2);
    await app.database.query(`UPDATE counting_periods SET month = $1 WHERE month = '2026-06-01'`, [JULY]);
    expect(await world.breaks()).toEqual([]);
  });
});
