import fc from 'fast-check';
import { ImportList, type ImportListInput } from '../../src/regions/index';
import { Reactions, businessDateOf } from '../../src/platform/index';
import { orderStream } from '../../src/procurement/index';
import { makeAgreement } from '../support/agreements';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { OrderHistory, type WrittenOrder } from '../support/order-events';
import { playOrder } from '../support/orders';
import {
  PLACES,
  makePeople,
  makeSupplier,
  signInAgain,
  type People,
  type Person,
  type Supplier,
} from '../support/people';

const DAY = 86_400_000;
/** 西昌市: paired through its prefecture, western, on no list. */
const UNLISTED = '513401';

/** What people do between and around settlements; whatever is not allowed just then is refused and changes nothing. */
const steps = fc.array(
  fc.constantFrom(
    'REVIEW',
    'SUSPEND',
    'stop',
    'stop',
    'REINSTATE',
    'REVOKE',
    'recheck',
    'withdraw',
    'day',
    'day',
    'days',
    'settle',
    'settle and count later',
    'settle and count later',
  ),
  { minLength: 4, maxLength: 12, size: 'max' },
);
type Step = typeof steps extends fc.Arbitrary<(infer One)[]> ? One : never;

interface World {
  county: string;
  supplier: Supplier;
  goods: Goods;
  /** The model: what was decided when. */
  readonly decided: { at: number; sells: boolean }[];
  recognisedTo: string;
  withdrawnOn: string | null;
}
interface Settled {
  order: WrittenOrder;
  fen: bigint;
  on: string;
}

