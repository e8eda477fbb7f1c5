import { startTestApp, type TestApp } from '../support/app';
import {
  claimTerms,
  claimVerb,
  claimed,
  playClaim,
  stockOf,
  vouching,
  type ShownClaim,
} from '../support/claims';
import { makeGoods, type Goods, type GoodsWish } from '../support/goods';
import { breaksOf } from '../support/money';
import { basketOf, send } from '../support/orders';
import {
  addMember,
  addOrganization,
  makePeople,
  signInAgain,
  type People,
  type Person,
} from '../support/people';
import { Recalls } from '../support/recalls';

describe('what claims hold', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people);
  });
  afterAll(() => app.close());

  const submit = async (more: object = {}, lot = goods, person: Person = people.buyer.clerk) =>
    claimVerb(app, person, 'submitClaim', { terms: claimTerms(people.buyer.unitId, lot, more) });
  const seenBy = async (person: Person, { id }: ShownClaim) => {
    const { data } = await app.graphql<{ claim: { state: string } | null } | null>(
      'query ($id: UUID!) { claim(id: $id) { state } }',
      { id },
      { token: await signInAgain(app, person) },
    );
    return data?.claim?.state ?? null;
  };
  const verify = (person: Person, claim: ShownClaim, more: object = {}) => {
    const said = vouching(claim);
    return claimVerb(app, person, 'verifyClaims', {
      ...said,
      claims: said.claims.map((one) => ({ ...one, ...more })),
    });
  };
  const fresh = (wish: GoodsWish = {}) => makeGoods(app, people, { like: goods, ...wish });

  it('show their papers to every office that may verify them, also once they are amended', async () => {
    const { clerk, unitId } = people.buyer;
    const claim = await playClaim(app, people, await fresh(), { until: 'DEDUPED' });
    const [paper] = await app.database.query<{ id: string }>(
      'SELECT file_id AS id FROM claim_evidence WHERE claim_id = $1 LIMIT 1',
      [claim.id],
    );
    const read = async (person: Person) =>
      (
        await fetch(`${app.url}/files/${paper?.id}`, {
          headers: { authorization: `Bearer ${await signInAgain(app, person)}` },
        })
      ).status;
    const { otherSupplier } = people;
    const [elsewhere, office] = await app.transactions.run(async (tx) => {
      const standing = { kind: 'COLLABORATION_OFFICE', regionCode: '530000', side: 'WEST' } as const;
      return ['530326', await addMember(app, tx, await addOrganization(tx, standing), 'VERIFIER')];
    });
    const sellers = { supplier: { id: otherSupplier.id, member: otherSupplier.member } };
    const theirs = await makeGoods(app, sellers, { countyCode: elsewhere });
    expect([await read(people.coordWest.city), await read(office)]).toEqual([200, 404]);
    await claimed(app, clerk, 'amendClaim', {
      claimId: claim.id,
      expectedVersion: claim.version,
      terms: claimTerms(unitId, theirs),
    });
    expect(await read(office)).toBe(200);
  });

  it('draw on the same goods as orders: of a lot for ten, twenty claims and orders at once take no more', async () => {
    const lot = await fresh({ inBase: 1_000_000n });
    const token = await signInAgain(app, people.buyer.clerk);
    const basket = () => basketOf(app, people.buyer, lot, { kg: '100.000' });
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        if (n % 2 === 0) return (await send(app, token, 'placeOrder', basket())).refusals.length;
        return (await submit({ kg: '100', yuan: `${1000 + n}.00` }, lot)).refusals.length;
      }),
    );
    expect(answers.filter((refused) => refused === 0)).toHaveLength(10);
    expect(await stockOf(app, lot)).toEqual({ reserved: 1_000_000n, shipped: 0n });
  });

  it('are confirmed once, whoever races, and by one invoice once', async () => {
    const one = await playClaim(app, people, await fresh(), { until: 'VERIFIED_ONE' });
    const west = await Promise.all(
      [people.coordWest.city, people.coordWest.province].map((person) => verify(person, one)),
    );
    expect(west.filter(({ refusals }) => refusals.length === 0)).toHaveLength(1);
    const lots = [await fresh(), await fresh(), await fresh(), await fresh()];
    const whole = { invoiceNo: 'RENNEN-1', invoiceAmount: { amount: '6000.00' }, yuan: '6000.00' };
    const four = await Promise.all(lots.map((lot) => submit(whole, lot)));
    expect(four.flatMap(({ refusals }) => refusals)).toEqual(Array(3).fill('INVOICE_EXCEEDED lines'));
  });

  it('amended or rejected give back what they held; another version is stale', async () => {
    const [lot, other] = [await fresh(), await fresh()];
    const claim = await playClaim(app, people, lot, { until: 'DEDUPED' });
    const terms = claimTerms(people.buyer.unitId, other, { kg: '50', yuan: '3000.00' });
    const amended = await claimed(app, people.buyer.approver, 'amendClaim', {
      claimId: claim.id,
      expectedVersion: claim.version,
      terms,
    });
    expect([await stockOf(app, lot), await stockOf(app, other)]).toEqual([
      { reserved: 0n, shipped: 0n },
      { reserved: 50_000n, shipped: 0n },
    ]);
    expect((await verify(people.coordEast.city, claim)).refusals).toEqual([
      'STALE_VERSION claims.0.expectedVersion',
    ]);
    const no = { claimId: claim.id, expectedVersion: amended.version, note: '发票与付款不符' };
    expect((await claimVerb(app, people.coordEast.county, 'rejectClaim', no)).refusals).toEqual([
      'FORBIDDEN',
    ]);
    expect((await claimed(app, people.coordWest.city, 'rejectClaim', no)).state).toBe('REJECTED');
    expect(await stockOf(app, other)).toEqual({ reserved: 0n, shipped: 0n });
    expect((await submit({ invoiceNo: terms.invoiceNo }, other)).refusals).toEqual([]);
  });

  it('are taken back in part by a refund, whole when not genuine: then goods and invoice are free again', async () => {
    const lot = await fresh({ inBase: 100_000n });
    const claim = await playClaim(app, people, lot, { yuan: '5800.00' });
    const stateOfLot = async () =>
      (await app.database.one<{ state: string }>('SELECT state FROM lots WHERE id = $1', [lot.lotId]))?.state;
    expect(await stateOfLot()).toBe('DEPLETED');
    const refund = (amount: string, version = claim.version) => ({
      claimId: claim.id,
      expectedVersion: version,
      reason: 'REFUND',
      note: '退货',
      lineId: claim.lines[0]?.id,
      amount: { amount },
    });
    const { clerk } = people.buyer;
    expect((await claimVerb(app, clerk, 'reverseClaim', refund('5800.01'))).refusals).toEqual([
      'REVERSED_ABOVE_LINE amount',
    ]);
    const part = await claimed(app, clerk, 'reverseClaim', refund('1500.00'));
    expect([part.state, part.lines[0]?.reversed.amount]).toEqual(['CONFIRMED', '1500.00']);
    const untrue = {
      claimId: claim.id,
      expectedVersion: part.version,
      reason: 'NOT_GENUINE',
      note: '查无此笔采购',
    };
    expect((await claimVerb(app, clerk, 'reverseClaim', untrue)).refusals).toEqual([
      'REVERSED_BY_VERIFIER reason',
    ]);
    const gone = await claimed(app, people.coordWest.province, 'reverseClaim', untrue);
    expect([gone.state, gone.lines[0]?.reversed.amount]).toEqual(['REVERSED', '5800.00']);
    expect([await stateOfLot(), await stockOf(app, lot)]).toEqual([
      'HARVESTED',
      { reserved: 0n, shipped: 0n },
    ]);
    const reversals = await app.database.query(
      `SELECT payload->>'fen' AS fen, payload->>'reason' AS reason FROM domain_events WHERE stream = $1 AND kind = 'ClaimReversed' ORDER BY sequence`,
      [`claim:${claim.id}`],
    );
    expect(reversals).toEqual([
      { fen: '150000', reason: 'REFUND' },
      { fen: '430000', reason: 'NOT_GENUINE' },
    ]);
  });

  it('on a recalled lot are taken back, and cannot be confirmed any more', async () => {
    const lot = await fresh();
    const confirmed = await playClaim(app, people, lot);
    const waiting = await playClaim(app, people, lot, { until: 'VERIFIED_ONE', yuan: '777.00' });
    await new Recalls(app, people).recall(lot.lotId);
    await app.settle();
    expect(await seenBy(people.buyer.clerk, confirmed)).toBe('REVERSED');
    expect((await verify(people.coordWest.city, waiting)).refusals).toEqual([
      'LOT_NOT_SOLD_ELSEWHERE claims.0',
    ]);
    expect((await submit({}, lot)).refusals).toEqual(['LOT_RECALLED lines.0.certificateNo']);
  });

  it('stay true whatever the code does: the database refuses a third word, its own side, and lines that change', async () => {
    const claim = await playClaim(app, people, await fresh(), { until: 'DEDUPED' });
    const broken = (sql: string) => app.database.query(sql, [claim.id]);
    await expect(
      broken(`UPDATE claims SET state = 'CONFIRMED', decided_at = now() WHERE id = $1`),
    ).rejects.toThrow(/lacks a check/);
    await expect(
      broken('UPDATE claim_lines SET goods_fen = goods_fen + 1 WHERE claim_id = $1'),
    ).rejects.toThrow(/not changed/);
    for (const row of ['claim_evidence WHERE claim_id', 'claim_lines WHERE claim_id', 'claims WHERE id'])
      await expect(broken(`DELETE FROM ${row} = $1`)).rejects.toThrow(/append-only/);
    await expect(
      broken(
        `INSERT INTO claim_checks SELECT gen_random_uuid(), id, 'WEST', buyer_id, submitted_by, repeat('0', 64), NULL, now() FROM claims WHERE id = $1`,
      ),
    ).rejects.toThrow(/its own side/);
    await expect(
      broken(
        'UPDATE claimed_invoices SET used_fen = invoice_fen + 1 WHERE invoice_no = (SELECT invoice_no FROM claims WHERE id = $1)',
      ),
    ).rejects.toThrow(/never_exceeded/);
  });

  it('leave the books true after all that', async () => {
    await app.settle();
    expect(await breaksOf(app)).toEqual([]);
  });
});
