import { Recount } from '../../src/counting/storage/recount';
import { codesOf, PeriodWorld } from '../support/period-world';
import { SettledLinesAreWhatWasOrdered } from '../../src/procurement/queries/prove-settled-lines';
import type { Tx } from '../../src/platform/index';
import { makeGoods } from '../support/goods';
import { Recalls } from '../support/recalls';

/** What is left where a mutation is tried and taken back. */
class TakenBack extends Error {
  constructor(readonly lines: readonly string[]) {
    super('taken back');
  }
}

/** SQL: a lot of which nothing else was sold, and which nothing tells apart from another one. */
const ONE_LOT = `(SELECT lot_id FROM settlement_lines WHERE goods_fen = 1200)`;

const ENTRY = `scheme, mode, helper_id, unit, kind, portion_id, cause, reason, amount_fen, pairing_id, agreement_id, commitment_id,
  target_leaf, east_region_code, west_region_code, year, counted_on, period, order_id, order_line_id, settlement_line_id, unit_id, buyer_id,
  supplier_id, unit_region_code, county_code, category_code, rule_version, explain, recorded_at`;

const MUTATIONS: Readonly<Record<string, string>> = {
  'a settled amount': 'UPDATE settlement_lines SET goods_fen = goods_fen + 1',
  'a settlement’s day': `UPDATE settlements SET settled_on = '2025-07-09'`,
  'a settled line taken away': 'DELETE FROM settlement_lines',
  'a refund': 'UPDATE settled_line_refunds SET fen = fen - 1',
  'a refund taken away': 'DELETE FROM settled_line_refunds',
  'the settlement of a settled line':
    'UPDATE settlement_lines SET settlement_id = (SELECT t.id FROM settlements t WHERE t.id <> settlement_id ORDER BY t.id LIMIT 1)',
  'the buyer of an order': 'UPDATE orders SET buyer_id = gen_random_uuid()',
  'the land of one lot of several alike': `UPDATE lots SET capacity_id = NULL WHERE id = ${ONE_LOT}`,
  'the counties of one lot of several alike': `UPDATE lot_origin_shares SET county_code = '330211' WHERE lot_id = ${ONE_LOT}`,
  'the recognition of one product of several alike': `DELETE FROM recognitions
     WHERE product_id = (SELECT product_id FROM lots WHERE id = ${ONE_LOT})`,
  'the day one of several alike was withdrawn': `UPDATE recognitions SET state = 'WITHDRAWN', withdrawn_on = valid_from
     WHERE product_id = (SELECT product_id FROM lots WHERE id = ${ONE_LOT})`,
  'the unit an order is for': 'UPDATE orders SET unit_id = buyer_id',
  'the supplier of an order': 'UPDATE orders SET supplier_id = gen_random_uuid()',
  'the county of an ordered line': `UPDATE order_lines SET origin_county_code = '513431'`,
  'the category of an ordered line': `UPDATE order_lines SET category_code = '0101'`,
  'the lot of an ordered line':
    'UPDATE order_lines SET lot_id = (SELECT id FROM lots WHERE capacity_id IS NULL LIMIT 1)',
  'the county of a settled line': `UPDATE settlement_lines SET origin_county_code = '513431'`,
  'the category of a settled line': `UPDATE settlement_lines SET category_code = '0101'`,
  'the lot of a settled line':
    'UPDATE settlement_lines SET lot_id = (SELECT id FROM lots WHERE capacity_id IS NULL LIMIT 1)',
  'the order of a settled line':
    'UPDATE settlement_lines SET order_id = (SELECT o.id FROM orders o WHERE o.id <> order_id ORDER BY o.id LIMIT 1)',
  'a settled line that is there twice': `WITH twin AS (INSERT INTO acceptance_lines
       SELECT (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'shipment_line_id', gen_random_uuid()))).* FROM acceptance_lines a RETURNING *)
     INSERT INTO settlement_lines SELECT (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'acceptance_line_id', twin.id))).*
     FROM settlement_lines s JOIN twin USING (order_line_id)`,
  'a recall': `UPDATE lots SET state = 'AVAILABLE'`,
  'a recall that nobody ordered': `UPDATE lots SET state = 'RECALLED'`,
  'a corrected attribution': 'UPDATE reattributions SET to_unit_id = buyer_id',
  'a corrected attribution taken back': `UPDATE reattributions SET state = 'WITHDRAWN', confirmed_by = NULL, confirmed_at = NULL`,
  'a recognition': `UPDATE recognitions SET valid_to = '2026-07-01'`,
  'an admission': `UPDATE admission_history SET sells = false`,
  'verified land': 'DELETE FROM capacities',
  'a relation': `UPDATE pairings SET valid_to = '2026-01-01' WHERE level <> 'PROVINCE'`,
  'an agreement': 'UPDATE annual_agreements SET in_force_draft = NULL, in_force_since = NULL',
  'the kind of a unit': `UPDATE organization_facts SET kind = 'FAMILY_FARM'`,
  'an entry’s amount': 'UPDATE counting_entries SET amount_fen = amount_fen + 1 WHERE amount_fen > 0',
  'an entry taken away': `DELETE FROM counting_entries WHERE kind = 'REVERSAL'`,
  'an entry that is there twice': `INSERT INTO counting_entries (id, attempt, ${ENTRY}) SELECT gen_random_uuid(), attempt + 10, ${ENTRY}
     FROM counting_entries WHERE kind = 'CONFIRMED'`,
  'an entry’s county': `UPDATE counting_entries SET county_code = '513431'`,
  'an entry’s commitment':
    'UPDATE counting_entries SET commitment_id = gen_random_uuid() WHERE settlement_line_id IS NOT NULL',
  'a provisional entry’s commitment':
    'UPDATE counting_entries SET commitment_id = gen_random_uuid() WHERE settlement_line_id IS NULL',
  'a provisional amount': `UPDATE counting_entries SET amount_fen = amount_fen + 1 WHERE kind = 'PROVISIONAL'`,
  'a provisional entry taken away': `DELETE FROM counting_entries WHERE kind = 'PROVISIONAL'`,
  'what was voided': `DELETE FROM counting_entries WHERE kind = 'VOID'`,
  'what is ordered': 'UPDATE order_lines SET goods_fen = goods_fen + 1',
  'a payment that was none': `DELETE FROM domain_events WHERE kind = 'OrderPaid'`,
  'the day of a payment': `UPDATE domain_events SET at = at - interval '1 year' WHERE kind = 'OrderPaid'`,
  'a cancelled order that was not': `DELETE FROM domain_events WHERE kind = 'OrderCancelled'`,
  'amounts of one month that cancel each other out': `UPDATE counting_entries SET amount_fen = amount_fen + CASE amount_fen WHEN 10000 THEN 1 ELSE -1 END
     WHERE amount_fen = 5000 OR (amount_fen = 10000 AND attempt = 1)`,
  'whose two amounts of one month are': `UPDATE counting_entries SET category_code = CASE category_code WHEN '0101' THEN '02' ELSE '0101' END
     WHERE settlement_line_id IS NOT NULL`,
  'an entry’s day': `UPDATE counting_entries SET counted_on = counted_on - 1`,
};

