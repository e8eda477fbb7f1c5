import { startTestApp, type TestApp } from '../support/app';

interface Shown {
  readonly code: string;
}
interface Listed {
  readonly industries: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: Shown }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const LIST = `query ($filter: IndustryFilter, $first: Int = 20, $after: Cursor) { industries(filter: $filter, first: $first, after: $after)
  { totalCount edges { node { code } } pageInfo { hasNextPage endCursor } } }`;

describe('industries', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  const listed = async (filter: object, more: object = {}): Promise<Listed['industries']> => {
    const { data, errors } = await app.graphql<Listed>(LIST, { filter, ...more });
    expect(errors).toBeUndefined();
    return data.industries;
  };
  const codes = async (filter: object, more: object = {}) =>
    (await listed(filter, more)).edges.map(({ node }) => node.code);

  it('tell what a code stands for and what stands above it, to everybody', async () => {
    const query = `{ industry(code: "1351") { code nameZh nameEn name level parentCode sectionCode line verified sourceDocument }
      division: industry(code: "13") { name nameEn level parentCode } }`;
    const { data } = await app.graphql<Record<string, object>>(query, {}, { language: 'en' });
    expect(data).toEqual({
      industry: {
        code: '1351',
        nameZh: '牲畜屠宰',
        nameEn: null,
        name: '牲畜屠宰',
        level: 'CLASS',
        parentCode: '135',
        sectionCode: 'C',
        line: ['C', '13', '135', '1351'],
        verified: true,
        sourceDocument: expect.stringContaining('GB/T 4754-2017'),
      },
      division: {
        name: expect.stringMatching(/^[A-Z]/),
        nameEn: expect.any(String),
        level: 'DIVISION',
        parentCode: 'C',
      },
    });
  });

  it('are a tree of sections, divisions, groups and classes', async () => {
    expect(await codes({ level: 'SECTION' }, { first: 100 })).toEqual('ABCDEFGHIJKLMNOPQRST'.split(''));
    expect((await listed({ level: 'DIVISION' })).totalCount).toBe(97);
    expect(await codes({ parentCode: '135' })).toEqual(['1351', '1352', '1353']);
    expect((await codes({ within: '13' }))[0]).toBe('13');
    expect(await codes({ search: '1351' })).toEqual(['1351']);
    expect(await codes({ search: '牲畜屠宰', level: 'CLASS' })).toEqual(['1351']);
    expect(await codes({ search: '不存在的行业' })).toEqual([]);
  });

  it('turn their pages in the order of the standard, none lost', async () => {
    const all = await codes({ within: 'A' }, { first: 100 });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Listed['industries'] = await listed({ within: 'A' }, { first: 13, after });
      seen.push(...page.edges.map(({ node }) => node.code));
      after = page.pageInfo.hasNextPage && seen.length < 100 ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen.slice(0, all.length)).toEqual(all);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it.each([
    ['industry', '{ industry(code: "9999") { code } }', {}, 'NOT_FOUND', 'code'],
    ['parent', LIST, { filter: { parentCode: '9999' } }, 'BAD_USER_INPUT', 'filter.parentCode'],
    ['range', LIST, { filter: { within: 'Z' } }, 'BAD_USER_INPUT', 'filter.within'],
  ])('refuse an unknown code of an %s with its path', async (_, query, variables, code, path) => {
    const { errors } = await app.graphql(query, variables);
    expect([errors?.[0]?.extensions.code, errors?.[0]?.extensions.path?.join('.')]).toEqual([code, path]);
    expect(errors?.[0]?.message).toMatch(/[\u4e00-\u9fff]/);
  });
});
