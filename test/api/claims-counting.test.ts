import { ClaimedPortionsAreWhatARecountGives } from '../../src/counting/queries/prove-claimed-portions';
import { Reactions } from '../../src/platform/index';
import { makeAgreement } from '../support/agreements';
import { startTestApp, type TestApp } from '../support/app';
import { claimed, playClaim, type ShownClaim } from '../support/claims';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf } from '../support/money';
import { PLACES, makePeople, type People } from '../support/people';
import { PeriodDesk } from '../support/period-desk';
import { Recalls } from '../support/recalls';
import { makeRelation } from '../support/scheme-relations';

describe('what is counted of claims', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  let agreementId: string;
  let desk: PeriodDesk;
  let early: ShownClaim;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people);
    desk = new PeriodDesk(app);
  });
  afterAll(() => app.close());

  const fresh = () => makeGoods(app, people, { like: goods });
  const entriesOf = ({ lines }: ShownClaim) =>
    app.database.query<{
      kind: string;
      fen: bigint;
      period: string;
      original: string | null;
      reason: string | null;
    }>(
      `SELECT kind, amount_fen AS fen, period, original_period AS original, reason FROM counting_entries
        WHERE claim_line_id = $1 ORDER BY position`,
      [lines[0]?.id],
    );
  const pending = async () => {
    const { data } = await desk.ask<{
      progress: {
        pending: { orders: number; claims: number; reversals: { amount: string }; since: string | null };
      };
    }>(
      `query ($id: UUID!) { progress(agreementId: $id) { pending { orders claims since reversals { amount } } } }`,
      { id: agreementId },
      people.coordEast.city,
    );
    const { orders, claims, reversals, since } = data.progress.pending;
    return [orders, claims, reversals.amount, since !== null];
  };
  const refund = (claim: ShownClaim, amount: string) =>
    claimed(app, people.buyer.clerk, 'reverseClaim', {
      claimId: claim.id,
      expectedVersion: claim.version,
      reason: 'REFUND',
      note: '退货',
      lineId: claim.lines[0]?.id,
      amount: { amount },
    });

  it('waits for an agreement, and counts for the day of the purchase once it is in force, less what was refunded', async () => {
    early = await playClaim(app, people, await fresh(), { yuan: '1000.00' });
    await app.settle();
    early = await refund(early, '100.00');
    await app.settle();
    expect(await entriesOf(early)).toEqual([]);
    agreementId = await makeAgreement(app, {
      leaves: [{ east: PLACES.eastCounty, west: PLACES.westCounty, fen: 50_000_000n }],
    });
    await app.settle();
    const july = { period: '2026-07-01', original: null };
    expect(await entriesOf(early)).toEqual([
      { kind: 'CONFIRMED', fen: 100_000n, ...july, reason: null },
      { kind: 'REVERSAL', fen: -10_000n, ...july, reason: 'REFUND' },
    ]);
  });

  it('counts once both sides have verified it, and no longer when it is not genuine or its lot is recalled', async () => {
    const half = await playClaim(app, people, await fresh(), { until: 'VERIFIED_ONE' });
    await app.settle();
    expect(await entriesOf(half)).toEqual([]);
    const claim = await playClaim(app, people, await fresh(), { yuan: '2000.00' });
    const lot = await fresh();
    const recalled = await playClaim(app, people, lot, { yuan: '3000.00' });
    await app.settle();
    await claimed(app, people.coordEast.city, 'reverseClaim', {
      claimId: claim.id,
      expectedVersion: claim.version,
      reason: 'NOT_GENUINE',
      note: '查无此笔采购',
    });
    await new Recalls(app, people).recall(lot.lotId);
    expect(await pending()).toEqual([0, 2, '5000.00', true]);
    await app.settle();
    expect(await pending()).toEqual([0, 0, '0.00', false]);
    expect((await entriesOf(claim)).map(({ fen, reason }) => [fen, reason])).toEqual([
      [200_000n, null],
      [-200_000n, 'CLAIM_REVERSED'],
    ]);
    expect((await entriesOf(recalled)).map(({ fen, reason }) => [fen, reason])).toEqual([
      [300_000n, null],
      [-300_000n, 'RECALL'],
    ]);
  });

  it('holds up the close of its month until it is counted; what comes after is booked in the open month and points back', async () => {
    const waiting = await playClaim(app, people, await fresh(), { yuan: '4000.00' });
    const late = await playClaim(app, people, await fresh(), { until: 'VERIFIED_ONE', yuan: '5000.00' });
    app.clock.set(new Date('2026-08-03T09:00:00+08:00'));
    const held = await desk.close(agreementId, '2026-07-01', people.coordEast.city);
    expect(held.refusals.map(({ code, message }) => [code, message.includes(waiting.number)])).toEqual([
      ['COUNTING_PENDING', true],
    ]);
    await app.nest.get(Reactions).catchUp({ reaction: 'count-claims', stream: `claim:${waiting.id}` });
    expect((await desk.close(agreementId, '2026-07-01', people.coordEast.city)).refusals).toEqual([]);
    const confirmed = await claimed(app, people.coordWest.city, 'verifyClaims', {
      claims: [{ claimId: late.id, expectedVersion: late.version, sha256: late.sha256 }],
      password: 'shili-mima-2026',
    });
    await refund(early, '50.00');
    await app.settle();
    expect(await entriesOf(confirmed)).toEqual([
      { kind: 'CONFIRMED', fen: 500_000n, period: '2026-08-01', original: '2026-07-01', reason: null },
    ]);
    expect((await entriesOf(early)).at(-1)).toMatchObject({
      fen: -5_000n,
      period: '2026-08-01',
      original: '2026-07-01',
    });
    const july = await desk.month(agreementId, '2026-07-01', people.coordEast.city);
    expect(july.report?.total.net.amount).toBe('4900.00');
    const listed = await desk.ask<{
      countingPeriodEntries: { edges: { node: { orderId: string | null; claimId: string | null } }[] };
    }>(
      'query ($id: UUID!) { countingPeriodEntries(periodId: $id) { edges { node { orderId claimId } } } }',
      { id: july.id },
      people.coordWest.city,
    );
    const claims = listed.data.countingPeriodEntries.edges.map(({ node }) => node);
    expect(claims).toContainEqual({ orderId: null, claimId: waiting.id });
  });

  it('is what a recount from the raw records gives, which tells where it is not', async () => {
    expect(await breaksOf(app)).toEqual([]);
    const lineId = early.lines[0]?.id;
    await app.database.query(`ALTER TABLE claim_lines DISABLE TRIGGER USER`);
    await app.database.query('UPDATE claim_lines SET reversed_fen = reversed_fen + 1 WHERE id = $1', [
      lineId,
    ]);
    const told = await breaksOf(app);
    await app.database.query('UPDATE claim_lines SET reversed_fen = reversed_fen - 1 WHERE id = $1', [
      lineId,
    ]);
    await app.database.query(`ALTER TABLE claim_lines ENABLE TRIGGER USER`);
    expect(told.toSorted()).toEqual([
      expect.stringMatching(/^claimed line .* differs from its reversals$/),
      expect.stringMatching(
        /^claimed portion EAST_WEST PURCHASE .* counted 85000, by the raw records 84999$/,
      ),
    ]);
  });

  it('is told where it stands on another commitment than a recount gives', async () => {
    const told: string[] = [];
    const taken = app.transactions.run(async (tx) => {
      await tx.query('SET LOCAL session_replication_role = replica');
      await tx.query(
        'UPDATE counting_entries SET commitment_id = gen_random_uuid() WHERE claim_line_id IS NOT NULL',
      );
      told.push(...(await app.nest.get(ClaimedPortionsAreWhatARecountGives).check(tx)).breaks);
      throw new Error('taken back');
    });
    await expect(taken).rejects.toThrow('taken back');
    expect(told).toContainEqual(expect.stringMatching(/^claimed portion EAST_WEST PURCHASE/));
  });

  it('is taken back by a refund in every scheme it counts in, and by no more than that', async () => {
    await makeRelation(app, { kind: 'ENTERPRISE_PLEDGE', helper: people.buyer.id });
    const claim = await playClaim(app, people, await fresh(), { yuan: '6000.00' });
    await app.settle();
    await refund(claim, '1500.00');
    await app.settle();
    const left = await app.database.query(
      `SELECT scheme, sum(amount_fen)::bigint AS fen FROM counting_entries WHERE claim_line_id = $1 GROUP BY 1 ORDER BY 1`,
      [claim.lines[0]?.id],
    );
    expect(left).toEqual([
      { scheme: 'EAST_WEST', fen: 450_000n },
      { scheme: 'ENTERPRISE_PLEDGE', fen: 450_000n },
    ]);
    expect(await breaksOf(app)).toEqual([]);
  });
});
