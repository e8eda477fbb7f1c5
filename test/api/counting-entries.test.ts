import fc from 'fast-check';
import { CountOrderEvents } from '../../src/counting/reactions/count-order-events';
import type { DomainEvent } from '../../src/platform/index';
import { Reactions } from '../../src/platform/index';
import { makeAgreement } from '../support/agreements';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods, type GoodsWish } from '../support/goods';
import { OrderHistory, type OrderWish, type WrittenOrder } from '../support/order-events';
import { PLACES, makePeople, type People } from '../support/people';

interface EntryRow {
  kind: string;
  attempt: number;
  fen: bigint;
}

describe('counting', () => {
  let app: TestApp;
  let people: People;
  let history: OrderHistory;
  let goods: Goods;

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    history = new OrderHistory(app);
    goods = await makeGoods(app, people);
    await makeAgreement(app, {
      leaves: [{ east: PLACES.eastCounty, west: PLACES.westCounty, fen: 50_000_000n }],
    });
  });
  afterAll(() => app.close());

  const place = (fen: readonly bigint[], more: Partial<OrderWish> = {}) =>
    history.place({
      buyerId: people.buyer.id,
      unitId: people.buyer.unitId,
      placedBy: people.buyer.clerk.id,
      goods: [goods],
      fen,
      countyCode: PLACES.westCounty,
      ...more,
    });
  const entriesOf = (order: WrittenOrder) =>
    app.database.query<EntryRow>(
      `SELECT kind, attempt, amount_fen AS fen FROM counting_entries WHERE order_id = $1 ORDER BY position`,
      [order.id],
    );
  const reasonsOf = async (order: WrittenOrder) => {
    const rows = await app.database.query<{ reasons: string[] }>(
      'SELECT reasons FROM counting_exclusions WHERE order_id = $1 AND settlement_line_id IS NOT NULL ORDER BY position',
      [order.id],
    );
    return rows.map((row) => row.reasons);
  };
  const settled = async (fen: bigint, more: Partial<OrderWish> = {}, how: { automatic?: boolean } = {}) => {
    const order = await place([fen], more);
    await history.pay(order);
    await history.settle(order, [fen], how);
    await app.settle();
    return order;
  };
  const withGoods = async (wish: GoodsWish) => ({ goods: [await makeGoods(app, people, wish)] });

  it('stands provisional on payment, is voided and confirmed on settlement, to the fen', async () => {
    const order = await place([1_234_567n]);
    await history.pay(order);
    await app.settle();
    expect(await entriesOf(order)).toEqual([{ kind: 'PROVISIONAL', attempt: 1, fen: 1_234_567n }]);
    await history.settle(order, [1_197_530n]);
    await app.settle();
    expect(await entriesOf(order)).toEqual([
      { kind: 'PROVISIONAL', attempt: 1, fen: 1_234_567n },
      { kind: 'VOID', attempt: 1, fen: -1_234_567n },
      { kind: 'CONFIRMED', attempt: 1, fen: 1_197_530n },
    ]);
    const [entry] = await app.database.query(
      `SELECT e.target_leaf, e.east_region_code, e.west_region_code, e.counted_on, e.rule_version, e.unit_id, c.leaf
       FROM counting_entries e JOIN commitments c ON c.id = e.commitment_id WHERE e.order_id = $1 AND kind = 'CONFIRMED'`,
      [order.id],
    );
    expect(entry).toEqual({
      target_leaf: 'PAIRING',
      east_region_code: PLACES.eastCounty,
      west_region_code: PLACES.westCounty,
      counted_on: '2026-07-09',
      rule_version: 'EAST_WEST-2026.2',
      unit_id: people.buyer.unitId,
      leaf: 'PAIRING',
    });
  });

  it('reverses a refund exactly, and never more than is left', async () => {
    const order = await settled(10_000n);
    const portion = order.portions[0] ?? '';
    await history.refund(order, portion, 3_333n);
    await expect(history.refund(order, portion, 6_668n)).rejects.toThrow(/refunded or claimed of 10000/);
    await history.refund(order, portion, 6_667n);
    await app.settle();
    expect((await entriesOf(order)).slice(2)).toEqual([
      { kind: 'CONFIRMED', attempt: 1, fen: 10_000n },
      { kind: 'REVERSAL', attempt: 1, fen: -3_333n },
      { kind: 'REVERSAL', attempt: 1, fen: -6_667n },
    ]);
  });

  it('voids what a cancelled order had provisionally', async () => {
    const order = await place([500n]);
    await history.pay(order);
    await history.cancel(order);
    await app.settle();
    expect((await entriesOf(order)).map(({ fen }) => fen)).toEqual([500n, -500n]);
  });

  it('counts what no lower pairing covers on the agreement’s own leaf', async () => {
    const order = await settled(700n, {
      countyCode: '513434',
      ...(await withGoods({ countyCode: '513434' })),
    });
    const [row] = await app.database.query(
      `SELECT target_leaf, west_region_code FROM counting_entries WHERE order_id = $1 AND kind = 'CONFIRMED'`,
      [order.id],
    );
    expect(row).toEqual({ target_leaf: 'OWN', west_region_code: PLACES.westCity });
  });

  describe('leaves out, with every reason,', () => {
    it('goods from a county that is not western', async () => {
      const order = await settled(900n, {
        countyCode: '330326',
        ...(await withGoods({ countyCode: '330326' })),
      });
      expect(await reasonsOf(order)).toEqual([
        expect.arrayContaining(['ORIGIN_NOT_WESTERN', 'ORIGIN_NOT_DESIGNATED']),
      ]);
      expect(await entriesOf(order)).toEqual([]);
      await history.refund(order, order.portions[0] ?? '', 900n);
      await app.settle();
      expect(await entriesOf(order)).toEqual([]);
    });

    it('a product whose recognition has ended', async () => {
      const order = await settled(900n, await withGoods({ recognisedTo: '2026-07-08' }));
      expect(await reasonsOf(order)).toEqual([['PRODUCT_NOT_RECOGNISED']]);
    });

    it('a product without verified capacity', async () => {
      const order = await settled(900n, await withGoods({ verifiedMu: null }));
      expect(await reasonsOf(order)).toEqual([['CAPACITY_NOT_VERIFIED']]);
    });

    it('a buyer whose region is not paired with the county', async () => {
      const order = await settled(900n, {
        countyCode: '510824',
        ...(await withGoods({ countyCode: '510824' })),
      });
      expect((await reasonsOf(order))[0]).toContain('NO_AGREEMENT_IN_FORCE');
    });

    it('a supplier suspended between payment and settlement', async () => {
      const supplier = { supplier: people.otherSupplier, agri: people.otherAgri };
      const other = await makeGoods(app, supplier, { countyCode: PLACES.westCounty });
      const order = await place([900n], { goods: [other] });
      await history.pay(order);
      await app.settle();
      expect((await entriesOf(order)).map(({ kind }) => kind)).toEqual(['PROVISIONAL']);
      await app.database.query(
        `INSERT INTO admission_history (admission_id, supplier_id, verb, from_state, to_state, sells, at)
         SELECT id, supplier_id, 'suspend', 'ADMITTED', 'SUSPENDED', false, $2 FROM supplier_admissions WHERE supplier_id = $1`,
        [people.otherSupplier.id, app.clock.now()],
      );
      await history.settle(order, [900n]);
      await app.settle();
      expect(await reasonsOf(order)).toEqual([['SUPPLIER_NOT_ADMITTED']]);
      expect((await entriesOf(order)).map(({ kind }) => kind)).toEqual(['PROVISIONAL', 'VOID']);
    });
  });

  it('waits for the agreement of a year, and counts when both sides have signed it', async () => {
    const before = app.clock.now();
    const old = await makeGoods(app, people, { harvestedOn: '2025-06-20', season: 2025 });
    await app.database.query(
      `UPDATE recognitions SET publicised_from = '2025-01-01', publicised_to = '2025-01-07', valid_from = '2025-01-08'
       WHERE product_id = $1`,
      [old.productId],
    );
    app.clock.set(new Date('2025-12-31T23:59:59+08:00'));
    const order = await settled(4_000n, { goods: [old] });
    expect(await reasonsOf(order)).toEqual([['NO_AGREEMENT_IN_FORCE']]);
    await history.refund(order, order.portions[0] ?? '', 1_000n);
    await app.settle();
    app.clock.set(new Date('2026-01-01T00:00:00+08:00'));
    const next = await settled(5_000n, { goods: [old] });
    await makeAgreement(app, { year: 2025 });
    await app.settle();
    app.clock.set(before);
    expect((await entriesOf(order)).map(({ kind, fen }) => [kind, fen])).toEqual([
      ['CONFIRMED', 4_000n],
      ['REVERSAL', -1_000n],
    ]);
    const years = await app.database.query(
      `SELECT year, counted_on, rule_version FROM counting_entries WHERE order_id = ANY($1) AND kind = 'CONFIRMED' ORDER BY year`,
      [[order.id, next.id]],
    );
    expect(years).toEqual([
      { year: 2025, counted_on: '2025-12-31', rule_version: 'EAST_WEST-2021.2' },
      { year: 2026, counted_on: '2026-01-01', rule_version: 'EAST_WEST-2026.2' },
    ]);
  });

  describe('the database keeps entries true', () => {
    const copy = (id: string, changes: Record<string, string>) => {
      const columns = `scheme, kind, portion_id, attempt, original_id, cause, amount_fen, pairing_id, agreement_id, commitment_id,
        target_leaf, east_region_code, west_region_code, year, counted_on, period, original_period, order_id, order_line_id,
        settlement_line_id, unit_id, buyer_id, supplier_id, unit_region_code, county_code, category_code, rule_version, explain, recorded_at`;
      const values = columns.split(/,\s*/).map((name) => changes[name] ?? name);
      return app.database.query(
        `INSERT INTO counting_entries (id, ${columns}) SELECT gen_random_uuid(), ${values.join(', ')} FROM counting_entries WHERE id = $1`,
        [id],
      );
    };
    let id: string;
    beforeAll(async () => {
      const order = await settled(1_000n);
      const row = await app.database.one<{ id: string }>(
        `SELECT id FROM counting_entries WHERE order_id = $1 AND kind = 'CONFIRMED'`,
        [order.id],
      );
      id = row?.id ?? '';
    });

    it('refuses a second live entry of a portion (I5)', async () => {
      await expect(copy(id, {})).rejects.toThrow(/still counts|one_per_attempt/);
      await expect(copy(id, { attempt: '2' })).rejects.toThrow('still counts');
    });

    it('refuses to take back more than is left (I7)', async () => {
      const reversal = { kind: `'REVERSAL'`, original_id: 'id', cause: `'x'` };
      await expect(copy(id, { ...reversal, amount_fen: '-1001' })).rejects.toThrow('more than is left');
      await expect(
        copy(id, { ...reversal, amount_fen: '-1', portion_id: 'order_line_id' }),
      ).rejects.toThrow();
      await expect(copy(id, { ...reversal, amount_fen: '1' })).rejects.toThrow();
    });

    it('refuses an entry on a parent commitment (I8)', async () => {
      const parent = '(SELECT parent_id FROM commitments WHERE id = commitment_id)';
      await expect(copy(id, { attempt: '2', commitment_id: parent })).rejects.toThrow('no leaf');
    });

    it('refuses every change and removal', async () => {
      await expect(app.database.query('UPDATE counting_entries SET amount_fen = 1')).rejects.toThrow(
        'append-only',
      );
      await expect(app.database.query('DELETE FROM counting_entries')).rejects.toThrow('append-only');
    });
  });

  describe('whatever order the jobs run in', () => {
    it('every reaction run twice or out of order leaves the same entries', async () => {
      const reaction = app.nest.get(CountOrderEvents);
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.bigInt({ min: 1n, max: 6_000n }), { maxLength: 4 }),
          fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 12 }),
          async (refunds, runs) => {
            const order = await place([10_000n]);
            await history.pay(order);
            await history.settle(order, [9_700n]);
            let left = 9_700n;
            for (const wish of refunds) {
              const fen = wish < left ? wish : left;
              if (fen > 0n) await history.refund(order, order.portions[0] ?? '', fen);
              left -= fen;
            }
            const wakeup = { reaction: 'count-order-events', stream: `order:${order.id}` };
            const wake = () => app.nest.get(Reactions).catchUp(wakeup);
            await Promise.all(runs.slice(0, 3).map(wake));
            const events = await app.database.query<DomainEvent>(
              'SELECT id, stream, sequence, kind, payload, at FROM domain_events WHERE stream = $1 ORDER BY sequence',
              [wakeup.stream],
            );
            for (const run of runs) {
              const event = events[run % events.length];
              if (event) await app.transactions.run((tx) => reaction.handleBatch(tx, [event]));
            }
            const entries = await entriesOf(order);
            const of = (kind: string) => entries.filter((entry) => entry.kind === kind).map(({ fen }) => fen);
            expect(of('PROVISIONAL')).toEqual([10_000n]);
            expect(of('VOID')).toEqual([-10_000n]);
            expect(of('CONFIRMED')).toEqual([9_700n]);
            expect(entries.reduce((sum, { fen }) => sum + fen, 0n)).toBe(left);
          },
        ),
        { numRuns: 25 },
      );
    });
  });
});
