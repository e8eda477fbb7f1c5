import { startTestApp, type TestApp } from '../support/app';
import { breaksOf } from '../support/money';
import {
  addMember,
  addOrganization,
  makePeople,
  signInAgain,
  type Buyer,
  type People,
} from '../support/people';
import {
  joinPool,
  kg,
  onJoin,
  openPool,
  poolSeenBy,
  poolShare,
  poolTerms,
  pooling,
} from '../support/pooling';
import { unitBudgets } from '../support/unit-budgets';

describe('a pool', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const clerk = () => people.buyer.clerk.token;
  const other = () => people.otherBuyer.clerk.token;
  const unitOf = ({ id }: Pick<Buyer, 'id'>) =>
    app.transactions.run((tx) =>
      addOrganization(tx, { kind: 'ENTERPRISE', regionCode: '330211', side: 'EAST', parentId: id }),
    );
  const { budgetOf, setBudget } = {
    budgetOf: (unitId: string) => unitBudgets(app, people).budgetOf(unitId),
    setBudget: (unitId: string, yuan: number) => unitBudgets(app, people).setBudget(unitId, yuan),
  };
  const reservedBy = async (unitId: string) =>
    (
      await app.database.one<{ fen: bigint }>(
        'SELECT coalesce(sum(fen), 0)::bigint AS fen FROM budget_entries WHERE unit_id = $1',
        [unitId],
      )
    )?.fen;
  const joinStates = (poolId: string) =>
    app.database.query<{ state: string; n: number }>(
      'SELECT state, count(*)::integer AS n FROM pool_joins WHERE pool_id = $1 GROUP BY state ORDER BY state',
      [poolId],
    );
  const noticesOn = async (subjectId: string) =>
    (
      await app.database.query<{ kind: string }>(
        'SELECT DISTINCT kind FROM notices WHERE subject_id = $1 ORDER BY kind',
        [subjectId],
      )
    ).map(({ kind }) => kind);

  it('is closed exactly at its limit by fifty that join at once, of whom seven fit', async () => {
    const pool = await openPool(app, clerk());
    const units = await Promise.all(
      Array.from({ length: 50 }, (_, index) => unitOf(index % 2 ? people.otherBuyer : people.buyer)),
    );
    const answers = await Promise.all(
      units.map((unitId, index) =>
        pooling(app, index % 2 ? other() : clerk(), 'joinPool', {
          poolId: pool.id,
          unitId,
          share: poolShare({ deliveryCounty: index % 2 ? '330281' : '330211' }),
        }),
      ),
    );
    expect(answers.filter(({ poolJoin }) => poolJoin).length).toBe(7);
    expect([...new Set(answers.flatMap(({ refusals }) => refusals))]).toEqual(['POOL_CLOSED poolId']);
    const seen = await poolSeenBy(app, people.supplier.token, pool.id);
    expect(seen).toMatchObject({ state: 'FILLED', wanted: { value: '3.500000', unit: 't' }, namedUnits: [] });
    const [request] = await app.database.query<{ state: string; worth: bigint; pooled: boolean }>(
      'SELECT state, worth_fen AS worth, pooled FROM sourcing_requests WHERE id = $1',
      [seen?.requestId],
    );
    expect(request).toEqual({ state: 'OPEN', worth: 2_800_000n, pooled: true });
    const lines = await app.database.query<{ county: string; base: bigint }>(
      'SELECT delivery_county AS county, maximum_base AS base FROM sourcing_lines WHERE request_id = $1',
      [seen?.requestId],
    );
    expect(lines.reduce((sum, { base }) => sum + base, 0n)).toBe(3_500_000n);
    const reserved = await Promise.all(units.map(reservedBy));
    expect(reserved.filter((fen) => fen === 400_000n).length).toBe(7);
    expect(reserved.filter((fen) => fen === 0n).length).toBe(43);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('lets units change and leave until it is closed, and their budgets follow', async () => {
    const pool = await openPool(app, clerk());
    const unitId = await unitBudgets(app, people).newUnit();
    await setBudget(unitId, 5_000);
    const first = await joinPool(app, clerk(), { poolId: pool.id, unitId });
    expect([first.state, first.worth.amount, (await budgetOf(unitId))?.taken]).toEqual([
      'IN',
      '4000.00',
      400_000n,
    ]);
    const again = await pooling(app, clerk(), 'joinPool', { poolId: pool.id, unitId, share: poolShare() });
    expect(again.refusals).toEqual(['JOINED_ALREADY unitId']);
    const say = (verb: string, join: typeof first, more: object = {}, token = clerk()) =>
      pooling(app, token, verb, onJoin(join, more));
    const dear = poolShare({ maximum: kg(700) });
    expect((await say('changePoolJoin', first, { share: dear })).refusals).toEqual([
      'BUDGET_EXCEEDED maximum',
    ]);
    const paired = await app.database.one<{ id: string }>(
      `SELECT id FROM pairings WHERE east_region_code = '330211' AND state = 'ACTIVE' LIMIT 1`,
      [],
    );
    const more = poolShare({ maximum: kg(600), pairingChoice: paired?.id });
    const changed = await say('changePoolJoin', first, { share: more });
    expect([first.pairingChoice, changed.poolJoin?.pairingChoice]).toEqual([null, paired?.id]);
    expect([changed.poolJoin?.worth.amount, (await budgetOf(unitId))?.taken]).toEqual(['4800.00', 480_000n]);
    expect((await poolSeenBy(app, other(), pool.id))?.wanted.value).toBe('0.600000');
    const stale = await say('changePoolJoin', first, { share: more });
    expect(stale.refusals).toEqual(['STALE_VERSION expectedVersion']);
    const foreign = await say('leavePool', changed.poolJoin ?? first, {}, other());
    expect(foreign.refusals).toEqual(['NOT_FOUND poolJoinId']);
    const left = await say('leavePool', changed.poolJoin ?? first);
    expect([left.poolJoin?.state, (await budgetOf(unitId))?.taken]).toEqual(['LEFT', 0n]);
    expect((await poolSeenBy(app, other(), pool.id))?.wanted.value).toBe('0.000000');
    const back = await joinPool(app, clerk(), { poolId: pool.id, unitId });
    expect([back.state, await breaksOf(app)]).toEqual(['IN', []]);
  });

  it('lets a unit in above its limit by its approver’s word alone, and counts it only then', async () => {
    const pool = await openPool(app, other());
    const unitId = await unitBudgets(app, people).newUnit();
    await app.database.query(
      'INSERT INTO approval_limits (id, limit_fen, set_by, version) VALUES ($1, 300000, $2, 1)',
      [unitId, people.buyer.approver.id],
    );
    const waiting = await joinPool(app, clerk(), { poolId: pool.id, unitId });
    const total = async () => (await poolSeenBy(app, other(), pool.id))?.wanted.value;
    expect([waiting.state, await total(), await reservedBy(unitId)]).toEqual([
      'PENDING_APPROVAL',
      '0.000000',
      0n,
    ]);
    const approver = people.buyer.approver.token;
    const back = await pooling(app, approver, 'sendBackPoolJoin', onJoin(waiting, { note: '示例：太贵' }));
    expect(back.poolJoin?.state).toBe('SENT_BACK');
    const own = await pooling(
      app,
      approver,
      'changePoolJoin',
      onJoin(back.poolJoin ?? waiting, { share: poolShare() }),
    );
    const self = await pooling(app, approver, 'approvePoolJoin', onJoin(own.poolJoin ?? waiting));
    expect(self.refusals).toEqual(['SELF_APPROVAL poolJoinId']);
    const said = await pooling(
      app,
      clerk(),
      'changePoolJoin',
      onJoin(own.poolJoin ?? waiting, { share: poolShare() }),
    );
    const approved = await pooling(app, approver, 'approvePoolJoin', onJoin(said.poolJoin ?? waiting));
    expect([approved.poolJoin?.state, approved.poolJoin?.approved]).toEqual(['IN', true]);
    expect([await total(), await reservedBy(unitId)]).toEqual(['0.500000', 400_000n]);
    const dearer = await pooling(
      app,
      clerk(),
      'changePoolJoin',
      onJoin(approved.poolJoin ?? waiting, { share: poolShare({ maximum: kg(550) }) }),
    );
    expect([dearer.poolJoin?.state, await total(), await reservedBy(unitId)]).toEqual([
      'PENDING_APPROVAL',
      '0.000000',
      0n,
    ]);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('answers a repeated key with the first result, and joins once', async () => {
    const pool = await openPool(app, clerk());
    const unitId = await unitOf(people.buyer);
    const input = { idempotencyKey: 'pool-join-once-only', poolId: pool.id, unitId, share: poolShare() };
    const answers = await Promise.all([1, 2, 3].map(() => pooling(app, clerk(), 'joinPool', input)));
    expect(new Set(answers.map(({ poolJoin }) => poolJoin?.id)).size).toBe(1);
    expect((await poolSeenBy(app, clerk(), pool.id))?.wanted.value).toBe('0.500000');
    const changed = await pooling(app, clerk(), 'joinPool', { ...input, share: poolShare({ named: true }) });
    expect(changed.refusals[0]).toMatch(/^IDEMPOTENCY_KEY/);
  });

  it('below its minimum at the deadline gives every unit its budget back, and goes to the market otherwise', async () => {
    const short = await openPool(app, clerk());
    const enough = await openPool(app, clerk(), poolTerms({ minimum: kg(500) }));
    const [unitId, otherUnit] = [await unitOf(people.buyer), await unitOf(people.otherBuyer)];
    await joinPool(app, clerk(), { poolId: short.id, unitId });
    await joinPool(app, other(), { poolId: short.id, unitId: otherUnit });
    await joinPool(app, clerk(), { poolId: enough.id, unitId });
    await app.database.query(
      'INSERT INTO approval_limits (id, limit_fen, set_by, version) VALUES ($1, 0, $2, 1)',
      [people.otherBuyer.unitId, people.otherBuyer.approver.id],
    );
    await joinPool(app, other(), { poolId: enough.id, unitId: people.otherBuyer.unitId });
    app.clock.set(new Date('2026-07-15T17:00:00+08:00'));
    const late = await pooling(app, await signInAgain(app, people.buyer.clerk), 'joinPool', {
      poolId: enough.id,
      unitId: people.buyer.unitId,
      share: poolShare(),
    });
    expect(late.refusals).toEqual(['POOL_CLOSED poolId']);
    await app.settle();
    const supplier = await signInAgain(app, people.supplier.member);
    expect(await poolSeenBy(app, supplier, short.id)).toBeNull();
    expect(await poolSeenBy(app, await signInAgain(app, people.otherBuyer.clerk), short.id)).toMatchObject({
      state: 'BELOW_MIN',
    });
    expect([await joinStates(short.id), await reservedBy(otherUnit), await reservedBy(unitId)]).toEqual([
      [{ state: 'RELEASED', n: 2 }],
      0n,
      400_000n,
    ]);
    expect(await noticesOn(short.id)).toEqual(['POOL_BELOW_MINIMUM']);
    const filled = await poolSeenBy(app, supplier, enough.id);
    expect(filled?.state).toBe('FILLED');
    expect([await joinStates(enough.id), await noticesOn(enough.id)]).toEqual([
      [
        { state: 'IN', n: 1 },
        { state: 'LAPSED', n: 1 },
      ],
      ['POOL_FILLED'],
    ]);
    expect(await breaksOf(app)).toEqual([]);

    const token = await signInAgain(app, people.buyer.clerk);
    const cancel = { sourcingRequestId: filled?.requestId, expectedVersion: 1, reason: 'OTHER' };
    const cancelled = await app.graphql<{ cancelSourcingRequest: { refusals: { code: string }[] } }>(
      'mutation ($input: CancelSourcingRequestInput!) { cancelSourcingRequest(input: $input) { refusals { code } } }',
      { input: { idempotencyKey: 'cancel-the-pooled-one', ...cancel } },
      { token },
    );
    expect(cancelled.data.cancelSourcingRequest.refusals).toEqual([]);
    expect(await reservedBy(unitId)).toBe(0n);
    await app.settle();
    expect(await noticesOn(enough.id)).toEqual(['POOL_FILLED', 'POOL_REQUEST_ENDED']);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('is cancelled by who opened it, an office too; everybody is told and gets his budget back', async () => {
    app.clock.set(new Date('2026-07-09T09:00:00+08:00'));
    const office = await signInAgain(app, people.coordEast.city);
    const pool = await openPool(app, office);
    const unitId = await unitOf(people.buyer);
    const token = await signInAgain(app, people.buyer.clerk);
    await joinPool(app, token, { poolId: pool.id, unitId });
    const cancel = { poolId: pool.id, expectedVersion: pool.version, reason: 'NO_LONGER_NEEDED' };
    expect((await pooling(app, token, 'cancelPool', cancel)).refusals).toEqual(['NOT_FOUND poolId']);
    expect((await pooling(app, office, 'cancelPool', cancel)).pool?.state).toBe('CANCELLED');
    expect([await reservedBy(unitId), await noticesOn(pool.id)]).toEqual([0n, ['POOL_CANCELLED']]);
    const [stranger] = await app.transactions.run(async (tx) => [
      await addMember(
        app,
        tx,
        await addOrganization(tx, { kind: 'ENTERPRISE', regionCode: '330211' }),
        'BUYER_CLERK',
      ),
    ]);
    expect(await poolSeenBy(app, stranger?.token ?? '', pool.id)).toBeNull();
  });

  it('agrees with its joins and their budgets, and reconcile says so where it does not', async () => {
    const pool = await openPool(app, await signInAgain(app, people.buyer.clerk));
    const token = await signInAgain(app, people.buyer.clerk);
    const { id } = await joinPool(app, token, { poolId: pool.id, unitId: await unitOf(people.buyer) });
    expect(await breaksOf(app)).toEqual([]);
    await app.database.query('UPDATE pools SET wanted_base = wanted_base + 50000 WHERE id = $1', [pool.id]);
    await app.database.query('UPDATE pool_joins SET worth_fen = worth_fen + 1 WHERE id = $1', [id]);
    expect(await breaksOf(app)).toEqual([
      `pool ${pool.id}: tells 550000, its units want 500000`,
      `pool join ${id}: reserves 400000 of a budget, should reserve 400001 fen`,
    ]);
  });
});
