import { FoldTotals } from '../../src/counting/reactions/fold-totals';
import { Recount } from '../../src/counting/storage/recount';
import { Role } from '../../src/organizations/index';
import { Reconciliation, Worker } from '../../src/platform/index';
import { claimed, playClaim, vouching, type ShownClaim } from '../support/claims';
import { makeGoods } from '../support/goods';
import type { WrittenOrder } from '../support/order-events';
import { addMember } from '../support/people';
import { PeriodWorld, codesOf } from '../support/period-world';

const JULY = '2026-07-01';
const at = (day: string) => new Date(`${day}T09:00:00+08:00`);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a hundred settlements, refunds, corrections and claims around the close of a month', () => {
  let world: PeriodWorld;
  const settled: WrittenOrder[] = [];

  beforeAll(async () => {
    world = await PeriodWorld.start();
  });
  afterAll(() => world.app.close());

  const drain = () => world.app.nest.get(Worker).drain();
  const inJuly = () =>
    world.app.database.query<{ id: string; fen: bigint }>(
      'SELECT id, amount_fen AS fen FROM counting_entries WHERE agreement_id = $1 AND period = $2 ORDER BY position',
      [world.agreement, JULY],
    );

  /** Bought elsewhere in July, verified by the eastern side. */
  const half = async (count: number) => {
    const claims: ShownClaim[] = [];
    for (let index = 0; index < count; index += 1) {
      const lot = await makeGoods(world.app, world.people, { like: world.goods });
      claims.push(await playClaim(world.app, world.people, lot, { until: 'VERIFIED_ONE' }));
    }
    return claims;
  };
  const confirm = (claim: ShownClaim) =>
    claimed(world.app, world.people.coordWest.city, 'verifyClaims', vouching(claim));

  async function closeWhenCounted(): Promise<void> {
    for (let tries = 0; tries < 300; tries += 1) {
      const answer = await world.desk.close(world.agreement, JULY, world.east);
      if (answer.refusals.length === 0) return;
      expect(codesOf(answer).filter((code) => !code.endsWith('_PENDING'))).toEqual([]);
      await pause(10);
    }
    throw new Error('the month was never counted');
  }

  /** Everything that anyone can prove, the recount from the raw records among it. */
  async function everythingHolds(): Promise<void> {
    const breaks: string[] = [];
    await world.app.nest.get(Reconciliation).run((line) => {
      const ofCounting =
        /^I(5|6|7|8|9|24)$/.test(line.invariant) || /totals|job is waiting/.test(line.sentence);
      if (ofCounting) breaks.push(...line.breaks);
    });
    expect(breaks).toEqual([]);
    const [sums] = await world.app.database.query<{ counted: bigint; happened: bigint; kept: bigint }>(
      `SELECT (SELECT sum(amount_fen) FROM counting_entries WHERE kind IN ('CONFIRMED', 'REVERSAL'))::bigint AS counted,
         (SELECT sum(goods_fen) FROM settlement_lines)::bigint - (SELECT coalesce(sum(fen), 0) FROM settled_line_refunds)::bigint
           + (SELECT sum(line.goods_fen) FROM claim_lines line JOIN claims c ON c.id = line.claim_id WHERE c.state = 'CONFIRMED')::bigint AS happened,
         (SELECT sum(gross_fen - reversals_fen) FROM counting_months)::bigint AS kept`,
    );
    expect(sums).toEqual({ counted: sums?.happened, happened: sums?.happened, kept: sums?.happened });
  }

  it('ends exact, with every yuan once, on the list or in a later month', async () => {
    for (let index = 0; index < 50; index += 1) settled.push(await world.happened(BigInt(1_000 + index)));
    await world.app.settle();
    const wishes = await Promise.all(settled.slice(0, 15).map((order) => world.propose(order)));
    const waiting = await Promise.all(
      Array.from({ length: 25 }, (_, index) => world.happened(BigInt(500 + index))),
    );
    const halves = await half(12);
    world.app.clock.set(at('2026-08-03'));
    const calm = new AbortController();
    const workers = [1, 2].map(async () => {
      while (!calm.signal.aborted) {
        await drain();
        await world.app.nest.get(FoldTotals).tick();
      }
    });
    const corrections = wishes.map(async (wish, index) => {
      await pause(index * 12);
      const codes = codesOf(await world.confirm(wish, world.people.buyer.approver));
      expect([[], ['PERIOD_NEEDS_VERIFIER']]).toContainEqual(codes);
    });
    const refunds = settled.slice(10).map(async (order, index) => {
      await pause((index * 37) % 400);
      await world.history.refund(order, order.portions[0] ?? '', BigInt(100 + index));
    });
    const later = Array.from({ length: 10 }, async (_, index) => {
      await pause(index * 25);
      waiting.push(await world.happened(BigInt(80 + index)));
    });
    const claims = halves.map(async (claim, index) => {
      await pause((index * 53) % 400);
      await confirm(claim);
    });
    const happening = [...corrections, ...refunds, ...later, ...claims];
    expect(happening.length + waiting.length).toBeGreaterThanOrEqual(100);
    await Promise.all([...happening, pause(150).then(closeWhenCounted)]).finally(() => calm.abort());
    await Promise.all(workers);
    await world.app.settle();
    await everythingHolds();
    const [booked] = await world.app.database.query<{ listed: number; later: number; odd: number }>(
      `SELECT count(l.entry_id)::int AS listed, (count(*) FILTER (WHERE l.entry_id IS NULL))::int AS later,
         (count(*) FILTER (WHERE (e.period = $1) <> (l.entry_id IS NOT NULL)))::int AS odd
       FROM counting_entries e LEFT JOIN counting_period_entries l ON l.entry_id = e.id`,
      [JULY],
    );
    expect(booked).toMatchObject({ odd: 0 });
    expect(booked?.listed).toBeGreaterThan(60);
    expect(booked?.later).toBeGreaterThan(0);
  });

  it('changes nothing in the month once it is locked', async () => {
    const { desk, agreement, east } = world;
    // who verified a claim on the list does not sign it
    const [one, other] = await world.app.transactions.run(async (tx) => [
      await addMember(world.app, tx, world.east.organizationId, Role.COORD_CITY),
      await addMember(world.app, tx, world.west.organizationId, Role.COORD_CITY),
    ]);
    const signed = await desk.signBoth(agreement, JULY, one, other);
    expect(['SIGNED', 'LOCKED']).toContain(signed.state);
    const [before, report] = [await inJuly(), signed.report?.sha256];
    const halves = await half(4);
    await Promise.all([
      ...settled.slice(0, 20).map((order) => world.history.refund(order, order.portions[0] ?? '', 7n)),
      ...halves.map(confirm),
      ...[1, 2].map(drain),
    ]);
    await world.app.settle();
    expect(await inJuly()).toEqual(before);
    expect((await desk.month(agreement, JULY, east)).report?.sha256).toBe(report);
    await everythingHolds();
    const { lines } = await world.app.transactions.run((tx) => world.app.nest.get(Recount).differences(tx));
    expect(lines).toEqual([]);
  });
});
