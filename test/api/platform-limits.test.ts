import { createHash } from 'node:crypto';
import { startPlatform, type PlatformApp } from '../support/platform-app';
import { processorTime } from '../support/processor-time';
import { post, raw, type RawAnswer } from '../support/raw-http';
import { Sampler } from '../support/sampler';

const told = ({ status, json }: RawAnswer) => [
  status,
  json?.errors?.map(({ extensions }) => extensions.code),
];
const TOO_LARGE = [400, ['QUERY_TOO_LARGE']];
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('limits', () => {
  let app: PlatformApp;
  beforeAll(async () => {
    app = await startPlatform([Sampler]);
  });
  afterAll(() => app.close());

  const ask = (query: string, variables?: object) => post(app, { query, variables });
  const times = (count: number, part: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => part(i)).join(' ');

  describe('of a document', () => {
    it.each([
      ['directives on one field', `{ sample { number ${'@include(if: true) '.repeat(21)} } }`],
      ['unknown directives', `{ sample { number ${'@x '.repeat(21)} } }`],
      ['directives of an operation', `query ${'@x '.repeat(21)} { engine }`],
      [
        'directives through fragments',
        `{ sample { ${'...A '.repeat(11)} } } fragment A on Specimen { a: number @x @x }`,
      ],
      ['fields', `{ sample { ${'number '.repeat(601)} } }`],
      ['fields in a fragment nobody uses', `{ engine } fragment A on Specimen { ${'number '.repeat(601)} }`],
      ['fragments', `{ engine } ${times(41, (i) => `fragment F${i} on Specimen { number }`)}`],
    ])('hold for %s, and nothing else is said', async (_what, query) => {
      expect(told(await ask(query))).toEqual(TOO_LARGE);
    });

    it('end the checking before rules that take quadratic time', async () => {
      // Fields of one name are compared with each other, fields of different names are not.
      const told640 = (name: (index: number) => string) => () =>
        ask(`{ sample { ${times(640, (i) => `${name(i)}others { number }`)} } }`);
      const different = await processorTime(
        told640((i) => `a${i}: `),
        9,
      );
      expect(
        await processorTime(
          told640(() => ''),
          9,
        ),
      ).toBeLessThan(4 * different);
    });

    it('tell at most eleven errors, and none at length', async () => {
      const many = await ask(`{ ${times(15, (i) => `x${i}`)} }`);
      expect(many.json?.errors?.length).toBeLessThanOrEqual(11);
      const long = await ask(`{ ${'x'.repeat(50_000)} }`);
      expect([long.status, long.text.length < 1000]).toEqual([400, true]);
    });
  });

  describe('of cost', () => {
    const page =
      'edges { node { number amount at words others { number others { number others { number } } } } }';
    const query = `query ($n: Int) { samples(first: $n) { ${page} } }`;

    it('hold for page size × fields, whether said in the document, by a variable or by its default', async () => {
      expect((await ask(query, { n: 10 })).status).toBe(200);
      expect(told(await ask(query))).toEqual(TOO_LARGE); // 20 unless said
      expect(told(await ask(query, { n: 100 }))).toEqual(TOO_LARGE);
      expect(told(await ask(query, { n: 1_000_000 }))).toEqual(TOO_LARGE);
      expect(told(await ask(query.replace('$n: Int', '$n: Int = 100')))).toEqual(TOO_LARGE);
      expect(told(await ask(`{ samples(first: 100) { ${page} } }`))).toEqual(TOO_LARGE);
    });

    it('count fragments wherever they are used', async () => {
      const fragment = `fragment P on SpecimenConnection { ${page} }`;
      expect((await ask(`{ samples(first: 9) { ...P } } ${fragment}`)).status).toBe(200);
      const twice = `{ a: samples(first: 9) { ...P } b: samples(first: 9) { ... on SpecimenConnection { ...P } } } ${fragment}`;
      expect(told(await ask(twice))).toEqual(TOO_LARGE);
    });

    it('hold for counts: each is a statement over all rows, and one request has fewer than a pool has connections', async () => {
      const counts = (many: number, size: number) =>
        `{ ${times(many, (i) => `a${i}: samples(first: ${size}) { totalCount }`)} }`;
      expect((await ask(counts(9, 1))).status).toBe(200);
      expect((await ask(counts(9, 100))).status).toBe(200); // a page of any size is counted once
      expect(told(await ask(counts(10, 1)))).toEqual(TOO_LARGE);
      const aliases = `{ samples { ${times(10, (i) => `a${i}: totalCount`)} } }`;
      expect(told(await ask(aliases))).toEqual(TOO_LARGE);
      const spread = `{ ${times(10, (i) => `a${i}: samples(first: 1) { ...C }`)} } fragment C on SpecimenConnection { totalCount }`;
      expect(told(await ask(spread))).toEqual(TOO_LARGE);
    });

    it('say how much it was, in the caller’s language', async () => {
      const answer = await post(app, { query, variables: { n: 100 } }, { 'accept-language': 'en' });
      expect(answer.json?.errors?.[0]?.message).toMatch(
        /^One request has at most 20000 fields .* this one \d+/,
      );
    });
  });

  describe('of persisted queries', () => {
    const persisted = (sha256Hash: unknown, version: unknown = 1) => ({
      extensions: { persistedQuery: { version, sha256Hash } },
    });

    it('are asked for by hash once they were sent whole, by GET too', async () => {
      const query = '{ engine sample { number } }';
      const hash = sha256(query);
      expect((await post(app, persisted(hash))).json?.errors?.[0]?.extensions.code).toBe(
        'PERSISTED_QUERY_NOT_FOUND',
      );
      expect((await post(app, { query, ...persisted(hash) })).status).toBe(200);
      expect((await post(app, persisted(hash))).json?.data).toMatchObject({ sample: { number: 1 } });
      const extensions = encodeURIComponent(JSON.stringify(persisted(hash).extensions));
      const byGet = await raw(app, `/graphql?extensions=${extensions}`, {
        headers: { 'apollo-require-preflight': '1' },
      });
      expect(byGet.json?.data).toMatchObject({ sample: { number: 1 } });
    });

    it('are not kept under a foreign hash, nor when they do not fit the schema', async () => {
      const good = '{ engine }';
      const poison = await post(app, { query: '{ sample { number } }', ...persisted(sha256(good)) });
      expect(told(poison)).toEqual([400, ['BAD_REQUEST']]);
      expect((await post(app, persisted(sha256(good)))).json?.errors?.[0]?.extensions.code).toBe(
        'PERSISTED_QUERY_NOT_FOUND',
      );
      const wrong = '{ nothing }';
      await post(app, { query: wrong, ...persisted(sha256(wrong)) });
      expect((await post(app, persisted(sha256(wrong)))).json?.errors?.[0]?.extensions.code).toBe(
        'PERSISTED_QUERY_NOT_FOUND',
      );
    });

    it('change nothing of who may ask: a hash is no key', async () => {
      const query = '{ mine }';
      const one = await post(app, { query, ...persisted(sha256(query)) }, { authorization: 'Bearer one' });
      expect(one.json?.errors).toBeUndefined();
      expect((await post(app, persisted(sha256(query)))).json?.errors?.[0]?.extensions.code).toBe(
        'UNAUTHENTICATED',
      );
    });

    it.each([[{ a: 1 }], ['__proto__'], ['constructor'], [7], [null], ['x'.repeat(100_000)]])(
      'unknown as %p are not found',
      async (hash) => {
        const answer = await post(app, persisted(hash));
        expect(answer.json?.errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
      },
    );

    it('of another version are refused', async () => {
      expect(told(await post(app, { query: '{ engine }', ...persisted(sha256('{ engine }'), 2) }))).toEqual([
        400,
        ['BAD_REQUEST'],
      ]);
    });
  });

  it('keep the schema to itself, however it is asked for', async () => {
    for (const query of [
      '{ __schema { types { name } } }',
      '{ a: __type(name: "Specimen") { name } }',
      '{ ...A } fragment A on Query { ... on Query { b: __schema { queryType { name } } } }',
      '{ samlpe { numbr } }',
      '{ echo(colours: [REED]) }',
      'query ($c: Colur) { echo }',
    ]) {
      const answer = await ask(query);
      expect([query, answer.status]).toEqual([query, 400]);
      expect(answer.text).not.toMatch(/Did you mean|"sample"|"Specimen"|RED"|Colour"/);
    }
  });
});
