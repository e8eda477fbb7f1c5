import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '../../src/commands/index';
import { InvoiceMatches } from '../../src/invoices/index';
import { Database, Installation, Reconciliation, databaseContents } from '../../src/platform/index';
import { industryCounted, signsIn } from '../support/played-parks';
import { STATES_OF_ORDERS, figuresOf, keys, played, type Played } from '../support/played-year';

describe('the demo year', () => {
  let year: Played;
  let again: Played;
  const files = mkdtempSync(join(tmpdir(), 'xieshou-demo-'));

  beforeAll(async () => {
    year = await played(files);
    again = await played(files);
  }, 300_000); // two months of trade, twice: a minute on two cores that others share
  afterAll(async () => {
    for (const { app, stored } of [year, again]) {
      await app.close();
      await stored.drop();
    }
    rmSync(files, { recursive: true, force: true });
  });

  it('ends with orders in every state', async () => {
    const rows = await year.app
      .get(Database)
      .query<{ state: string }>('SELECT DISTINCT state FROM orders ORDER BY state');
    const states = rows.map(({ state }) => state);
    // ACCEPTED is passed through within one transaction.
    expect(states).toEqual(expect.arrayContaining(STATES_OF_ORDERS));
  });

  it('has figures that agree with each other in every book', async () => {
    const breaks: string[] = [];
    const holds = await year.app.get(Reconciliation).run((line) => breaks.push(...line.breaks));
    expect(breaks).toEqual([]);
    expect(holds).toBe(true);
  });

  it('counts exactly the settled goods that may count, less what was paid back', async () => {
    const database = year.app.get(Database);
    const progress = await database.one<{ fen: bigint }>(
      `SELECT sum(amount_fen)::bigint AS fen FROM counting_entries WHERE kind IN ('CONFIRMED', 'REVERSAL')
        AND scheme = 'EAST_WEST' AND order_id IS NOT NULL`,
    );
    const settled = await database.one<{ fen: bigint }>(
      `SELECT sum(line.goods_fen - coalesce((SELECT sum(fen) FROM settled_line_refunds WHERE settlement_line_id = line.id), 0))::bigint AS fen
       FROM settlement_lines line
       WHERE NOT EXISTS (SELECT FROM counting_exclusions WHERE settlement_line_id = line.id AND scheme = 'EAST_WEST')`,
    );
    expect(progress?.fen).toBeGreaterThan(0n);
    expect(progress?.fen).toBe(settled?.fen);
  });

  it('has months both sides signed, one that waits for a silent side, and refunds that point back', async () => {
    const database = year.app.get(Database);
    const states = await database.query<{ state: string }>(
      'SELECT DISTINCT state FROM counting_periods ORDER BY state',
    );
    expect(states.map(({ state }) => state)).toEqual(expect.arrayContaining(['LOCKED', 'RECONCILING']));
    const later = await database.one<{ count: number }>(
      'SELECT count(*)::int AS count FROM counting_entries WHERE original_period < period',
    );
    expect(later?.count).toBeGreaterThan(0);
  });

  it('has a framework agreement in force, its price revised once, and call-offs on their way', async () => {
    const database = year.app.get(Database);
    const agreed = await database.query(
      `SELECT framework.state, revision.state AS revision, line.cap_base > line.taken_base AND line.taken_base > 0 AS taken
       FROM framework_agreements framework
       JOIN framework_lines line ON line.framework_id = framework.id
       JOIN framework_revisions revision ON revision.framework_id = framework.id`,
    );
    expect(agreed).toEqual([{ state: 'ACTIVE', revision: 'IN_FORCE', taken: true }]);
    const called = await database.query<{ state: string; price: bigint }>(
      `SELECT o.state, line.unit_price_fen AS price FROM orders o JOIN order_lines line ON line.order_id = o.id
       WHERE o.framework_id IS NOT NULL ORDER BY o.placed_at`,
    );
    expect(called).toHaveLength(4);
    expect(called[0]?.state).toBe('CLOSED');
    expect(called[3]?.price).toBeLessThan(called[0]?.price ?? 0n);
  });

  it('has quotes on the market, one that was countered, and a request whose award became orders', async () => {
    const database = year.app.get(Database);
    const quoted = await database.query(
      `SELECT request.state, request.sealed, count(*)::int AS quotes, count(*) FILTER (WHERE quote.state = 'ACCEPTED')::int AS won,
         count(*) FILTER (WHERE EXISTS (SELECT FROM quote_versions said WHERE said.quote_id = quote.id AND said.side = 'BUYER'))::int AS countered
       FROM sourcing_requests request JOIN quotes quote ON quote.request_id = request.id
       GROUP BY request.id ORDER BY request.state`,
    );
    expect(quoted).toEqual([
      { state: 'AWARDED', sealed: false, quotes: 3, won: 2, countered: 1 },
      // A sealed quote leaves no trace on its request.
      { state: 'OPEN', sealed: true, quotes: 3, won: 0, countered: 0 },
    ]);
    const orders = await database.query(
      `SELECT o.state, count(sample.id)::int AS samples FROM orders o JOIN order_lines line ON line.order_id = o.id
         LEFT JOIN samples sample ON sample.number = line.sample_number AND sample.state = 'APPROVED'
        WHERE o.quote_version_id IS NOT NULL GROUP BY o.id ORDER BY 2`,
    );
    expect(orders).toEqual([
      { state: 'SETTLED', samples: 0 },
      { state: 'SETTLED', samples: 1 },
    ]);
  });

  it('counts a central unit’s purchases, a reserve and a helped sale, each in its own scheme', async () => {
    const counted = await year.app.get(Database).query(
      `SELECT scheme, mode, count(DISTINCT portion_id)::int AS portions FROM counting_entries
        WHERE kind = 'CONFIRMED' AND mode <> 'INTRODUCTION' AND (scheme <> 'EAST_WEST' OR mode = 'HELP_SELL') GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    expect(counted).toEqual([
      { scheme: 'BUDGET_RESERVE', mode: 'PURCHASE', portions: 4 },
      { scheme: 'DESIGNATED_ASSISTANCE', mode: 'PURCHASE', portions: 3 },
      { scheme: 'EAST_WEST', mode: 'HELP_SELL', portions: 1 },
    ]);
    const filed = await year.app
      .get(Database)
      .query('SELECT DISTINCT canteen, state FROM reserve_filings ORDER BY canteen');
    expect(filed).toEqual([
      { canteen: 'NONE', state: 'FILED' },
      { canteen: 'OUTSOURCED', state: 'CONFIRMED' },
      { canteen: 'OWN', state: 'CONFIRMED' },
      { canteen: 'SHARED', state: 'CONFIRMED' },
    ]);
  });

  it('has claims that were counted, refused and wait, and a table with a row that is wrong', async () => {
    const database = year.app.get(Database);
    const claims = await database.query('SELECT state FROM claims ORDER BY number');
    expect(claims).toEqual(['CONFIRMED', 'REJECTED', 'VERIFIED_ONE'].map((state) => ({ state })));
    const counted = await database.query(
      `SELECT scheme FROM counting_entries WHERE claim_line_id IS NOT NULL AND kind = 'CONFIRMED'`,
    );
    expect(counted).toEqual([{ scheme: 'EAST_WEST' }]);
    const tables = await database.query(
      'SELECT state, rows_read AS read, rows_good AS good FROM claim_imports',
    );
    expect(tables).toEqual([{ state: 'CHECKED', read: 3, good: 2 }]);
  });

  it('has invoices that match, that do not for every reason of their own, that wait and were rejected, and red-letter ones', async () => {
    const database = year.app.get(Database);
    const states = await database.query<{ state: string }>(
      'SELECT DISTINCT state FROM invoices ORDER BY state',
    );
    expect(states.map(({ state }) => state)).toEqual(['CAPTURED', 'CONFIRMED', 'REJECTED']);
    const lines = await database.query<{ id: string }>('SELECT DISTINCT order_id AS id FROM invoice_lines');
    const matches = await year.app.get(InvoiceMatches, { strict: false }).ofOrders(
      database,
      lines.map(({ id }) => id),
    );
    expect(matches.filter(({ matched }) => matched).length).toBeGreaterThan(matches.length / 2);
    expect([...new Set(matches.flatMap(({ reasons }) => reasons))]).toEqual(
      expect.arrayContaining(['AMOUNT_BELOW', 'WRONG_TITLE', 'INVOICE_UNCHECKED']),
    );
    expect(
      (await database.query('SELECT FROM invoices WHERE original_id IS NOT NULL')).length,
    ).toBeGreaterThan(0);
  });

  it('has a month that was disputed and signed, a plan taken in part, owners, and what a nightly search found', async () => {
    const database = year.app.get(Database);
    const disputed = await database.query(
      `SELECT dispute.state, period.state AS period, (SELECT count(*)::int FROM counting_dispute_words WHERE dispute_id = dispute.id) AS words
       FROM counting_disputes dispute JOIN counting_periods period ON period.id = dispute.period_id`,
    );
    expect(disputed).toEqual([{ state: 'WITHDRAWN', period: 'LOCKED', words: 2 }]);
    const planned = await database.query<{ state: string }>(
      'SELECT DISTINCT state FROM purchase_plan_lines ORDER BY state',
    );
    expect(planned.map(({ state }) => state)).toEqual(expect.arrayContaining(['ACCEPTED', 'DECLINED']));
    const found = await database.query<{ state: string }>(
      'SELECT DISTINCT state FROM findings ORDER BY state',
    );
    expect(found.map(({ state }) => state)).toEqual(expect.arrayContaining(['DISMISSED']));
    const owned = await database.query(
      'SELECT DISTINCT subject_kind AS kind FROM responsibilities ORDER BY 1',
    );
    expect(owned).toEqual([{ kind: 'PLACE' }, { kind: 'TARGET' }]);
  });

  it('has matched what is wanted in the end', async () => {
    const runs = await year.app
      .get(Database)
      .query<{ state: string; lines: number }>(
        `SELECT run.state, input.line_count AS lines FROM match_runs run JOIN match_inputs input ON input.sha256 = run.input_sha256`,
      );
    expect(runs).toEqual([{ state: 'PROPOSED', lines: expect.any(Number) }]);
    expect(runs[0]?.lines).toBeGreaterThan(0);
  });

  it('has a harvest ordered before it was there and delivered, one to come, and a rescue round for a lot that would not sell in time', async () => {
    const database = year.app.get(Database);
    const announced = await database.query(
      `SELECT supply.state, o.state AS ordered, line.lot_id IS NOT NULL AS harvested FROM forward_supplies supply
         LEFT JOIN order_lines line ON line.forward_supply_id = supply.id LEFT JOIN orders o ON o.id = line.order_id
        ORDER BY supply.created_at`,
    );
    expect(announced).toEqual([
      { state: 'FULFILLED', ordered: 'SETTLED', harvested: true },
      { state: 'ANNOUNCED', ordered: null, harvested: false },
    ]);
    const rounds = await database.query(
      `SELECT round.state, count(part.order_id)::int AS orders FROM rescue_rounds round
       JOIN rescue_parts part ON part.round_id = round.id GROUP BY round.id`,
    );
    expect(rounds).toEqual([{ state: 'FILLED', orders: 2 }]);
  });

  it('says why the rest does not count', async () => {
    const rows = await year.app
      .get(Database)
      .query<{ reason: string }>('SELECT DISTINCT unnest(reasons) AS reason FROM counting_exclusions');
    expect(rows.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['BUYER_NOT_EASTERN', 'ORIGIN_NOT_DESIGNATED']),
    );
  });

  it('has orders paid in parts, statements of the bank, and suppliers’ statements in every state a month leaves', async () => {
    const database = year.app.get(Database);
    const kinds = await database.query<{ kind: string }>('SELECT DISTINCT kind FROM payment_parts');
    expect(kinds.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['WHOLE', 'DEPOSIT', 'BALANCE', 'INSTALMENT']),
    );
    const statements = await database.query('SELECT DISTINCT state FROM bank_statements');
    expect(statements).toEqual([{ state: 'BOOKED' }]);
    const uses = await database.query<{ reason: string }>('SELECT DISTINCT reason FROM bank_line_uses');
    expect(uses.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['RECORDED_BEFORE', 'TAKEN']));
    const payouts = await database.query<{ state: string }>('SELECT DISTINCT state FROM payout_statements');
    expect(payouts.map(({ state }) => state)).toEqual(
      expect.arrayContaining(['OPEN', 'CALCULATED', 'APPROVED', 'RECONCILED']),
    );
  });

  it('has parks with what they offer, projects in every stage, capital that two vouched for, and inventions the screening finds', async () => {
    const database = year.app.get(Database);
    const parks = await database.query(
      `SELECT count(DISTINCT p.id)::int AS parks, count(s.id)::int AS slots FROM parks p JOIN park_slots s ON s.park_id = p.id
        WHERE p.wording IS NOT NULL`,
    );
    expect(parks).toEqual([{ parks: 3, slots: 18 }]);
    const stages = await database.query<{ stage: string }>(
      `SELECT DISTINCT stage FROM park_projects WHERE standing = 'ACTIVE'`,
    );
    expect(stages.length).toBeGreaterThanOrEqual(8);
    expect(await database.query('SELECT FROM park_projects WHERE intent_id IS NOT NULL')).not.toEqual([]);
    expect(await industryCounted(year)).toEqual(['IND-1', 'IND-2', 'IND-3', 'LAB-1', 'LAB-1P']);
    expect(await signsIn(year)).toEqual([
      'CAPITAL_PER_JOB',
      'MONTH_END_CLUSTER',
      'ROUND_AMOUNTS',
      'SHARED_DOCUMENT',
    ]);
  });

  it('is the same for the same seed and day', async () => {
    expect(await figuresOf(again)).toEqual(await figuresOf(year));
  });

  it('is marked, in the database and on every organization', async () => {
    expect(await year.app.get(Installation).holdsDemonstrationData()).toBe(true);
    expect(await databaseContents(year.stored.url)).toBe('DEMONSTRATION');
    const row = await year.app
      .get(Database)
      .one<{ unmarked: number }>(
        'SELECT count(*)::int AS unmarked FROM organizations WHERE NOT demonstration',
      );
    expect(row?.unmarked).toBe(0);
  });

  describe('is kept away from real work', () => {
    const before = { ...process.env };
    beforeAll(() =>
      Object.assign(process.env, keys, { DATABASE_URL: year.stored.url, PORT: '0', FILES_DIRECTORY: files }),
    );
    afterAll(() => {
      process.env = before;
    });

    it.each(['serve', 'work'])('%s does not start where demo accounts are', async (name) => {
      await expect(commands.get(name)?.([])).rejects.toThrow('ALLOW_DEMO_ACCOUNTS=yes');
    });

    it('is not written into a database that is not empty', async () => {
      await expect(commands.get('dev')?.(['--demo'])).rejects.toThrow('The database is not empty');
    });

    it('is not taken for whole when it broke off', async () => {
      await again.app.get(Database).query('UPDATE installation SET completed_at = NULL');
      process.env['DATABASE_URL'] = again.stored.url;
      await expect(commands.get('dev')?.([])).rejects.toThrow('a demo year that broke off');
    });
  });
});