/** Goods of an ordered line and of a settled one that are not the same. */
const OTHER_GOODS: Readonly<Record<string, string>> = {
  'the line a settled one is of': `UPDATE settlement_lines SET order_line_id = (SELECT line.id FROM order_lines line
     WHERE line.id <> order_line_id ORDER BY line.id LIMIT 1)`,
  'the line a settled one is of, taken away': 'DELETE FROM order_lines',
  'the order of an ordered line': 'UPDATE order_lines SET order_id = gen_random_uuid()',
  'the county of an ordered line': `UPDATE order_lines SET origin_county_code = '513431'`,
  'the category of an ordered line': `UPDATE order_lines SET category_code = '0101'`,
  'the lot of an ordered line': 'UPDATE order_lines SET lot_id = gen_random_uuid()',
  'the mandate of an ordered line': 'UPDATE order_lines SET mandate_id = gen_random_uuid()',
  'the county of a settled line': `UPDATE settlement_lines SET origin_county_code = '513431'`,
  'the category of a settled line': `UPDATE settlement_lines SET category_code = '0101'`,
  'the lot of a settled line': 'UPDATE settlement_lines SET lot_id = gen_random_uuid()',
  'the mandate of a settled line': 'UPDATE settlement_lines SET mandate_id = gen_random_uuid()',
};

/** Settled lines, written again with something else in this column. */
const WRITE_AGAIN = [
  'CREATE TEMPORARY TABLE written ON COMMIT DROP AS SELECT * FROM settlement_lines',
  'SET LOCAL session_replication_role = replica',
  'DELETE FROM settlement_lines',
  'SET LOCAL session_replication_role = origin',
];
const writtenWith = (column: string) => `
  INSERT INTO settlement_lines SELECT (jsonb_populate_record(written, '{"${column}": "999999"}')).* FROM written`;

