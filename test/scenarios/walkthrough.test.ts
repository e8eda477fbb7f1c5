import { keepAgreement } from '../../src/demo/walkthrough/keep-agreement';
import { payInParts } from '../../src/demo/walkthrough/pay-in-parts';
import { sourceGoods } from '../../src/demo/walkthrough/source-goods';
import { walkThrough } from '../../src/demo/walkthrough/walk-through';
import { Narrator } from '../../src/demo/walkthrough/narrator';
import { Walk } from '../../src/demo/walkthrough/walk';
import { Worker } from '../../src/platform/index';
import { makeAgreement } from '../support/agreements';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { makeGoods } from '../support/goods';
import { breaksOf } from '../support/money';
import { payoutAccount } from '../support/payouts';
import { PLACES, makePeople, makeSupplier, signInAgain, type People } from '../support/people';
import { walkersAmong } from '../support/walkers';

const FEN_PER_KG = 5_600n; // from 1 t
const SETTLED_FEN = 1_940n * FEN_PER_KG;
const REFUNDED_FEN = 88_888n;

describe('the walk-through', () => {
  let app: TestApp;
  let people: People;
  let agreementId: string;
  let riceSupplier: Awaited<ReturnType<typeof makeSupplier>>;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    const leaf = { east: PLACES.eastCounty, west: PLACES.westCounty, fen: 90_000_000n };
    agreementId = await makeAgreement(app, { leaves: [leaf] });
    await makeGoods(app, people, {
      freight: { kind: 'PER_KG', fen: 35n },
      packSizeBase: 10_000n,
      inBase: 90_000_000n,
    });
    await makeGoods(app, { ...people, supplier: people.otherSupplier }, { inBase: 90_000_000n });
    riceSupplier = await app.transactions.run((tx) =>
      makeSupplier(app, tx, 'COOPERATIVE', PLACES.westCounty),
    );
    await makeGoods(
      app,
      { ...people, supplier: riceSupplier },
      { categoryCode: '0101', cropCode: 'RICE', inBase: 90_000_000n, ladder: [[1_000_000n, 900n]] },
    );
    await payoutAccount(app, people.supplier);
    await app.settle();
    await app.nest.get(Worker).start();
  });
  afterAll(() => app.close());

  const walk = async (language: 'zh' | 'en', story = walkThrough) => {
    const lines: string[] = [];
    const narrator = new Narrator((line) => lines.push(line), language);
    const walkers = walkersAmong(people, riceSupplier);
    const pass = async (milliseconds: number) =>
      app.clock.set(new Date(app.clock.now().getTime() + milliseconds));
    await story(new Walk(`${app.url}/graphql`, language, walkers, app.clock, narrator, pass));
    return { lines, differences: narrator.differences };
  };
  const invoicesAreAskedFor = async () => {
    await app.database.query(`UPDATE rule_facts SET value = '1' WHERE key = 'INVOICE_REQUIRED_TO_COUNT'`);
    await app.database.query('UPDATE region_facts_state SET change_count = change_count + 1');
    await new Promise((resolve) => setTimeout(resolve, 1_100)); // facts are asked for once a second
  };
  const sumOf = async (sql: string, values: unknown[] = []) =>
    (
      await app.database.one<{ fen: bigint }>(
        `SELECT coalesce(sum(fen), 0)::bigint AS fen FROM (${sql}) AS t(fen)`,
        values,
      )
    )?.fen;

  it('is walked to the fen, again and again, also where the rule asks for invoices', async () => {
    for (const [index, language] of (['zh', 'en'] as const).entries()) {
      if (index > 0) await invoicesAreAskedFor();
      const { lines, differences } = await walk(language);
      expect([differences, lines.filter((line) => line.includes('✗'))]).toEqual([0, []]);
      const walked = BigInt(index + 1);
      const counted = 'SELECT amount_fen FROM counting_entries WHERE agreement_id = $1';
      expect(await sumOf(counted, [agreementId])).toBe(walked * (SETTLED_FEN - REFUNDED_FEN));
    }
  });

  it('leads from a need to its orders, again and again, in both languages', async () => {
    for (const language of ['zh', 'en'] as const) {
      const { lines, differences } = await walk(language, sourceGoods);
      expect([differences, lines.filter((line) => line.includes('✗'))]).toEqual([0, []]);
    }
    const orders = await app.database.query(
      `SELECT FROM orders WHERE quote_version_id IS NOT NULL AND state = 'PLACED'`,
    );
    expect(orders).toHaveLength(2 * 6);
  });

  it('asks the approver where the order is above the limit', async () => {
    const answer = await app.graphql<{ setApprovalLimit: { refusals: object[] } }>(
      `mutation ($input: SetApprovalLimitInput!) { setApprovalLimit(input: $input) { refusals { code message } } }`,
      {
        input: { idempotencyKey: freshKey(), organizationId: people.buyer.id, limit: { amount: '1000.00' } },
      },
      { token: people.buyer.admin.token },
    );
    expect(answer).toMatchObject({ data: { setApprovalLimit: { refusals: [] } } });
    const { lines, differences } = await walk('en');
    expect(differences).toBe(0);
    expect(lines.some((line) => line.includes('ApproveOrder'))).toBe(true);
  });

  it('pays in parts by transfer where the product runs without Stripe', async () => {
    const { lines, differences } = await walk('en', payInParts);
    expect([differences, lines.filter((line) => line.includes('✗'))]).toEqual([0, []]);
    expect(lines.some((line) => line.includes('runs without Stripe'))).toBe(true);
  });

  it('leaves balanced books and nothing to reconcile', async () => {
    expect(await sumOf('SELECT fen FROM ledger_entries')).toBe(0n);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('leads both offices through their agreement to a month they have disputed and signed', async () => {
    app.clock.set(new Date('2026-08-07T10:00:00+08:00'));
    const { coordEast } = people;
    const closed = await app.graphql<{ softCloseCountingPeriod: { refusals: object[] } }>(
      `mutation ($input: SoftClosePeriodInput!) { softCloseCountingPeriod(input: $input) { refusals { code message } } }`,
      { input: { idempotencyKey: freshKey(), agreementId, month: '2026-07-01' } },
      { token: await signInAgain(app, coordEast.city) },
    );
    expect(closed.errors ?? closed.data.softCloseCountingPeriod.refusals).toEqual([]);
    for (const language of ['zh', 'en'] as const) {
      const { lines, differences } = await walk(language, keepAgreement);
      expect([differences, lines.filter((line) => line.includes('✗'))]).toEqual([0, []]);
      // The first time they dispute and sign, the next time they look at what they signed.
      expect(lines.some((line) => line.includes('SignMonth'))).toBe(language === 'zh');
      expect(lines.some((line) => line.includes('EAST, WEST'))).toBe(true);
    }
  });

  it('stops with the refusal where something is not as the story needs it', async () => {
    const lot = await app.database.one<{ id: string; version: number }>(
      'SELECT id, version FROM lots WHERE supplier_id = $1',
      [people.supplier.id],
    );
    const answer = await app.graphql<{ holdLot: { refusals: object[] } }>(
      `mutation ($input: HoldLotInput!) { holdLot(input: $input) { refusals { code message } } }`,
      {
        input: {
          idempotencyKey: freshKey(),
          lotId: lot?.id,
          expectedVersion: lot?.version,
          reason: 'TEST',
        },
      },
      { token: await signInAgain(app, people.agri) },
    );
    expect(answer.errors ?? answer.data.holdLot.refusals).toEqual([]);
    await expect(walk('zh')).rejects.toThrow(/FindLots: .* has no lot of 花椒/);
  });
});
