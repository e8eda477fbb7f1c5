import { Relations } from '../../src/pairing/index';
import { Filings, Purchasers } from '../../src/reserves/index';
import { Reconciliation } from '../../src/platform/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import {
  PLACES,
  TEST_PASSWORD,
  addMember,
  addOrganization,
  makePeople,
  shareTelephone,
  signInAgain,
  type People,
  type Person,
} from '../support/people';

interface Filing {
  id: string;
  state: string;
  version: number;
  sha256: string;
  required: { amount: string };
  rateBasisPoints: number;
  agreementId: string | null;
}
interface Answer {
  refusals: { code: string; path: string[] }[];
  filing?: Filing | null;
  mandate?: { id: string; version: number } | null;
}
interface Unit {
  id: string;
  approver: Person;
}

const FILING = 'filing { id state version sha256 required { amount } rateBasisPoints agreementId }';

describe('what budget units reserve', () => {
  let app: TestApp;
  let people: People;
  let bureau: Unit;
  let school: Unit;
  let small: Unit;
  let union: string;
  let second: Person;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    await app.transactions.run(async (tx) => {
      const unit = async (parentId: string | null): Promise<Unit> => {
        const standing = {
          kind: 'PUBLIC_UNIT',
          regionCode: PLACES.eastCounty,
          side: 'EAST',
          parentId,
        } as const;
        const id = await addOrganization(tx, standing);
        return { id, approver: await addMember(app, tx, id, 'BUYER_APPROVER') };
      };
      bureau = await unit(null);
      school = await unit(bureau.id);
      small = await unit(bureau.id);
      union = (await unit(school.id)).id;
      second = await addMember(app, tx, bureau.id, 'BUYER_APPROVER');
    });
  });
  afterAll(() => app.close());

  async function run(verb: string, person: Person, input: object): Promise<Answer> {
    const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const fields = verb.endsWith('Purchaser') ? 'mandate { id version }' : FILING;
    const answer = await app.graphql<Record<string, Answer>>(
      `mutation ($input: ${type}!) { ${verb}(input: $input) { ${fields} refusals { code path } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: person.token },
    );
    const told = answer.data?.[verb];
    if (told) return told;
    return { refusals: (answer.errors ?? []).map(({ extensions }) => ({ code: extensions.code, path: [] })) };
  }
  const file = (unit: Unit, more: object = {}) =>
    run('fileReserve', unit.approver, {
      unitId: unit.id,
      year: 2026,
      canteen: 'OWN',
      canteenAmount: { amount: '1000.01', currency: 'CNY' },
      password: TEST_PASSWORD,
      ...more,
    });
  const confirm = (filing: Filing | null | undefined, by: Person, more: object = {}) =>
    run('confirmFiling', by, {
      filingId: filing?.id,
      sha256: filing?.sha256,
      expectedVersion: filing?.version,
      password: TEST_PASSWORD,
      ...more,
    });
  const code = ({ refusals }: Answer) => refusals[0]?.code;
  const leafOf = async (unitId: string, countyCode: string = PLACES.westCounty, on = '2026-03-01') => {
    const question = { scheme: 'BUDGET_RESERVE', unitId, unitRegionCode: PLACES.eastCounty, on };
    const asked = { ...question, countyCodes: [countyCode], supplierId: people.supplier.id };
    const [[leaf] = []] = await app.nest.get(Relations).leavesFor(app.database, [asked]);
    return leaf;
  };
  const targetOf = async (agreementId: string | null | undefined) =>
    (
      await app.database.one<{ sum: bigint }>(
        `SELECT sum(target)::bigint AS sum FROM annual_agreements a JOIN commitment_targets t
           ON t.agreement_id = a.id AND t.draft_number = a.in_force_draft WHERE a.id = $1`,
        [agreementId],
      )
    )?.sum;

  it('are filed with what belongs to their canteen, by a budget unit, for this year or the next', async () => {
    const wrong = 'CANTEEN_FIELDS_WRONG';
    expect(code(await file(school, { canteen: 'NONE' }))).toBe(wrong);
    expect(code(await file(school, { canteenAmount: null }))).toBe(wrong);
    expect(code(await file(school, { canteen: 'OUTSOURCED' }))).toBe(wrong);
    expect(code(await file(school, { canteen: 'OUTSOURCED', contractorId: people.supplier.id }))).toBe(
      'CONTRACTOR_WRONG',
    );
    expect(code(await file(school, { unionUnitIds: [small.id] }))).toBe('UNION_UNIT_WRONG');
    expect(code(await file(school, { year: 2025 }))).toBe('FILING_YEAR_WRONG');
    expect(code(await file(school, { password: 'wrong-password' }))).toBe('PASSWORD_WRONG');
    expect(code(await file({ ...school, id: small.id }))).toBe('NOT_FOUND');
    const enterprise = { id: people.buyer.id, approver: people.buyer.approver };
    expect(code(await file(enterprise))).toBe('NOT_BUDGET_UNIT');
  });

  it('are not filed by the unit above that confirms them: both signatures would be one organization’s', async () => {
    const { approver } = bureau;
    expect(code(await file({ ...school, approver }, { year: 2027 }))).toBe('FILED_BY_SUPERVISOR');
  });

  it('stand once the unit above confirms them: relation, yearly paper and target at the region’s rate', async () => {
    const { filing } = await file(school, { unionUnitIds: [union] });
    expect(filing).toMatchObject({ state: 'FILED', required: { amount: '100.01' }, rateBasisPoints: 1000 });
    expect(code(await file(school))).toBe('FILING_WAITS');
    expect(code(await confirm(filing, school.approver))).toBe('SUPERVISOR_ONLY');
    expect(code(await confirm(filing, small.approver))).toBe('NOT_FOUND');
    await shareTelephone(app, 'x', school.approver, second);
    expect(code(await confirm(filing, second))).toBe('SUPERVISOR_ONLY');
    await shareTelephone(app, null, school.approver, second);
    expect(code(await confirm(filing, second, { sha256: '0'.repeat(64) }))).toBe('FILING_CHANGED');
    expect(await leafOf(school.id)).toBeUndefined();
    const done = await confirm(filing, second);
    expect(done.filing).toMatchObject({ state: 'CONFIRMED' });
    expect(await targetOf(done.filing?.agreementId)).toBe(10_001n);
    expect(await leafOf(school.id)).toMatchObject({
      agreementId: done.filing?.agreementId,
      targetLeaf: 'OWN',
      helperOrganizationId: school.id,
    });
    expect(await leafOf(union)).toMatchObject({ agreementId: done.filing?.agreementId });
    // no county of the 832 list, another year, another unit: nothing is reserved there
    expect(await leafOf(school.id, '330211')).toBeUndefined();
    expect(await leafOf(school.id, PLACES.westCounty, '2025-12-31')).toBeUndefined();
    expect(await leafOf(small.id)).toBeUndefined();
    expect(code(await confirm(done.filing, second))).toBe('FILING_DECIDED');
    const found = await app.nest.get(Filings).confirmed(app.database, [school.id, small.id], 2026);
    expect([...found.values()]).toMatchObject([{ unitId: school.id, canteen: 'OWN', unionUnitIds: [union] }]);
    expect(await app.nest.get(Relations).parties(app.database, done.filing?.agreementId ?? '')).toEqual([
      { side: 'EAST', organizationId: school.id, role: 'BUYER_APPROVER' },
      { side: 'WEST', organizationId: bureau.id, role: 'BUYER_APPROVER' },
    ]);
  });

  it('count for the representative where a canteen is shared, without a target of their own', async () => {
    const shared = { canteen: 'SHARED', canteenAmount: null, representativeUnitId: school.id };
    const { filing } = await file(small, { ...shared, representativeUnitId: bureau.id });
    expect(code(await confirm(filing, second))).toBe('REPRESENTATIVE_NOT_CONFIRMED');
    const returned = await run('returnFiling', second, {
      filingId: filing?.id,
      reason: '示例：代表单位有误',
      expectedVersion: filing?.version,
    });
    expect(returned.filing).toMatchObject({ state: 'RETURNED' });
    const again = await file(small, shared);
    const done = await confirm(again.filing, second);
    const ofSchool = await leafOf(school.id);
    expect(done.filing?.agreementId).toBe(ofSchool?.agreementId);
    expect(await leafOf(small.id)).toMatchObject({
      agreementId: ofSchool?.agreementId,
      targetLeaf: 'PAIRING',
    });
    expect((await leafOf(small.id))?.commitmentId).not.toBe(ofSchool?.commitmentId);
    expect(await targetOf(done.filing?.agreementId)).toBe(10_001n);
  });

  it('are filed anew: the earlier one is amended, the paper gets another target, what is noted stays', async () => {
    const { filing } = await file(school, { canteenAmount: { amount: '2000.00', currency: 'CNY' } });
    const done = await confirm(filing, second);
    expect(await targetOf(done.filing?.agreementId)).toBe(20_000n);
    expect(await leafOf(small.id)).toMatchObject({
      agreementId: done.filing?.agreementId,
      targetLeaf: 'PAIRING',
    });
    const states = await app.database.query(
      'SELECT state FROM reserve_filings WHERE unit_id = $1 ORDER BY filed_at, state',
      [school.id],
    );
    expect(states).toEqual([{ state: 'AMENDED' }, { state: 'CONFIRMED' }]);
    const { filing: alone } = await file(school, {
      canteen: 'SHARED',
      canteenAmount: null,
      representativeUnitId: small.id,
    });
    expect(code(await confirm(alone, second))).toBe('FILING_STANDS_ALONE');
    const back = { filingId: alone?.id, expectedVersion: alone?.version, reason: '示例：单独办食堂' };
    expect((await run('returnFiling', second, back)).filing?.state).toBe('RETURNED');
  });

  it('of a top unit are confirmed by its region’s office; without a canteen nothing is required, and it counts', async () => {
    const { filing } = await file(bureau, { canteen: 'NONE', canteenAmount: null });
    expect(filing).toMatchObject({ required: { amount: '0.00' } });
    expect(code(await confirm(filing, second))).toBe('SUPERVISOR_ONLY');
    const done = await confirm(filing, people.coordEast.county);
    expect(done.filing).toMatchObject({ state: 'CONFIRMED' });
    expect(await targetOf(done.filing?.agreementId)).toBe(0n);
    expect(await leafOf(bureau.id)).toMatchObject({ agreementId: done.filing?.agreementId });
    // its units keep their own papers
    expect((await leafOf(school.id))?.helperOrganizationId).toBe(school.id);
  });

  it('are bought for by the contractor of an outsourced canteen, on the days it is granted', async () => {
    const contractorId = people.buyer.id;
    const outsourced = { year: 2027, canteen: 'OUTSOURCED', contractorId };
    expect((await file(small, outsourced)).filing).toMatchObject({ state: 'FILED' });
    const may = (on: string) => app.nest.get(Purchasers).mayBuyFor(app.database, contractorId, small.id, on);
    const preview = async () => {
      const { errors, data } = await app.graphql<{ previewBasket: unknown }>(
        'query ($input: PreviewBasketInput!) { previewBasket(input: $input) { refusals { code } } }',
        {
          input: { lines: [], deliveryCounty: PLACES.eastCounty, deliveryOn: '2026-07-20', unitId: small.id },
        },
        { token: people.buyer.clerk.token },
      );
      return data?.previewBasket ? 'SEEN' : errors?.[0]?.extensions.code;
    };
    expect(await preview()).toBe('NOT_FOUND');
    const grant = (more: object = {}) =>
      run('grantPurchaser', small.approver, {
        unitId: small.id,
        contractorId,
        validFrom: '2026-07-09',
        ...more,
      });
    expect(code(await grant({ validFrom: '2026-07-08' }))).toBe('PURCHASER_DATES_WRONG');
    expect(code(await grant({ contractorId: people.supplier.id }))).toBe('CONTRACTOR_WRONG');
    const granted = await grant({ validTo: '2026-12-31' });
    expect(granted.refusals).toEqual([]);
    expect(code(await grant({ validFrom: '2026-10-01' }))).toBe('PURCHASER_DATES_WRONG');
    expect(await preview()).toBe('SEEN');
    expect([await may('2026-07-08'), await may('2026-07-09'), await may('2027-01-01')]).toEqual([
      false,
      true,
      false,
    ]);
    const end = { mandateId: granted.mandate?.id, expectedVersion: 1 };
    expect(code(await run('endPurchaser', school.approver, { ...end, lastDay: '2026-07-31' }))).toBe(
      'NOT_FOUND',
    );
    expect(code(await run('endPurchaser', small.approver, { ...end, lastDay: '2027-01-01' }))).toBe(
      'PURCHASER_DATES_WRONG',
    );
    await run('endPurchaser', small.approver, { ...end, lastDay: '2026-07-31' });
    expect([await may('2026-07-31'), await may('2026-08-01')]).toEqual([true, false]);
  });

  it('are shown to the unit, to who stands above it and to who supervises it', async () => {
    const count = async (person: Person) => {
      const query = '{ reserveFilings { totalCount } }';
      const { data } = await app.graphql<{ reserveFilings: { totalCount: number } }>(
        query,
        {},
        { token: person.token },
      );
      return data.reserveFilings.totalCount;
    };
    const seen = [second, small.approver, people.coordEast.county, people.otherBuyer.approver];
    expect(await Promise.all(seen.map(count))).toEqual([7, 3, 1, 0]);
    const broken: string[] = [];
    await app.nest.get(Reconciliation).run((line) => broken.push(...line.breaks));
    expect(broken).toEqual([]);
  });

  it('lower nothing once the year they promise for is over', async () => {
    app.clock.set(new Date('2026-12-31T09:00:00+08:00'));
    const signIn = async (person: Person) => ({ ...person, token: await signInAgain(app, person) });
    const approver = await signIn(school.approver);
    const amount = (yuan: string) => ({ canteenAmount: { amount: yuan, currency: 'CNY' } });
    const { filing } = await file({ ...school, approver }, amount('1.00'));
    expect(filing?.state).toBe('FILED');
    app.clock.set(new Date('2027-01-02T09:00:00+08:00'));
    expect(code(await confirm(filing, await signIn(second)))).toBe('COMMITMENT_LOWERED_AFTER_DUE');
  });
});