/** What is neither refunded nor moved nor waiting is read without looking for that. */
const PLAIN = [
  'a settled amount',
  'a settlement’s day',
  'a settled line taken away',
  'the buyer of an order',
  'the unit an order is for',
  'the county of a settled line',
  'a settled line that is there twice',
  'a recall that nobody ordered',
  'an admission',
  'an entry’s amount',
  'an entry that is there twice',
  'an entry’s day',
  'an entry’s commitment',
];

describe('the recount', () => {
  let world: PeriodWorld;
  const unseen: string[] = [];
  beforeAll(async () => {
    world = await PeriodWorld.start();
    const { app, people } = world;
    await makeGoods(app, people, { verifiedMu: null });
    await world.settled(2_000n);
    for (const what of PLAIN) if ((await after(MUTATIONS[what] ?? '')).length === 0) unseen.push(what);
    const recalls = new Recalls(app, people);
    const moved = await world.settled(10_000n);
    const refunded = await world.settled(5_000n);
    await world.history.refund(refunded, refunded.portions[0] ?? '', 1_500n);
    const lot = await makeGoods(app, people);
    await recalls.settled([lot], [700n]);
    await recalls.recall(lot.lotId);
    await recalls.settled([await makeGoods(app, people)], [1_200n]);
    await app.settle();
    await world.history.pay(await world.place(3_000n));
    const voided = await world.place(4_000n);
    await world.history.pay(voided);
    await app.settle();
    await world.history.cancel(voided);
    const proposed = await world.propose(moved);
    expect(codesOf(await world.confirm(proposed, people.buyer.approver))).toEqual([]);
    await app.settle();
  });
  afterAll(() => world.app.close());

  const recount = () => world.app.nest.get(Recount);
  const differences = async (tx: Tx) => (await recount().differences(tx)).lines;
  const otherGoods = async (tx: Tx) =>
    (await world.app.nest.get(SettledLinesAreWhatWasOrdered, { strict: false }).check(tx)).breaks;
  const after = async (
    mutation: string,
    check: (tx: Tx) => Promise<readonly string[]> = differences,
  ): Promise<readonly string[]> => {
    const told = await world.app.transactions
      .run(async (tx) => {
        await tx.query('SET LOCAL session_replication_role = replica');
        await tx.query(mutation);
        throw new TakenBack(await check(tx));
      })
      .catch((error: unknown) => error);
    if (!(told instanceof TakenBack)) throw told;
    return told.lines;
  };

  it('gives from the raw records alone what the entries say', async () => {
    const { examined, lines } = await world.app.transactions.run((tx) => recount().differences(tx));
    expect({ examined, lines }).toEqual({ examined: 5, lines: [] });
  });

  it('told of what was planted where all was plain', () => expect(unseen).toEqual([]));

  it.each(Object.entries(MUTATIONS))('tells of %s', async (_, mutation) => {
    expect(await after(mutation)).not.toEqual([]);
  });

  it.each(Object.entries(OTHER_GOODS))('stands on a proof that tells of %s', async (_, mutation) => {
    expect(await after(mutation, otherGoods)).not.toEqual([]);
  });

  it('stands on settled lines that say what was ordered', async () => {
    expect(await world.app.transactions.run(otherGoods)).toEqual([]);
  });

  it.each(['origin_county_code', 'category_code'])(
    'stands on settled lines that cannot be given another %s, before or after',
    async (column) => {
      const told = await world.app.transactions
        .run(async (tx) => {
          for (const statement of [...WRITE_AGAIN, writtenWith(column)]) await tx.query(statement);
          throw new TakenBack(await otherGoods(tx));
        })
        .catch((error: unknown) => error);
      expect(told).toMatchObject({ lines: [] });
      await expect(
        world.app.database.query(`UPDATE order_lines SET ${column} = '999999'
          WHERE id IN (SELECT order_line_id FROM settlement_lines)`),
      ).rejects.toThrow('is settled as what it is');
    },
  );

  it('leaves apart what waits to be counted, and asks for it afterwards', async () => {
    const recalls = new Recalls(world.app, world.people);
    const lot = await makeGoods(world.app, world.people);
    await recalls.settled([lot], [600n]);
    const order = await world.happened(900n);
    await world.history.refund(order, order.portions[0] ?? '', 100n);
    await recalls.recall(lot.lotId);
    const lines = async () => (await world.app.transactions.run((tx) => recount().differences(tx))).lines;
    expect(await lines()).toEqual([]);
    await world.app.database.query('DELETE FROM reaction_inbox');
    expect((await lines()).join()).toContain('counted 0, by the raw records 800');
  });
});
