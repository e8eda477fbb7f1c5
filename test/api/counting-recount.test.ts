import { Recount } from '../../src/counting/storage/recount';
import { codesOf, PeriodWorld } from '../support/period-world';
import { makeGoods } from '../support/goods';
import { Recalls } from '../support/recalls';

/** What is left where a mutation is tried and taken back. */
class TakenBack extends Error {
  constructor(readonly lines: readonly string[]) {
    super('taken back');
  }
}

const MUTATIONS: Readonly<Record<string, string>> = {
  'a settled amount': 'UPDATE settlement_lines SET goods_fen = goods_fen + 1',
  'a settlement’s day': `UPDATE settlements SET settled_on = '2025-07-09'`,
  'a settled line taken away': 'DELETE FROM settlement_lines',
  'a refund': 'UPDATE settled_line_refunds SET fen = fen - 1',
  'a refund taken away': 'DELETE FROM settled_line_refunds',
  'the unit an order is for': 'UPDATE orders SET unit_id = buyer_id',
  'the supplier of an order': 'UPDATE orders SET supplier_id = gen_random_uuid()',
  'the county of a line': `UPDATE order_lines SET origin_county_code = '513431'`,
  'the category of a line': `UPDATE order_lines SET category_code = '0101'`,
  'the lot of a line':
    'UPDATE order_lines SET lot_id = (SELECT id FROM lots WHERE capacity_id IS NULL LIMIT 1)',
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
  'an entry’s county': `UPDATE counting_entries SET county_code = '513431'`,
  'an entry’s day': `UPDATE counting_entries SET counted_on = counted_on - 1`,
};

describe('the recount', () => {
  let world: PeriodWorld;
  beforeAll(async () => {
    world = await PeriodWorld.start();
    const { app, people } = world;
    await makeGoods(app, people, { verifiedMu: null });
    const recalls = new Recalls(app, people);
    const moved = await world.settled(10_000n);
    const refunded = await world.settled(5_000n);
    await world.history.refund(refunded, refunded.portions[0] ?? '', 1_500n);
    const lot = await makeGoods(app, people);
    await recalls.settled([lot], [700n]);
    await recalls.recall(lot.lotId);
    await app.settle();
    const proposed = await world.propose(moved);
    expect(codesOf(await world.confirm(proposed, people.buyer.approver))).toEqual([]);
    await app.settle();
  });
  afterAll(() => world.app.close());

  const recount = () => world.app.nest.get(Recount);
  const after = async (mutation: string): Promise<readonly string[]> => {
    const told = await world.app.transactions
      .run(async (tx) => {
        await tx.query('SET LOCAL session_replication_role = replica');
        await tx.query(mutation);
        throw new TakenBack((await recount().differences(tx)).lines);
      })
      .catch((error: unknown) => error);
    if (!(told instanceof TakenBack)) throw told;
    return told.lines;
  };

  it('gives from the raw records alone what the entries say', async () => {
    const { examined, lines } = await world.app.transactions.run((tx) => recount().differences(tx));
    expect({ examined, lines }).toEqual({ examined: 3, lines: [] });
  });

  it.each(Object.entries(MUTATIONS))('tells of %s', async (_, mutation) => {
    expect(await after(mutation)).not.toEqual([]);
  });

  it('leaves apart what waits to be counted, and asks for it afterwards', async () => {
    const order = await world.happened(900n);
    await world.history.refund(order, order.portions[0] ?? '', 100n);
    const lines = async () => (await world.app.transactions.run((tx) => recount().differences(tx))).lines;
    expect(await lines()).toEqual([]);
    await world.app.database.query('DELETE FROM reaction_inbox');
    expect((await lines()).join()).toContain('counted 0, by the raw records 800');
  });
});
