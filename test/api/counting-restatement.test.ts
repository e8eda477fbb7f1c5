import { xlsxParts } from '../support/xlsx-text';
import { claimed, playClaim, type ShownClaim } from '../support/claims';
import { makeGoods, type Goods } from '../support/goods';
import { Recalls } from '../support/recalls';
import { forgeEntry } from '../support/forged-entries';
import { freshKey } from '../support/app';
import {
  PLACES,
  addMember,
  addOrganization,
  signInAgain,
  type Person,
  shareTelephone,
} from '../support/people';
import type { WrittenOrder } from '../support/order-events';
import type { PeriodView, RestatementAnswer } from '../support/period-desk';
import { PeriodWorld, codesOf } from '../support/period-world';

const JULY = '2026-07-01';

describe('a locked month', () => {
  let world: PeriodWorld;
  let kept: WrittenOrder;
  let wrong: WrittenOrder;
  /** Its lot was not recognised when it was settled; the record was mended since. */
  let left: WrittenOrder;
  /** The same, of a lot that is recalled meanwhile. */
  let spoiled: WrittenOrder;
  let spoiledLot: Goods;
  /** Bought elsewhere, confirmed, and left out for the same reason; one of the eastern province verified it. */
  let elsewhere: ShownClaim;
  let verifier: Person;
  let east: Person;
  let eastSecond: Person;
  let west: Person;
  let signed: PeriodView;

  beforeAll(async () => {
    world = await PeriodWorld.start();
    kept = await world.settled(10_000n);
    wrong = await world.settled(2_000n);
    const { app, people, goods } = world;
    verifier = await app.transactions.run((tx) =>
      addMember(app, tx, people.coordEast.province.organizationId, 'COORD_PROV', 'VERIFIER'),
    );
    const verifying = { ...people, coordEast: { ...people.coordEast, city: verifier } };
    elsewhere = await playClaim(app, verifying, await makeGoods(app, people, { like: goods }), {
      yuan: '50.00',
      kg: '1',
    });
    await mend('2026-01-31');
    left = await world.settled(300n);
    spoiledLot = await makeGoods(app, people, { like: goods });
    spoiled = await world.happened(700n, spoiledLot);
    await app.settle();
    world.app.clock.set(new Date('2026-08-03T09:00:00+08:00'));
    await world.close(JULY);
    await world.desk.signBoth(world.agreement, JULY, world.east, world.west);
    world.app.clock.set(new Date('2026-09-03T09:00:00+08:00'));
    await world.app.settle();
    [east, west] = [world.people.coordEast.province, world.people.coordWest.province];
    eastSecond = await another(east);
    signed = await month();
  });
  afterAll(() => world.app.close());

  const another = ({ organizationId }: Person) =>
    world.app.transactions.run((tx) => addMember(world.app, tx, organizationId, 'COORD_PROV'));
  const month = () => world.desk.month(world.agreement, JULY, world.east);
  const entryOf = async (order: WrittenOrder): Promise<string> => {
    const [row] = await world.app.database.query<{ id: string }>(
      `SELECT id FROM counting_entries WHERE order_id = $1 AND kind = 'CONFIRMED'`,
      [order.id],
    );
    return row?.id ?? '';
  };
  const propose = async (person: Person, changed: object = {}): Promise<RestatementAnswer> => {
    const period = await month();
    return world.desk.restatement('proposeRestatement', person, {
      periodId: period.id,
      expectedVersion: period.version,
      outEntryIds: [],
      inPortionIds: [],
      reason: '示例：审计意见',
      ...changed,
    });
  };
  const withdraw = ({ restatement }: RestatementAnswer, person: Person) =>
    world.desk.restatement('withdrawRestatement', person, {
      restatementId: restatement?.id,
      expectedVersion: restatement?.version,
    });
  const mend = (to: string) =>
    world.app.database.query('UPDATE recognitions SET valid_to = $1 WHERE product_id = $2', [
      to,
      world.goods.productId,
    ]);

  it('is changed by its two provinces alone', async () => {
    expect(signed).toMatchObject({ state: 'LOCKED', report: { total: { net: { amount: '120.00' } } } });
    const outEntryIds = [await entryOf(wrong)];
    expect(codesOf(await propose(world.east, { outEntryIds }))).toEqual(['FORBIDDEN']);
    const elsewhere = await world.app.transactions.run(async (tx) => {
      const office = { kind: 'COLLABORATION_OFFICE', regionCode: '440000', side: 'EAST' } as const;
      return addMember(world.app, tx, await addOrganization(tx, office), 'COORD_PROV');
    });
    expect(codesOf(await propose(elsewhere, { outEntryIds }))).toEqual(['NOT_FOUND']);
  });

  it('takes out what is on its list and brings in what counts by the rules of its day', async () => {
    const out = await entryOf(wrong);
    expect(codesOf(await propose(east))).toEqual(['CHANGES_MISSING']);
    expect(codesOf(await propose(east, { outEntryIds: [out, out] }))).toEqual(['CHANGE_REPEATED']);
    expect(codesOf(await propose(east, { outEntryIds: [freshKey()] }))).toEqual(['ENTRY_NOT_ON_LIST']);
    expect(codesOf(await propose(east, { inPortionIds: [freshKey()] }))).toEqual(['PORTION_NOT_OF_MONTH']);
    expect(codesOf(await propose(east, { inPortionIds: [kept.portions[0]] }))).toEqual([
      'PORTION_COUNTS_ALREADY',
    ]);
    expect(codesOf(await propose(east, { inPortionIds: [left.portions[0]] }))).toEqual([
      'PORTION_WOULD_NOT_COUNT',
    ]);
    expect(codesOf(await propose(east, { outEntryIds: [out], expectedVersion: 99 }))).toEqual([
      'STALE_VERSION',
    ]);
    await mend('2027-12-31');
  });

  it('stays as it was signed until both provinces have signed the same text, not by who proposed it', async () => {
    const proposed = await propose(east, {
      outEntryIds: [await entryOf(wrong)],
      inPortionIds: [left.portions[0]],
    });
    expect(proposed).toMatchObject({
      refusals: [],
      restatement: { state: 'PROPOSED', changes: 2, difference: { amount: '-17.00' } },
    });
    expect(JSON.parse(proposed.restatement?.content ?? '{}')).toMatchObject({
      restates: signed.report?.sha256,
      before: { total: { netFen: '12000' } },
      after: { total: { grossFen: '12300', reversalsFen: '2000', netFen: '10300' } },
    });
    expect(codesOf(await propose(west, { outEntryIds: [await entryOf(kept)] }))).toEqual([
      'RESTATEMENT_OPEN',
    ]);
    expect(codesOf(await world.desk.signRestatement(proposed, east))).toEqual(['SIGNER_PROPOSED']);
    expect(codesOf(await world.desk.signRestatement(proposed, world.west))).toEqual(['FORBIDDEN']);
    expect(codesOf(await world.desk.signRestatement(proposed, west, { sha256: '0'.repeat(64) }))).toEqual([
      'RESTATEMENT_CHANGED',
    ]);
    expect(
      codesOf(await world.desk.signRestatement(proposed, west, { password: 'falsch-falsch-1' })),
    ).toEqual(['PASSWORD_WRONG']);
    const half = await world.desk.signRestatement(proposed, west);
    expect(half.restatement).toMatchObject({ state: 'SIGNED_ONE', signatures: [{ side: 'WEST' }] });
    expect(codesOf(await world.desk.signRestatement(half, west))).toEqual(['SIDE_SIGNED_ALREADY']);
    expect(await month()).toEqual(signed);
    for (const other of [east, west]) {
      await shareTelephone(world.app, 'x', other, eastSecond);
      expect(codesOf(await world.desk.signRestatement(half, eastSecond))).toEqual(['SAME_PERSON_SIGNS']);
      await shareTelephone(world.app, null, other, eastSecond);
    }
    const both = await Promise.all(
      [eastSecond, eastSecond].map((person) => world.desk.signRestatement(half, person)),
    );
    expect(both.flatMap(codesOf)).toEqual(['STALE_VERSION']);
    expect(both.find(({ restatement }) => restatement)?.restatement?.state).toBe('SIGNED');
    await world.app.settle();
  });

  it('is then another text beside the old one, which stays readable with its signatures', async () => {
    const restated = await month();
    expect(restated).toMatchObject({
      state: 'LOCKED',
      report: {
        revision: 2,
        format: 2,
        restates: signed.report?.sha256,
        entries: 4,
        total: { gross: { amount: '123.00' }, reversals: { amount: '20.00' }, net: { amount: '103.00' } },
      },
      signatures: [{ side: 'EAST' }, { side: 'WEST' }],
      restatedReports: [{ revision: 1, sha256: signed.report?.sha256 }],
      restatedSignatures: [
        { side: 'EAST', sha256: signed.report?.sha256 },
        { side: 'WEST', sha256: signed.report?.sha256 },
      ],
    });
    expect(await world.breaks()).toEqual([]);
    for (const cause of ['restatement:', `restatement:${freshKey()}`, await lastCause()])
      await expect(
        forgeEntry(world.app, kept.id, { kind: 'REVERSAL', amount_fen: -1, reason: 'RESTATEMENT', cause }),
      ).rejects.toThrow(/month 2026-07-01 of agreement .* is LOCKED/);
  });

  it('is not restated by what has changed since it was proposed', async () => {
    const proposed = await propose(west, { outEntryIds: [await entryOf(kept)] });
    const half = await world.desk.signRestatement(proposed, east);
    await world.history.refund(kept, kept.portions[0] ?? '', 500n);
    await world.app.settle();
    expect(codesOf(await world.desk.signRestatement(half, await another(west)))).toEqual([
      'RESTATEMENT_CHANGED',
    ]);
    expect((await withdraw(half, west)).restatement?.state).toBe('WITHDRAWN');
    expect((await month()).report?.revision).toBe(2);
    expect(await world.breaks()).toEqual([]);
  });

  it('brings in nothing that would no longer count when the second province signs', async () => {
    const proposed = await propose(east, { inPortionIds: [spoiled.portions[0]] });
    const half = await world.desk.signRestatement(proposed, west);
    await new Recalls(world.app, world.people).recall(spoiledLot.lotId);
    await world.app.settle();
    expect(codesOf(await world.desk.signRestatement(half, eastSecond))).toEqual(['RESTATEMENT_CHANGED']);
    await withdraw(half, west);
    expect(await world.breaks()).toEqual([]);
  });

  it('takes in claims of the month, with what is left of them, signed by nobody who verified them', async () => {
    const [lineId = ''] = elsewhere.lines.map(({ id }) => id);
    const askBack = async () =>
      (elsewhere = await claimed(world.app, world.people.buyer.clerk, 'reverseClaim', {
        claimId: elsewhere.id,
        expectedVersion: elsewhere.version,
        reason: 'REFUND',
        note: '示例：退货',
        lineId,
        amount: { amount: '10.00' },
      }));
    await askBack();
    // Taken back once by being left out, and once more when it is counted.
    expect(codesOf(await propose(east, { inPortionIds: [lineId] }))).toEqual(['PORTION_WAITING']);
    await world.app.settle();
    const early = await propose(east, { inPortionIds: [lineId] });
    expect(early.restatement?.difference.amount).toBe('40.00');
    const signed = await world.desk.signRestatement(early, west);
    await askBack();
    await world.app.settle();
    expect(codesOf(await world.desk.signRestatement(signed, eastSecond))).toEqual(['RESTATEMENT_CHANGED']);
    await withdraw(signed, west);
    const proposed = await propose(west, { inPortionIds: [lineId] });
    expect(proposed).toMatchObject({
      refusals: [],
      restatement: { changes: 1, difference: { amount: '30.00' } },
    });
    expect(codesOf(await world.desk.signRestatement(proposed, verifier))).toEqual(['SIGNER_CORRECTED_LIST']);
    const half = await world.desk.signRestatement(proposed, east);
    expect((await world.desk.signRestatement(half, await another(west))).restatement?.state).toBe('SIGNED');
    expect((await month()).report).toMatchObject({ revision: 3, total: { gross: { amount: '153.00' } } });
    await askBack();
    await world.app.settle();
    const entries = await world.app.database.query(
      `SELECT kind, amount_fen AS fen, period FROM counting_entries WHERE claim_line_id = $1 ORDER BY position`,
      [lineId],
    );
    expect(entries).toEqual([
      { kind: 'CONFIRMED', fen: 3_000n, period: JULY },
      { kind: 'REVERSAL', fen: -1_000n, period: expect.not.stringMatching(JULY) },
    ]);
    expect(await world.breaks()).toEqual([]);
  });

  it('is taken away as a table drawn from the text alone', async () => {
    const { id, report } = await month();
    await world.app.database.query('UPDATE divisions SET name = $1 WHERE code = $2', [
      '改名县',
      PLACES.westCounty,
    ]);
    const take = async (person: Person, query = ''): Promise<Response> =>
      fetch(`${world.app.url}/counting-periods/${id}/report.xlsx${query}`, {
        headers: { authorization: `Bearer ${await signInAgain(world.app, person)}` },
      });
    const tableOf = async (answer: Response) =>
      [...xlsxParts(Buffer.from(await answer.arrayBuffer())).values()].join();
    const text = await tableOf(await take(world.west));
    expect(text).toContain('金阳县');
    expect(text).toContain('133');
    expect(text).toContain(report?.sha256);
    expect(text).toContain(report?.restates);
    const before = await tableOf(await take(world.west, '?revision=1'));
    expect(before).toContain('120');
    expect((await take(world.people.buyer.clerk)).status).toBe(404);
    expect((await take(world.west, '?revision=9')).status).toBe(404);
  });

  it('is not restated in what both sides signed it without', async () => {
    const { id } = await month();
    await world.app.database.query(
      `INSERT INTO counting_period_contested SELECT id, revision, $2, 1 FROM counting_periods WHERE id = $1`,
      [id, kept.portions[0]],
    );
    expect(codesOf(await propose(east, { outEntryIds: [await entryOf(kept)] }))).toEqual([
      'ENTRY_NOT_ON_LIST',
    ]);
  });

  async function lastCause(): Promise<string> {
    const sql = `SELECT cause FROM counting_entries WHERE cause LIKE 'restatement:%' LIMIT 1`;
    return (await world.app.database.one<{ cause: string }>(sql))?.cause ?? '';
  }
});
