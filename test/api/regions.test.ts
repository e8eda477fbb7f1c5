import { ImportList, type ImportListInput, Regions } from '../../src/regions/index';
import { RegionFactsCache } from '../../src/regions/storage/region-facts.cache';
import { RegionFactsRepository } from '../../src/regions/storage/region-facts.repository';
import { startTestApp, type TestApp } from '../support/app';

/** The list in force as a file would print it, so that a test changes only what it is about. */
async function rowsInForce(app: TestApp): Promise<ImportListInput['rows']> {
  const entries = await app.database.query<{
    code: string;
    name: string;
    parent_code: string;
    carried_to: string;
  }>(
    `SELECT code, name, parent_code, carried_to FROM county_designations WHERE list = '832' AND valid_to IS NULL`,
  );
  return entries.map((entry, i) => ({
    line: i + 2,
    code: entry.code,
    name: entry.name,
    parent: entry.parent_code,
    successor: entry.carried_to,
  }));
}

describe('regions and dated facts', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  async function ask<Data>(
    query: string,
    variables: object = {},
    language: 'zh' | 'en' = 'zh',
  ): Promise<Data> {
    const answer = await app.graphql<Data>(query, variables, { language });
    expect(answer.errors).toBeUndefined();
    return answer.data;
  }

  it('tells what a code stood for on a day', async () => {
    const query = `query ($code: RegionCode!, $on: BusinessDay) {
      division(code: $code, on: $on) { name fullName kind prefectureName designations history { name firstYear lastYear } } }`;
    expect(await ask(query, { code: '520581' })).toEqual({
      division: {
        name: '黔西市',
        fullName: '贵州省毕节市黔西市',
        kind: 'COUNTY_CITY',
        prefectureName: '毕节市',
        designations: ['FORMER_POVERTY_COUNTY'],
        history: [{ name: '黔西市', firstYear: 2021, lastYear: null }],
      },
    });
    expect(await ask(query, { code: '520522' })).toEqual({ division: null });
    expect(await ask(query, { code: '520522', on: '2019-01-01' })).toMatchObject({
      division: { name: '黔西县' },
    });
  });

  it('follows a code to its successors', async () => {
    const query = '{ division(code: "542623", on: "2012-06-14") { successors { code name } } }';
    expect(await ask(query)).toEqual({
      division: { successors: [{ code: '540481', name: '米林市' }] },
    });
  });

  it('browses divisions page by page', async () => {
    type Found = {
      divisions: { edges: { node: { code: string } }[]; pageInfo: { endCursor: string }; totalCount: number };
    };
    const query = `query ($after: Cursor) { divisions(first: 2, after: $after, filter: { within: "450000", search: "西", level: COUNTY }) {
      totalCount edges { node { code } } pageInfo { hasNextPage endCursor } } }`;
    const first = await ask<Found>(query);
    const second = await ask<Found>(query, { after: first.divisions.pageInfo.endCursor });
    const codes = [...first.divisions.edges, ...second.divisions.edges].map((edge) => edge.node.code);
    expect(new Set(codes).size).toBe(3);
    expect(codes).toEqual([...codes].sort());
    expect(first.divisions.totalCount).toBe(3);
  });

  it('lists county designations with their verification', async () => {
    const query = `query ($filter: CountyDesignationFilter) { countyDesignations(first: 100, filter: $filter) {
      totalCount edges { node { name code verified yearLeftPoverty counties { code } } } } }`;
    const haixi = await ask(query, { filter: { within: '632800', designation: 'FORMER_POVERTY_COUNTY' } });
    expect(haixi).toMatchObject({
      countyDesignations: {
        edges: expect.arrayContaining([
          { node: { name: '大柴旦行委', code: null, verified: true, yearLeftPoverty: 2019, counties: [] } },
          {
            node: {
              name: '冷湖行委',
              code: null,
              verified: true,
              yearLeftPoverty: 2019,
              counties: [{ code: '632803' }],
            },
          },
        ]),
      },
    });
    const before = await ask(query, { filter: { designation: 'KEY_ASSISTED_COUNTY', on: '2021-08-26' } });
    expect(before).toMatchObject({ countyDesignations: { totalCount: 0 } });
  });

  it('answers rules, regimes and working days as of a date', async () => {
    const answer = await ask(
      `{ guangdong: datedRule(key: RESERVE_RATE, on: "2025-05-01", regionCode: "440305") { value sourceDocument verified }
         national: datedRule(key: RESERVE_RATE) { value }
         none: datedRule(key: RESERVE_RATE, on: "2019-01-01") { value }
         datedRules(filter: { key: PREPAID_PAYMENT_DAYS }) { edges { node { value unit } } }
         before: policyRegime(on: "2025-12-31") { code name }
         now: policyRegime { code }
         workingDayAfter(from: "2026-09-30", days: 10) { date noticeMissing }
         calendarDay(date: "2027-01-01") { isWorkingDay noticeMissing } }`,
      {},
      'en',
    );
    expect(answer).toMatchObject({
      guangdong: { value: '0.30', verified: false },
      national: { value: '0.10' },
      none: null,
      datedRules: { edges: [{ node: { value: '30', unit: 'DAY' } }] },
      before: { code: 'TRANSITION_2021_2025', name: 'Five-year transition' },
      now: { code: 'REGULAR_2026' },
      workingDayAfter: { date: '2026-10-20', noticeMissing: [] },
      calendarDay: { isWorkingDay: true, noticeMissing: [2027] },
    });
  });

  it.each([
    ['{ division(code: "12") { name } }'],
    ['{ division(code: "520581", on: "2026-02-30") { name } }'],
    ['{ divisions(first: 1000000) { totalCount } }'],
    ['{ divisions(after: "x") { totalCount } }'],
    ['{ workingDayAfter(from: "2026-01-01", days: -1) { date } }'],
    ['{ workingDayAfter(from: "2026-01-01", days: 100000) { date } }'],
  ])('refuses %s', async (query) => {
    const answer = await app.graphql(query);
    expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(answer.errors?.[0]?.extensions.code);
    expect(answer.status).toBeLessThan(500);
  });

  it('holds one rule at a time for a key and place', async () => {
    const again = `INSERT INTO rule_facts (key, value, unit, valid_from, source_document, verified)
      VALUES ('RESERVE_RATE', '0.20', 'RATIO', '2026-06-01', '示例', false)`;
    await expect(app.database.query(again)).rejects.toThrow('rule_facts_one_at_a_time');
  });
});

