import { randomUUID } from 'node:crypto';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { makePeople, signInAgain, type People } from '../support/people';
import { SHOWN, sellingVerbs, type Answer } from '../support/selling';

describe('land, harvests and what becomes of them', () => {
  let app: TestApp;
  let people: People;
  let verbs: ReturnType<typeof sellingVerbs>;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    verbs = sellingVerbs(app, () => people);
  });
  afterAll(() => app.close());

  it('gives a plot to one supplier per crop and season', async () => {
    const { declare } = verbs;
    await declare(people.supplier.member, 'DK-0100', '3');
    const second = await declare(people.otherSupplier.member, 'DK-0100', '3');
    expect(second.refusals).toEqual([{ code: 'PLOT_CLAIMED', path: ['plotCode'] }]);
    const disguised = await declare(people.otherSupplier.member, 'ｄｋ －0100', '3');
    expect(disguised.refusals).toEqual([{ code: 'PLOT_CLAIMED', path: ['plotCode'] }]);
    const racers = await Promise.all(
      [people.supplier.member, people.otherSupplier.member].map((person) => declare(person, 'DK-0101', '3')),
    );
    expect(racers.flatMap((answer) => answer.refusals.map(({ code }) => code))).toEqual(['PLOT_CLAIMED']);
  });

  it('stops at what the verified land can yield, also when two register at once', async () => {
    const { does, addProduct, declare, register } = verbs;
    const seller = people.supplier.member;
    const productId = await addProduct(seller, '示例花椒粉料');
    const { plot } = await declare(seller, 'DK-0200', '10');
    const used = await app.database.one<{ limit: bigint; registered: bigint }>(
      'SELECT verified_area_si / 10000 * 200000 AS limit, registered_base AS registered FROM capacities WHERE id = $1',
      [plot?.capacityId],
    );
    const left = (used?.limit ?? 0n) - (used?.registered ?? 0n) + 2_000_000n;
    await does(people.agri, 'verifyPlot', { plotId: plot?.id, expectedVersion: plot?.version });
    const half = String(left / 2000n + 1n);
    const answers = await Promise.all(
      ['A', 'B'].map((name) => register(seller, productId, plot?.capacityId ?? '', `HGZ-RACE-${name}`, half)),
    );
    expect(answers.flatMap((answer) => answer.refusals.map(({ code }) => code))).toEqual([
      'CAPACITY_EXCEEDED',
    ]);
    const foreign = await app.graphql(
      'mutation ($input: VerifyPlotInput!) { verifyPlot(input: $input) { refusals { code } } }',
      { input: { idempotencyKey: freshKey(), plotId: plot?.id, expectedVersion: 2 } },
      { token: await signInAgain(app, people.otherAgri) },
    );
    expect(foreign.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('lets an agent draw on the land of the producer it has a mandate of, and on nobody else’s', async () => {
    const { addProduct, verified } = verbs;
    const producer = people.supplier;
    const agent = people.otherSupplier.member;
    const capacityId = await verified(producer.member, 'DK-0300', '20');
    const productId = await addProduct(agent, '示例代理花椒');
    const mandate = (days: string) =>
      app.transactions.run((tx) =>
        tx.query(
          `INSERT INTO agency_mandates (id, agent_id, principal_id, valid_from, valid_to, state, text_hash, proposed_by,
             proposed_at, signed_by, signed_at, version)
           VALUES ($1, $2, $3, '2026-01-01', $4, 'ACTIVE', 'x', $5, $6, $7, $6, 2)`,
          [randomUUID(), people.otherSupplier.id, producer.id, days, agent.id, tx.at, producer.member.id],
        ),
      );
    const draw = async () => {
      const answer = await app.graphql<{ registerLot: Answer }>(
        `mutation ($input: RegisterLotInput!) { registerLot(input: $input) { ${SHOWN.lot} refusals { code path } } }`,
        {
          input: {
            idempotencyKey: freshKey(),
            productId,
            capacityId,
            certificateNo: 'HGZ-AGENT-1',
            harvestedOn: '2026-07-05',
            expiresOn: '2027-12-31',
            grade: '一级',
            quantity: { value: '10', unit: 'kg' },
          },
        },
        { token: await signInAgain(app, agent) },
      );
      return answer.errors?.[0]?.extensions.code ?? answer.data.registerLot.lot?.state;
    };
    expect(await draw()).toBe('NOT_FOUND');
    await mandate('2027-12-31');
    expect(await draw()).toBe('HARVESTED');
    const [lot] = await app.database.query<{ issuer: string }>(
      `SELECT certificate_issuer_id AS issuer FROM lots WHERE certificate_no = 'HGZ-AGENT-1'`,
    );
    expect(lot?.issuer).toBe(producer.id);
  });

  it('splits and merges lots without losing quantity or origin', async () => {
    const { does, addProduct, register } = verbs;
    const seller = people.supplier.member;
    const productId = await addProduct(seller, '示例散装花椒');
    const { lot } = await register(seller, productId, null, 'HGZ-SPLIT-0', '90');
    const split = await does(seller, 'splitLot', {
      lotId: lot?.id,
      expectedVersion: lot?.version,
      parts: ['1', '2'].map((part) => ({
        quantity: { value: '30', unit: 'kg' },
        certificateNo: `HGZ-SPLIT-${part}`,
      })),
    });
    expect(split.lot?.available.value).toBe('30.000');
    const children = await app.database.query<{ id: string }>(
      `SELECT id FROM lots WHERE certificate_no IN ('HGZ-SPLIT-1', 'HGZ-SPLIT-2')`,
    );
    const merged = await does(seller, 'mergeLots', {
      sources: children.map(({ id }) => ({ lotId: id, quantity: { value: '30', unit: 'kg' } })),
      certificateNo: 'HGZ-MERGE-1',
      grade: '一级',
    });
    expect(merged.lot).toMatchObject({ state: 'HARVESTED', available: { value: '60.000' } });
    const off = await does(seller, 'writeOffLot', {
      lotId: merged.lot?.id,
      expectedVersion: merged.lot?.version,
      quantity: { value: '60', unit: 'kg' },
    });
    expect(off.lot?.state).toBe('WRITTEN_OFF');
  });

  it('recalls with a lot what was made of it', async () => {
    const { does, addProduct, register } = verbs;
    const seller = people.supplier.member;
    const productId = await addProduct(seller, '示例召回花椒');
    const lots = [];
    for (const name of ['A', 'B'])
      lots.push((await register(seller, productId, null, `HGZ-RC-${name}`, '90')).lot);
    const [first, other] = lots;
    const split = await does(seller, 'splitLot', {
      lotId: first?.id,
      expectedVersion: first?.version,
      parts: [{ quantity: { value: '30', unit: 'kg' }, certificateNo: 'HGZ-RC-A1' }],
    });
    const part = await app.database.one<{ id: string }>(
      `SELECT id FROM lots WHERE certificate_no = 'HGZ-RC-A1'`,
    );
    await does(seller, 'mergeLots', {
      sources: [part?.id, other?.id].map((lotId) => ({ lotId, quantity: { value: '30', unit: 'kg' } })),
      certificateNo: 'HGZ-RC-AB',
      grade: '一级',
    });
    const recalled = await does(people.agri, 'recallLot', {
      lotId: split.lot?.id,
      expectedVersion: split.lot?.version,
      reason: 'UNSAFE',
    });
    expect(recalled.refusals).toEqual([]);
    const states = await app.database.query(
      `SELECT certificate_no AS no, state FROM lots WHERE certificate_no LIKE 'HGZ-RC-%' ORDER BY 1`,
    );
    expect(states).toEqual([
      { no: 'HGZ-RC-A', state: 'RECALLED' },
      { no: 'HGZ-RC-A1', state: 'RECALLED' },
      { no: 'HGZ-RC-AB', state: 'RECALLED' },
      { no: 'HGZ-RC-B', state: 'HARVESTED' },
    ]);
  });

  it('lets the supplier undo its own hold, not the county’s', async () => {
    const { does, addProduct, register } = verbs;
    const seller = people.supplier.member;
    const productId = await addProduct(seller, '示例待检花椒');
    const { lot } = await register(seller, productId, null, 'HGZ-HOLD-1', '90');
    const seen = (of: typeof lot) => ({ lotId: of?.id, expectedVersion: of?.version });
    const held = await does(people.agri, 'holdLot', { ...seen(lot), reason: 'UNSAFE' });
    const tried = await does(seller, 'resumeLot', seen(held.lot));
    expect(tried.refusals).toEqual([{ code: 'HELD_BY_OTHERS', path: ['lotId'] }]);
    const free = await does(people.agri, 'resumeLot', seen(held.lot));
    const own = await does(seller, 'holdLot', { ...seen(free.lot), reason: 'UNSAFE' });
    expect((await does(seller, 'resumeLot', seen(own.lot))).lot?.state).toBe('HARVESTED');
  });
});
