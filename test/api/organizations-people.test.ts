import { startTestApp, type TestApp } from '../support/app';
import { Admissions, Budgets, Organizations } from '../../src/organizations/index';
import { businessDateOf } from '../../src/platform/index';
import { makePeople, type People } from '../support/people';

describe('organizations, members and their door', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  it('knows a buyer with its units', async () => {
    const organizations = app.nest.get(Organizations);
    expect((await organizations.find(app.database, people.buyer.id))?.side).toBe('EAST');
    const units = await organizations.unitsUnder(app.database, people.buyer.id);
    expect(units.sort()).toEqual([people.buyer.id, people.buyer.unitId].sort());
  });

  it('knows who was admitted on which day', async () => {
    const admissions = app.nest.get(Admissions);
    const today = businessDateOf(app.clock.now());
    expect(await admissions.admittedOn(app.database, people.supplier.id, today)).toBe(true);
    expect(await admissions.admittedOn(app.database, people.supplier.id, '2024-01-01')).toBe(false);
    await app.transactions.run((tx) => admissions.requireAdmitted(tx, people.supplier.id));
    await expect(
      app.transactions.run((tx) => admissions.requireAdmitted(tx, people.buyer.id)),
    ).rejects.toMatchObject({ refusals: [{ code: 'SUPPLIER_NOT_ADMITTED' }] });
  });

  it('never reserves more than the budget: 20 at once, room for 7', async () => {
    const unitId = people.buyer.unitId;
    await app.database.query(
      `INSERT INTO budgets (id, unit_id, year, limit_fen, reserved_fen, set_by, version)
       VALUES (gen_random_uuid(), $1, 2026, 75000, 0, $2, 1)`,
      [unitId, people.buyer.approver.id],
    );
    const budgets = app.nest.get(Budgets);
    const ids = Array.from({ length: 20 }, () => crypto.randomUUID());
    const tries = await Promise.allSettled(
      ids.map((subjectId) =>
        app.transactions.run((tx) =>
          budgets.reserve(tx, { unitId, on: '2026-07-09', fen: 10000n, subjectKind: 'ORDER', subjectId }),
        ),
      ),
    );
    expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(7);
    const left = () =>
      app.database.one('SELECT limit_fen - reserved_fen AS fen FROM budgets WHERE unit_id = $1', [unitId]);
    expect(await left()).toEqual({ fen: 5000n });
    for (const subjectId of ids)
      await app.transactions.run((tx) =>
        budgets.giveBack(tx, { subjectKind: 'ORDER', subjectId, fen: 'ALL' }),
      );
    expect(await left()).toEqual({ fen: 75000n });
  });
});
