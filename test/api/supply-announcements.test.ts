import { freshKey, startTestApp, type TestApp } from '../support/app';
import { announcingVerbs, MANAGED, type Announced } from '../support/announcing';
import { breaksOf } from '../support/money';
import { makePeople, signInAgain, type People, type Person } from '../support/people';
import { sellingVerbs } from '../support/selling';

const KG_PER_MU = 200; // the ceiling of 花椒

describe('announced harvests', () => {
  let app: TestApp;
  let people: People;
  let selling: ReturnType<typeof sellingVerbs>;
  let verbs: ReturnType<typeof announcingVerbs>;
  let seller: Person;
  let productId: string;
  let capacityId: string;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    selling = sellingVerbs(app, () => people);
    verbs = announcingVerbs(app);
    seller = people.supplier.member;
    productId = await selling.addProduct(seller, '示例预告花椒');
    // What earlier cases have drawn stays drawn: every case brings land of its own.
    capacityId = await selling.verified(seller, 'DK-FS-0', '1');
  });
  afterEach(async () => expect(await breaksOf(app)).toEqual([]));
  afterAll(() => app.close());

  let plots = 0;
  /** So many 亩 more, and what the land can still take in kg. */
  async function land(mu: number): Promise<number> {
    plots += 1;
    await selling.verified(seller, `DK-FS-${plots}`, String(mu));
    const row = await app.database.one<{ left: bigint }>(
      `SELECT (verified_area_si * ${KG_PER_MU} / 10000) - (registered_base + announced_base) / 1000 AS left
         FROM capacities WHERE id = $1`,
      [capacityId],
    );
    return Number(row?.left ?? 0n);
  }
  const announce = (lower: number, upper = lower, said: object = {}) =>
    verbs.does(seller, 'announceHarvest', {
      productId,
      capacityId,
      harvest: verbs.range(lower, upper, said),
    });
  const register = (no: string, kilograms: number) =>
    selling.register(seller, productId, capacityId, no, String(kilograms));
  const codes = (answer: { refusals: { code: string; path: string[] }[] }) =>
    answer.refusals.map(({ code, path }) => `${code} ${path.join('.')}`);
  async function ask<Answer>(person: Person, query: string, variables: object = {}): Promise<Answer> {
    const answer = await app.graphql<Answer>(
      query,
      { ...variables },
      { token: await signInAgain(app, person) },
    );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data;
  }

  it('draw their lower bound from the land beside the lots, and give it back when withdrawn', async () => {
    const room = await land(2);
    const { forwardSupply, refusals } = await announce(room - 100, room);
    expect(refusals).toEqual([]);
    expect(forwardSupply).toMatchObject({ state: 'ANNOUNCED', held: { value: `${room - 100}.000` } });
    expect(codes(await announce(101))).toEqual(['CAPACITY_EXCEEDED harvest.lower']);
    expect(codes(await announce(50, room + 1000))).toEqual(['CAPACITY_EXCEEDED harvest.upper']);
    expect(codes(await register('HGZ-FS-1', 101))).toEqual(['CAPACITY_EXCEEDED quantity']);
    expect(codes(await register('HGZ-FS-2', 100))).toEqual([]);
    const withdrawn = await verbs.does(seller, 'withdrawAnnouncement', {
      ...verbs.seen(forwardSupply),
      reason: 'MISTAKEN',
    });
    expect(withdrawn.forwardSupply).toMatchObject({ state: 'WITHDRAWN', held: { value: '0.000' } });
    expect(codes(await register('HGZ-FS-3', room - 100))).toEqual([]);
    const again = await verbs.does(seller, 'certifyHarvest', {
      ...verbs.seen(withdrawn.forwardSupply),
      lots: [],
      last: true,
    });
    expect(codes(again)).toEqual(['ILLEGAL_TRANSITION forwardSupplyId']);
  });

  it('are revised in versions; the land follows, never beyond its ceiling and never below what is reserved', async () => {
    const room = await land(2);
    const { forwardSupply } = await announce(100, 200, { note: '示例内部说明' });
    const revise = (supply: Announced | null, lower: number, upper: number) =>
      verbs.does(seller, 'reviseAnnouncement', {
        ...verbs.seen(supply),
        harvest: verbs.range(lower, upper),
      });
    expect(codes(await revise(forwardSupply, room + 1, room + 1))).toEqual([
      'CAPACITY_EXCEEDED harvest.lower',
    ]);
    const raised = await revise(forwardSupply, room, room);
    expect(raised.forwardSupply?.versions).toMatchObject([
      { number: 1, lower: { value: '100.000' }, note: '示例内部说明' },
      { number: 2, lower: { value: `${room}.000` }, note: null },
    ]);
    expect(codes(await revise(forwardSupply, 50, 60))).toEqual(['STALE_VERSION expectedVersion']);
    await app.database.query(
      'UPDATE forward_supply_stock SET reserved_base = 40000 WHERE forward_supply_id = $1',
      [forwardSupply?.id],
    );
    expect(codes(await revise(raised.forwardSupply, 39, 60))).toEqual([
      'ANNOUNCEMENT_RESERVED harvest.lower',
    ]);
    const lowered = await revise(raised.forwardSupply, 40, 60);
    expect(lowered.forwardSupply).toMatchObject({ held: { value: '40.000' }, reserved: { value: '40.000' } });
    await expect(
      app.database.query(
        'UPDATE forward_supply_stock SET reserved_base = 40001 WHERE forward_supply_id = $1',
        [forwardSupply?.id],
      ),
    ).rejects.toThrow('forward_supply_never_overpromised');
    await app.database.query(
      'UPDATE forward_supply_stock SET reserved_base = 0 WHERE forward_supply_id = $1',
      [forwardSupply?.id],
    );
    await expect(
      app.database.query('DELETE FROM forward_supply_movements WHERE forward_supply_id = $1', [
        forwardSupply?.id,
      ]),
    ).rejects.toThrow();
  });

  it('become lots on the land kept for them, with the evidence every lot needs, all or nothing', async () => {
    const room = await land(3);
    const { forwardSupply } = await announce(room - 50, room);
    const certify = (lots: object[], last: boolean, of = forwardSupply) =>
      verbs.does(seller, 'certifyHarvest', { ...verbs.seen(of), lots, last });
    expect(codes(await certify([], false))).toEqual(['LOTS_MISSING lots']);
    const half = Math.floor(room / 2);
    const good = verbs.lot('HGZ-FS-C1', half);
    const wrong = [
      [verbs.lot('HGZ-FS-C2', 10, { harvestedOn: '2026-12-01' }), 'DATE_NOT_YET lots.1.harvestedOn'],
      [
        verbs.lot('HGZ-FS-C2', 10, { harvestedOn: '2025-10-01' }),
        'CAPACITY_OF_OTHER_GOODS lots.1.harvestedOn',
      ],
      [verbs.lot('HGZ-FS-C1', 10), 'CERTIFICATE_NO_USED lots.1.certificateNo'],
      [verbs.lot('HGZ-FS-C2', room), 'CAPACITY_EXCEEDED lots.1.quantity'],
    ] as const;
    for (const [lot, refusal] of wrong) expect(codes(await certify([good, lot], false))).toEqual([refusal]);
    const part = await certify([good], false);
    expect(part.forwardSupply).toMatchObject({
      state: 'PARTLY_CERTIFIED',
      certified: { value: `${half}.000` },
    });
    // Beyond the lower bound the rest of the ceiling is there for whoever comes first.
    const rest = room - half;
    const done = await certify(
      [verbs.lot('HGZ-FS-C3', rest - 1), verbs.lot('HGZ-FS-C4', 1)],
      true,
      part.forwardSupply,
    );
    expect(done.forwardSupply).toMatchObject({ state: 'FULFILLED', held: { value: '0.000' } });
    expect(done.forwardSupply?.lotIds).toHaveLength(3);
    expect(codes(await register('HGZ-FS-C5', 1))).toEqual(['CAPACITY_EXCEEDED quantity']);
    const lots = await app.database.query<{ capacity: string; state: string }>(
      'SELECT DISTINCT capacity_id AS capacity, state FROM lots WHERE id = ANY($1::uuid[])',
      [done.forwardSupply?.lotIds],
    );
    expect(lots).toEqual([{ capacity: capacityId, state: 'HARVESTED' }]);
  });

  it('that come out smaller are recorded as such, told to the county, and free the land', async () => {
    const room = await land(2);
    const { forwardSupply } = await announce(room, room);
    const input = {
      ...verbs.seen(forwardSupply),
      idempotencyKey: freshKey(),
      lots: [verbs.lot('HGZ-FS-S1', 30)],
      last: true,
    };
    const done = await verbs.does(seller, 'certifyHarvest', input);
    expect(done.forwardSupply).toMatchObject({ state: 'SHRUNK', certified: { value: '30.000' } });
    expect(await verbs.does(seller, 'certifyHarvest', input)).toEqual(done); // the same command is done once
    expect(codes(await register('HGZ-FS-S2', room - 30))).toEqual([]);
    const notices = await app.database.query<{ organization: string }>(
      `SELECT organization_id AS organization FROM notices WHERE kind = 'HARVEST_SHRUNK' AND subject_id = $1`,
      [forwardSupply?.id],
    );
    expect(notices).toEqual([{ organization: people.agri.organizationId }]);
    const open = await app.database.query(
      `SELECT 1 FROM tasks WHERE kind = 'CERTIFY_HARVEST' AND subject_id = $1 AND closed_at IS NULL`,
      [forwardSupply?.id],
    );
    expect(open).toEqual([]);
  });

  it('are published without what is not for buyers', async () => {
    await land(1);
    const { forwardSupply } = await announce(20, 40, { note: '示例只给主管部门' });
    const LIST = `query { forwardSupplies(first: 50, categoryCode: "13", originRegion: "513400") { totalCount edges { node {
      id lower { value } upper { value } available { value } confidencePercent windowFrom supplier { name } } } } }`;
    interface Page {
      forwardSupplies: { totalCount: number; edges: { node: { id: string } }[] };
    }
    const published = async () => {
      const { forwardSupplies } = await ask<Page>(people.buyer.clerk, LIST);
      expect(forwardSupplies.totalCount).toBe(forwardSupplies.edges.length);
      return forwardSupplies.edges.find(({ node }) => node.id === forwardSupply?.id)?.node;
    };
    expect(await published()).toMatchObject({ lower: { value: '20.000' }, available: { value: '20.000' } });
    const token = await signInAgain(app, people.buyer.clerk);
    for (const internal of [
      'versions { note }',
      'capacityId',
      'held { value }',
      'reserved { value }',
      'lotIds',
    ]) {
      const asked = `query ($id: UUID!) { forwardSupply(id: $id) { ${internal} } }`;
      const answer = await app.graphql(asked, { id: forwardSupply?.id }, { token });
      expect(answer.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    }
    const managed = `query ($id: UUID!) { managedForwardSupply(id: $id) { ${MANAGED} } managedForwardSupplies(first: 50) { totalCount } }`;
    for (const person of [seller, people.agri, people.ops])
      expect(await ask(person, managed, { id: forwardSupply?.id })).toMatchObject({
        managedForwardSupply: { versions: [{ note: '示例只给主管部门' }] },
      });
    for (const person of [people.buyer.clerk, people.otherSupplier.member]) {
      const stranger = await signInAgain(app, person);
      const answer = await app.graphql(managed, { id: forwardSupply?.id }, { token: stranger });
      expect(answer.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
    const seen = verbs.seen(forwardSupply);
    await verbs.does(seller, 'withdrawAnnouncement', { ...seen, reason: 'NOT_FOR_SALE' });
    expect(await published()).toBeUndefined();
  });

  it('are closed by the clock two weeks after their window, not before', async () => {
    await land(1);
    const said = { windowFrom: '2026-07-01', windowTo: '2026-07-10' };
    const early = (await announce(20, 40, said)).forwardSupply;
    const late = (await announce(20, 40, { ...said, windowTo: '2026-07-12' })).forwardSupply;
    const states = () =>
      app.database.query<{ state: string }>(
        'SELECT state FROM forward_supplies WHERE id = ANY($1::uuid[]) ORDER BY id = $2 DESC',
        [[early?.id, late?.id], early?.id],
      );
    app.clock.advance(15 * 86_400_000); // 9 July → 24 July: the last day to certify what was expected until the 10th
    await app.settle();
    expect(await states()).toEqual([{ state: 'ANNOUNCED' }, { state: 'ANNOUNCED' }]);
    app.clock.advance(86_400_000);
    await app.settle();
    expect(await states()).toEqual([{ state: 'SHRUNK' }, { state: 'ANNOUNCED' }]);
    const told = await app.database.query<{ kind: string }>(
      'SELECT kind FROM notices WHERE subject_id = $1 ORDER BY kind',
      [early?.id],
    );
    expect(told.map(({ kind }) => kind)).toEqual(['ANNOUNCEMENT_CLOSED', 'HARVEST_SHRUNK']);
  });

  it('are hidden while their supplier is suspended, and nothing new is announced', async () => {
    await land(1);
    const { forwardSupply } = await announce(20, 40, { windowTo: '2026-10-31' });
    const one = async () => {
      const token = await signInAgain(app, people.buyer.clerk);
      const asked = 'query ($id: UUID!) { forwardSupply(id: $id) { id state } }';
      const answer = await app.graphql(asked, { id: forwardSupply?.id }, { token });
      return answer.errors?.[0]?.extensions.code ?? 'PUBLISHED';
    };
    const [admission] = await app.database.query<{ id: string }>(
      'SELECT id FROM supplier_admissions WHERE supplier_id = $1',
      [people.supplier.id],
    );
    expect(await one()).toBe('PUBLISHED');
    for (const [at, step] of ['REVIEW', 'SUSPEND'].entries())
      await ask(
        people.ops,
        `mutation ($input: SuperviseAdmissionInput!) { superviseAdmission(input: $input) { refusals { code } } }`,
        {
          input: {
            idempotencyKey: freshKey(),
            admissionId: admission?.id,
            expectedVersion: at + 1,
            step,
            reason: '抽查不合格',
          },
        },
      );
    await app.settle();
    expect(await one()).toBe('NOT_FOUND');
    expect(codes(await announce(10))).toEqual(['SUPPLIER_SUSPENDED productId']);
  });
});
