import { BOOK, fen, sum, type Book, type Money } from '../support/books';
import { HelpSelling } from '../support/helpselling';
import type { WrittenOrder } from '../support/order-events';
import { PLACES, addMember, addOrganization, signInAgain, type Person } from '../support/people';
import { makeRelation } from '../support/scheme-relations';
import { schemeWorld, type SchemeWorld } from '../support/scheme-world';

describe('what several schemes are told by', () => {
  let world: SchemeWorld;
  let app: SchemeWorld['app'];
  let people: SchemeWorld['people'];
  let history: SchemeWorld['history'];
  let goods: SchemeWorld['goods'];
  let bureau: SchemeWorld['bureau'];
  let unit: SchemeWorld['unit'];
  let stranger: SchemeWorld['stranger'];
  let clerk: SchemeWorld['clerk'];
  let designated: SchemeWorld['designated'];
  let reserve: SchemeWorld['reserve'];
  let place: SchemeWorld['place'];
  let left: SchemeWorld['left'];
  beforeAll(async () => {
    world = await schemeWorld();
    ({ app, people, history, goods, bureau, unit, stranger, clerk, designated, reserve, place, left } =
      world);
    await world.settled(100_000n);
  });
  afterAll(() => app.close());

  describe('helped to be sold', () => {
    let channelId: string;
    let mandateId: string;
    beforeAll(async () => {
      const selling = new HelpSelling(app);
      channelId = await selling.channel(people.ops, people.buyer.id);
      const helper = await app.transactions.run((tx) => addMember(app, tx, bureau, 'BUYER_APPROVER'));
      const mandate = await selling.signed(helper, people.supplier.second, selling.terms(goods, channelId));
      mandateId = mandate.id;
    });
    const underMandate = async (order: WrittenOrder) => {
      await app.transactions.run(async (tx) => {
        await tx.query('UPDATE orders SET channel_id = $2 WHERE id = $1', [order.id, channelId]);
        await tx.query('UPDATE order_lines SET mandate_id = $2 WHERE order_id = $1', [order.id, mandateId]);
      });
      await history.pay(order);
      await history.settle(order, [80_000n]);
      await app.settle();
    };

    it('counts for the helper where the buyer has no duty of its own, with the buyer’s unit kept', async () => {
      const order = await place(80_000n, { buyerId: stranger, unitId: stranger });
      await underMandate(order);
      expect(await left(order)).toEqual({
        'DESIGNATED_ASSISTANCE HELP_SELL': 80_000n,
        'EAST_WEST HELP_SELL': 80_000n,
      });
      const rows = await app.database.query(
        'SELECT DISTINCT helper_id, unit_id FROM counting_entries WHERE order_id = $1',
        [order.id],
      );
      expect(rows).toEqual([{ helper_id: bureau, unit_id: stranger }]);
      await history.refund(order, order.portions[0] ?? '', 80_000n);
      await app.settle();
      expect(Object.values(await left(order))).toEqual([0n, 0n]);
    });

    it('is the buyer’s own purchase where it has the duty, and never both', async () => {
      const order = await place(80_000n, { buyerId: people.buyer.id, unitId: people.buyer.unitId });
      await underMandate(order);
      expect(await left(order)).toEqual({
        'DESIGNATED_ASSISTANCE HELP_SELL': 80_000n,
        'EAST_WEST PURCHASE': 80_000n,
      });
    });

    it('counts for nobody in a scheme the buyer has a duty in, also where its purchase is none of that duty', async () => {
      const elsewhere = { east: '440300', helped: { region: PLACES.otherWestCounty } };
      await makeRelation(app, { kind: 'EAST_WEST', ...elsewhere, fen: null });
      const obliged = await app.transactions.run((tx) =>
        addOrganization(tx, { kind: 'ENTERPRISE', regionCode: '440300', side: 'EAST' }),
      );
      const order = await place(80_000n, { buyerId: obliged, unitId: obliged });
      await underMandate(order);
      expect(await left(order)).toEqual({ 'DESIGNATED_ASSISTANCE HELP_SELL': 80_000n });
    });
  });

  it('is told of the place it came from: gross in each scheme, and every amount once', async () => {
    interface Sums {
      schemes: { scheme: string; gross: Money; reversals: Money; net: Money }[];
      added: Money;
      net: Money;
      overlap: Money;
    }
    const told = async (regionCode: string, person: Person, more = '') => {
      const { data, errors } = await app.graphql<{ schemeTotals: Sums }>(
        `{ schemeTotals(regionCode: "${regionCode}"${more}) { schemes { scheme gross { amount } reversals { amount } net { amount } }
           added { amount } net { amount } overlap { amount } } }`,
        {},
        { token: await signInAgain(app, person) },
      );
      return data?.schemeTotals ?? errors?.[0]?.extensions.code;
    };
    const sums = await told(PLACES.westCounty, people.coordWest.county);
    const byScheme = await app.database.query<{ scheme: string; gross: bigint; net: bigint }>(
      `SELECT scheme, sum(amount_fen) FILTER (WHERE kind = 'CONFIRMED' OR reason = 'REATTRIBUTION')::bigint AS gross,
         sum(amount_fen)::bigint AS net FROM counting_entries
       WHERE kind IN ('CONFIRMED', 'REVERSAL') AND year = 2026 GROUP BY 1 ORDER BY 1`,
    );
    expect(byScheme.map(({ scheme }) => scheme)).toEqual([
      'BUDGET_RESERVE',
      'DESIGNATED_ASSISTANCE',
      'EAST_WEST',
    ]);
    for (const { scheme, gross, net } of byScheme) {
      const shown = sums.schemes.find((one) => one.scheme === scheme);
      expect([scheme, shown && fen(shown.gross), shown && fen(shown.net)]).toEqual([scheme, gross, net]);
    }
    expect(sums.schemes).toHaveLength(6);
    const [once] = await app.database.query<{ fen: bigint }>(
      `SELECT sum(fen)::bigint AS fen FROM (SELECT max(fen) AS fen FROM (
         SELECT portion_id, scheme, sum(amount_fen) AS fen FROM counting_entries
          WHERE kind IN ('CONFIRMED', 'REVERSAL') GROUP BY 1, 2) in_scheme GROUP BY portion_id) portions`,
    );
    expect(fen(sums.net)).toBe(once?.fen);
    expect(fen(sums.added)).toBe(byScheme.reduce((sum, { net }) => sum + net, 0n));
    expect(fen(sums.overlap)).toBe(fen(sums.added) - fen(sums.net));
    expect(fen(sums.overlap)).toBeGreaterThan(0n);
    expect(await told(PLACES.westProvince, people.coordWest.province)).toEqual(sums);
    expect(await told(PLACES.westCounty, people.coordWest.county, ', asOf: "2026-07-08"')).toMatchObject({
      net: { amount: '0.00' },
    });
    expect(await told(PLACES.westCounty, people.coordEast.province)).toBe('NOT_FOUND');
    expect(await told(PLACES.eastCounty, people.coordEast.province)).toBe('BAD_USER_INPUT');
  });

  describe('has books in each of them', () => {
    const shown = async (query: string, person: Person): Promise<Book | string> => {
      const { data, errors } = await app.graphql<Record<string, Book>>(
        `{ ${query} { ${BOOK} } }`,
        {},
        { token: await signInAgain(app, person) },
      );
      return Object.values(data ?? {})[0] ?? String(errors?.[0]?.extensions.code);
    };
    const book = async (query: string, person: Person): Promise<Book> => {
      const found = await shown(query, person);
      if (typeof found === 'string') throw new Error(`${query}: ${found}`);
      return found;
    };
    /** Net of what counts in a scheme, by who counts it. */
    const netsOf = async (scheme: string, by = 'coalesce(helper_id, unit_id)') => {
      const rows = await app.database.query<{ key: string; net: bigint }>(
        `SELECT ${by}::text AS key, sum(amount_fen)::bigint AS net FROM counting_entries
          WHERE scheme = $1 AND kind IN ('CONFIRMED', 'REVERSAL') GROUP BY 1 ORDER BY 1`,
        [scheme],
      );
      return rows.map(({ key, net }): [string, bigint] => [key, net]);
    };
    const told = ({ lines }: Book) =>
      lines.map(({ key, net }): [string, bigint] => [key, fen(net)]).toSorted(([a], [b]) => (a < b ? -1 : 1));

    it('an organization reads its own, strangers do not', async () => {
      const { title, total, lines } = await book(
        `agreementBook(agreementId: "${designated.agreementId}")`,
        clerk,
      );
      const [[, net] = ['', 0n]] = await netsOf('DESIGNATED_ASSISTANCE', `'all'`);
      expect([fen(total.net), total.target?.amount, lines.map(({ key }) => key)]).toEqual([
        net,
        '10000.00',
        ['2026-07'],
      ]);
      expect(title).toContain('–金阳县 2026');
      for (const query of ['agreementBook', 'unitBook'])
        expect(await shown(`${query}(agreementId: "${reserve.agreementId}")`, people.buyer.clerk)).toBe(
          'NOT_FOUND',
        );
    });

    it('units stand beside what they have to reach, helpers beside buyers', async () => {
      const units = await book(`unitBook(agreementId: "${designated.agreementId}")`, clerk);
      expect(told(units)).toEqual(await netsOf('DESIGNATED_ASSISTANCE'));
      expect(units.lines.find(({ key }) => key === bureau)).toMatchObject({
        target: { amount: '10000.00' },
        completion: '16.00',
      });
      const own = await book(`unitBook(agreementId: "${reserve.agreementId}")`, clerk);
      expect(own.lines).toMatchObject([{ key: unit, target: { amount: '10000.00' } }]);
      expect(own.title).toContain('–脱贫县 2026');
    });

    it('counties, results, trees and the entries behind them are of the scheme asked for', async () => {
      for (const scheme of ['DESIGNATED_ASSISTANCE', 'BUDGET_RESERVE']) {
        const nets = await netsOf(scheme, 'county_code');
        const county = people.coordWest.county;
        const of = `regionCode: "${PLACES.westCounty}", scheme: ${scheme}`;
        expect(told(await book(`countyBook(${of})`, county))).toEqual(nets);
        const { data } = await app.graphql<{
          targetTree: { scheme: string; nodes: { regionCode: string; net: Money }[] };
          bookEntries: { edges: { node: { kind: string; amount: Money } }[] };
        }>(
          `{ targetTree(${of}) { scheme nodes { regionCode net { amount } } }
             bookEntries(first: 100, scheme: ${scheme}) { edges { node { kind amount { amount } } } } }`,
          {},
          { token: await signInAgain(app, county) },
        );
        expect(data.targetTree.scheme).toBe(scheme);
        expect(data.targetTree.nodes.map(({ regionCode, net }) => [regionCode, fen(net)])).toEqual(nets);
        const entries = data.bookEntries.edges.map(({ node }) => node);
        const counted = entries.filter(({ kind }) => kind === 'CONFIRMED' || kind === 'REVERSAL');
        expect(sum(counted)).toBe(nets[0]?.[1]);
        const results = await book(`resultTable(scheme: ${scheme})`, people.auditor);
        expect(told(results)).toEqual(await netsOf(scheme, 'agreement_id'));
        expect(fen(results.total.net)).toBe(nets[0]?.[1]);
        const csv = await fetch(`${app.url}/results.csv?scheme=${scheme}`, {
          headers: { authorization: `Bearer ${await signInAgain(app, people.auditor)}` },
        });
        const rows = (await csv.text()).trim().split('\r\n').slice(1);
        expect(rows).toHaveLength(results.lines.length);
        for (const { name, net } of results.lines)
          expect(rows.some((row) => row.startsWith(`"${name}"`) && row.includes(net.amount))).toBe(true);
      }
      const wrong = await fetch(`${app.url}/results.csv?scheme=constructor`, {
        headers: { authorization: `Bearer ${await signInAgain(app, people.auditor)}` },
      });
      expect(wrong.status).toBe(400);
    });
  });

  it('leaves books that every check agrees with', async () => {
    expect(await world.breaks()).toEqual([]);
  });
});
