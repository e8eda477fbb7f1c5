import { xlsxParts } from '../support/xlsx-text';
import { forgeEntry } from '../support/forged-entries';
import { freshKey } from '../support/app';
import { PLACES, addMember, addOrganization, signInAgain, type Person } from '../support/people';
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
  let east: Person;
  let eastSecond: Person;
  let west: Person;
  let signed: PeriodView;

  beforeAll(async () => {
    world = await PeriodWorld.start();
    kept = await world.settled(10_000n);
    wrong = await world.settled(2_000n);
    await world.app.database.query('UPDATE recognitions SET valid_to = $1 WHERE product_id = $2', [
      '2026-01-31',
      world.goods.productId,
    ]);
    left = await world.settled(300n);
    world.app.clock.set(new Date('2026-08-03T09:00:00+08:00'));
    await world.close(JULY);
    await world.desk.signBoth(world.agreement, JULY, world.east, world.west);
    world.app.clock.set(new Date('2026-09-03T09:00:00+08:00'));
    await world.app.settle();
    [east, west] = [world.people.coordEast.province, world.people.coordWest.province];
    eastSecond = await world.app.transactions.run((tx) =>
      addMember(world.app, tx, east.organizationId, 'COORD_PROV'),
    );
    signed = await month();
  });
  afterAll(() => world.app.close());

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
    const westSecond = await world.app.transactions.run((tx) =>
      addMember(world.app, tx, west.organizationId, 'COORD_PROV'),
    );
    expect(codesOf(await world.desk.signRestatement(half, westSecond))).toEqual(['RESTATEMENT_CHANGED']);
    expect((await withdraw(half, west)).restatement?.state).toBe('WITHDRAWN');
    expect((await month()).report?.revision).toBe(2);
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
    expect(text).toContain('103');
    expect(text).toContain(report?.sha256);
    expect(text).toContain(signed.report?.sha256);
    const before = await tableOf(await take(world.west, '?revision=1'));
    expect(before).toContain('120');
    expect((await take(world.people.buyer.clerk)).status).toBe(404);
    expect((await take(world.west, '?revision=9')).status).toBe(404);
  });

  async function lastCause(): Promise<string> {
    const [row] = await world.app.database.query<{ cause: string }>(
      `SELECT cause FROM counting_entries WHERE cause LIKE 'restatement:%' LIMIT 1`,
    );
    return row?.cause ?? '';
  }
});