describe('importing a replacement list', () => {
  let app: TestApp;
  let importList: ImportList;
  beforeAll(async () => {
    app = await startTestApp();
    importList = app.nest.get(ImportList, { strict: false });
  });
  afterAll(() => app.close());

  const input = (rows: ImportListInput['rows'], more: Partial<ImportListInput> = {}): ImportListInput => ({
    list: '832',
    date: '2026-03-01',
    rows,
    sourceDocument: '示例名单',
    apply: true,
    ...more,
  });
  const stored = () => app.database.query('SELECT * FROM county_designations ORDER BY id');

  it('shows the difference and writes nothing unless told to', async () => {
    const before = await stored();
    const rows = await rowsInForce(app);
    const { difference, loaded } = await importList.run(
      input(rows.slice(1), { date: '2020-06-01', apply: false }),
    );
    expect(loaded).toBe(false);
    expect(difference.problems.length).toBeGreaterThan(0);
    expect(await stored()).toEqual(before);
  });

  it('loads nothing when one line is wrong', async () => {
    const before = await stored();
    const wrong = [{ line: 2, code: '999999', name: '示例县', parent: '', successor: null }];
    const { difference, loaded } = await importList.run(input(wrong));
    expect(loaded).toBe(false);
    expect(difference.problems).toMatchObject([{ line: 2, reason: 'UNKNOWN_CODE' }]);
    expect(await stored()).toEqual(before);
  });

  it('replaces the list from its date on, and every process sees it within two seconds', async () => {
    const elsewhere = new RegionFactsCache(
      app.nest.get(RegionFactsRepository, { strict: false }),
      app.database,
    );
    expect((await elsewhere.current()).designations.designationsOf('440305', '2026-07-09')).toEqual([]);
    const rows: ImportListInput['rows'] = [
      { line: 2, code: '440305', name: '南山区', parent: '', successor: null },
      { line: 3, code: '520581', name: '黔西市', parent: '', successor: null },
      { line: 4, code: null, name: '大柴旦行委', parent: '海西蒙古族藏族自治州', successor: null },
    ];
    const { difference, loaded } = await importList.run(input(rows));
    expect(loaded).toBe(true);
    expect([difference.additions.length, difference.unchanged.length, difference.removals.length]).toEqual([
      1, 2, 830,
    ]);
    const regions = app.nest.get(Regions, { strict: false });
    expect(await regions.designationsOn('440305', '2026-03-01')).toEqual(['FORMER_POVERTY_COUNTY']);
    expect(await regions.designationsOn('440305', '2026-02-28')).toEqual([]);
    expect(await regions.designationsOn('130125', '2026-02-28')).toEqual(['FORMER_POVERTY_COUNTY']);
    expect(await regions.designationsOn('130125', '2026-03-01')).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await elsewhere.current()).designations.designationsOf('440305', '2026-07-09')).toHaveLength(1);
    const audit = await app.database.query(`SELECT data FROM audit_rows WHERE action = 'importList'`);
    expect(audit).toMatchObject([{ data: { additions: 1, removals: 830 } }]);
  });

  it('corrects a list of the same date, and refuses an older one', async () => {
    const rows: ImportListInput['rows'] = [
      { line: 2, code: '520581', name: '黔西市', parent: '', successor: null },
    ];
    expect((await importList.run(input(rows))).loaded).toBe(true);
    const regions = app.nest.get(Regions, { strict: false });
    expect(await regions.designationsOn('440305', '2026-03-01')).toEqual([]);
    expect(await regions.designationsOn('130125', '2026-02-28')).toEqual(['FORMER_POVERTY_COUNTY']);
    const older = await importList.run(input(rows, { date: '2026-02-01' }));
    expect(older.difference.problems).toMatchObject([
      { reason: 'OLDER_THAN_LOADED', candidates: ['2026-03-01'] },
    ]);
  });
});