describe('what counts, whatever happens to supplier, product and county', () => {
  let app: TestApp;
  let people: People;
  let history: OrderHistory;

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    history = new OrderHistory(app);
    // What invoices have to do with it is another test's matter, and the days go on into 2027.
    await app.database.query(`UPDATE rule_facts SET value = '0' WHERE key = 'INVOICE_REQUIRED_TO_COUNT'`);
    for (const year of [2026, 2027]) await makeAgreement(app, { year });
    await app.settle();
  });
  afterAll(() => app.close());

  const today = () => businessDateOf(app.clock.now());
  const dayAfter = (days: number) => businessDateOf(new Date(app.clock.now().getTime() + days * DAY));
  const mutate = async (person: Person, verb: string, input: object, shown: string) => {
    const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const answer = await app.graphql<
      Record<string, { refusals: { code: string }[]; recognition?: { validTo: string } }>
    >(
      `mutation ($input: ${type}!) { ${verb}(input: $input) { ${shown} refusals { code } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: await signInAgain(app, person) },
    );
    const payload = answer.data?.[verb];
    if (!payload) throw new Error(JSON.stringify(answer));
    return payload;
  };
  const versionOf = async (table: string, id: string | null) =>
    (await app.database.one<{ version: number }>(`SELECT version FROM ${table} WHERE id = $1`, [id]))
      ?.version;

  async function makeWorld(county: string): Promise<World> {
    app.clock.advance(DAY);
    const supplier = await app.transactions.run((tx) => makeSupplier(app, tx, 'COOPERATIVE', county));
    const recognisedTo = dayAfter(6);
    const goods = await makeGoods(app, { supplier, agri: people.agri }, { countyCode: county, recognisedTo });
    return { county, supplier, goods, decided: [{ at: 0, sells: true }], recognisedTo, withdrawnOn: null };
  }

  async function supervise(world: World, step: 'REVIEW' | 'SUSPEND' | 'REINSTATE' | 'REVOKE'): Promise<void> {
    const row = await app.database.one<{ id: string; version: number }>(
      'SELECT id, version FROM supplier_admissions WHERE supplier_id = $1',
      [world.supplier.id],
    );
    const input = { admissionId: row?.id, expectedVersion: row?.version, step, reason: '示例' };
    const person = step === 'REINSTATE' ? people.opsSecond : people.ops;
    const { refusals } = await mutate(person, 'superviseAdmission', input, 'admission { state }');
    if (refusals.length > 0) return;
    const sold = world.decided.at(-1)?.sells ?? false;
    const sells = step === 'REINSTATE' || (step === 'REVIEW' && sold);
    world.decided.push({ at: app.clock.now().getTime(), sells });
  }

  async function recheck(world: World): Promise<void> {
    const { recognitionId } = world.goods;
    const input = { recognitionId, expectedVersion: await versionOf('recognitions', recognitionId) };
    const revital = world.county === UNLISTED ? null : people.revital;
    if (!revital) return;
    const { recognition } = await mutate(revital, 'recheckRecognition', input, 'recognition { validTo }');
    if (recognition) world.recognisedTo = recognition.validTo;
  }

  async function withdraw(world: World): Promise<void> {
    const { recognitionId } = world.goods;
    const expectedVersion = await versionOf('recognitions', recognitionId);
    const input = { recognitionId, expectedVersion, note: '示例' };
    const { refusals } = await mutate(people.ops, 'withdrawRecognition', input, 'recognition { state }');
    if (refusals.length === 0) world.withdrawnOn = today();
  }

  /** I9 and I10 read from what was decided, not from the tables: the reasons of a settlement judged now. */
  function reasonsFor(world: World, on: string): string[] {
    const known = world.decided.findLast(({ at }) => businessDateOf(new Date(at)) <= on);
    const recognised = on <= world.recognisedTo && (world.withdrawnOn === null || on < world.withdrawnOn);
    return [
      ...(recognised ? [] : ['PRODUCT_NOT_RECOGNISED']),
      ...(known?.sells ? [] : ['SUPPLIER_NOT_ADMITTED']),
      ...(world.county === UNLISTED ? ['ORIGIN_NOT_DESIGNATED'] : []),
    ];
  }

  async function settle(world: World, fen: bigint): Promise<Settled> {
    const { buyer } = people;
    const order = await history.place({
      buyerId: buyer.id,
      unitId: buyer.unitId,
      placedBy: buyer.clerk.id,
      goods: [world.goods],
      fen: [fen],
      countyCode: world.county,
    });
    await history.settle(order, [fen]);
    return { order, fen, on: today() };
  }

  const count = ({ order }: Settled) =>
    app.nest.get(Reactions).catchUp({ reaction: 'count-order-events', stream: orderStream(order.id) });

  async function check(world: World, { order, fen, on }: Settled): Promise<boolean> {
    const reasons = reasonsFor(world, on);
    const entries = await app.database.query(
      'SELECT kind, amount_fen AS fen, counted_on AS on, county_code AS county FROM counting_entries WHERE order_id = $1',
      [order.id],
    );
    const left = await app.database.query<{ reasons: string[] }>(
      'SELECT reasons FROM counting_exclusions WHERE order_id = $1',
      [order.id],
    );
    expect({ entries, left: left.map((row) => row.reasons) }).toEqual(
      reasons.length === 0
        ? { entries: [{ kind: 'CONFIRMED', fen, on, county: world.county }], left: [] }
        : { entries: [], left: [reasons] },
    );
    return reasons.length === 0;
  }

  async function play(world: World, step: Step, later: Settled[]): Promise<boolean | null> {
    app.clock.advance(60_000);
    if (step === 'day' || step === 'days') app.clock.advance(step === 'day' ? DAY : 4 * DAY);
    else if (step === 'stop') for (const one of ['REVIEW', 'SUSPEND'] as const) await supervise(world, one);
    else if (step === 'recheck') await recheck(world);
    else if (step === 'withdraw') await withdraw(world);
    else if (step === 'settle' || step === 'settle and count later') {
      const settled = await settle(world, 1_000n + BigInt(later.length));
      if (step === 'settle and count later') later.push(settled);
      else {
        await count(settled);
        return check(world, settled);
      }
    } else await supervise(world, step);
    return null;
  }

  it('an entry exists exactly where the facts held on the settlement date (I9)', async () => {
    const seen = { counted: 0, left: 0 };
    const tell = (counts: boolean | null) => {
      if (counts !== null) seen[counts ? 'counted' : 'left'] += 1;
    };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(PLACES.westCounty, PLACES.westCounty, UNLISTED),
        steps,
        async (county, taken) => {
          const world = await makeWorld(county);
          const later: Settled[] = [];
          for (const step of [...taken, 'settle'] as Step[]) tell(await play(world, step, later));
          for (const settled of later) {
            await count(settled);
            tell(await check(world, settled));
          }
        },
      ),
      { numRuns: 40 },
    );
    expect(seen.counted).toBeGreaterThan(5);
    expect(seen.left).toBeGreaterThan(5);
    const [wrong] = await app.database.query(
      'SELECT count(*)::int AS n FROM counting_entries WHERE county_code = $1',
      [UNLISTED],
    );
    expect(wrong).toEqual({ n: 0 });
  });

  it('goods of a county on no list are sold, shipped and settled, and never count (I10)', async () => {
    app.clock.set(new Date('2026-07-09T09:00:00+08:00'));
    const { supplier } = await makeWorld(UNLISTED);
    const goods = await makeGoods(app, { supplier }, { countyCode: UNLISTED });
    const order = await playOrder(app, people, goods, { supplier });
    await app.settle();
    expect(order.state).toBe('SETTLED');
    const rows = await app.database.query(
      `SELECT reasons, (SELECT count(*)::int FROM counting_entries e WHERE e.order_id = x.order_id) AS entries
       FROM counting_exclusions x WHERE order_id = $1 AND settlement_line_id IS NOT NULL`,
      [order.id],
    );
    expect(rows).toEqual([{ reasons: ['ORIGIN_NOT_DESIGNATED'], entries: 0 }]);
  });

  it('stops counting from the day its county leaves the lists, and not a day before', async () => {
    app.clock.set(new Date('2026-07-20T09:00:00+08:00'));
    const world = await makeWorld(PLACES.westCounty);
    const before = await settle(world, 700n);
    for (const list of ['832', '160'] as const) {
      const input: ImportListInput = {
        list,
        date: dayAfter(1),
        rows: [{ line: 2, code: PLACES.otherWestCounty, name: '昭觉县', parent: '', successor: null }],
        sourceDocument: '示例名单',
        apply: true,
      };
      expect(await app.nest.get(ImportList, { strict: false }).run(input)).toMatchObject({ loaded: true });
    }
    const sameDay = await settle(world, 800n);
    app.clock.advance(DAY);
    const after = await settle(world, 900n);
    for (const settled of [after, sameDay, before]) await count(settled);
    const fen = await app.database.query(
      'SELECT amount_fen AS fen FROM counting_entries WHERE order_id = ANY($1) ORDER BY fen',
      [[before, sameDay, after].map(({ order }) => order.id)],
    );
    expect(fen).toEqual([{ fen: 700n }, { fen: 800n }]);
  });
});
