import { startPlatform, type PlatformApp } from '../support/platform-app';
import { Probe } from '../support/probe';
import { post, raw } from '../support/raw-http';

const MUTATION =
  'mutation ($input: ProbeInput!) { probe(input: $input) { name refusals { code message path } } }';
const AS_ONE = { authorization: 'Bearer one' };

describe('bad input', () => {
  let app: PlatformApp;
  beforeAll(async () => {
    app = await startPlatform([Probe]);
  });
  afterAll(() => app.close());

  const probe = (input: object, headers: Record<string, string> = {}) =>
    post(
      app,
      { query: MUTATION, variables: { input: { idempotencyKey: 'a-good-key', ...input } } },
      { ...AS_ONE, ...headers },
    );

  it('is named by its path and explained in the caller’s language', async () => {
    const input = { lines: [{ quantity: { value: '1e5', unit: 'kg' } }] };
    const chinese = await probe(input);
    const english = await probe(input, { 'accept-language': 'en-GB,en;q=0.9' });
    expect([chinese.status, chinese.json?.errors?.[0]]).toMatchObject([
      400,
      {
        message: '应为十进制数字，如 "12.50"，不带正负号，整数不超过 18 位，小数不超过 6 位',
        extensions: { code: 'BAD_USER_INPUT', path: ['input', 'lines', '0', 'quantity', 'value'] },
      },
    ]);
    expect(english.json?.errors?.[0]).toMatchObject({
      message:
        'A decimal number such as "12.50" is expected: no sign, at most 18 digits before and 6 after the point',
      extensions: { path: ['input', 'lines', '0', 'quantity', 'value'] },
    });
  });

  const texts: [string, object, string[]][] = [
    ['a control character', { name: 'a\u0000b' }, ['input', 'name']],
    ['an override of direction', { name: 'a\u202eb' }, ['input', 'name']],
    ['a lone surrogate', { name: 'a\ud800b' }, ['input', 'name']],
    ['101 characters', { name: '好'.repeat(101) }, ['input', 'name']],
    ['only blanks', { name: '  ' }, ['input', 'name']],
    ['2001 characters', { note: 'x'.repeat(2001) }, ['input', 'note']],
    ['30 February', { day: '2026-02-30' }, ['input', 'day']],
    ['a day of the year 9999', { day: '9999-01-01' }, ['input', 'day']],
    ['a time without offset', { at: '2026-03-31T09:00:00' }, ['input', 'at']],
    ['25 o’clock', { at: '2026-03-31T25:00:00Z' }, ['input', 'at']],
    ['no uuid', { id: "1' OR '1'='1" }, ['input', 'id']],
    ['a number for text', { name: 7 }, ['input', 'name']],
    [
      'a negative quantity',
      { lines: [{ quantity: { value: '-1', unit: 'kg' } }] },
      ['input', 'lines', '0', 'quantity', 'value'],
    ],
    [
      'a huge quantity',
      { lines: [{ quantity: { value: '9'.repeat(19), unit: 'kg' } }] },
      ['input', 'lines', '0', 'quantity', 'value'],
    ],
    [
      'seven decimals',
      { lines: [{ quantity: { value: '0.0000001', unit: 'kg' } }] },
      ['input', 'lines', '0', 'quantity', 'value'],
    ],
    [
      'full-width digits',
      { lines: [{ quantity: { value: '１２', unit: 'kg' } }] },
      ['input', 'lines', '0', 'quantity', 'value'],
    ],
    ['a fraction for a whole number', { count: 1.5 }, ['input', 'count']],
    ['a number beyond 32 bits', { count: 2 ** 31 }, ['input', 'count']],
    ['a short key', { idempotencyKey: 'short' }, ['input', 'idempotencyKey']],
    ['an unknown field', { colour: 'red' }, ['input', 'colour']],
    ['no key', { idempotencyKey: undefined }, ['input', 'idempotencyKey']],
  ];
  it.each(texts)('%s is refused with its path', async (_what, input, path) => {
    const answer = await probe(input);
    expect(answer.json?.errors).toHaveLength(1);
    expect([answer.status, answer.json?.errors?.[0]?.extensions]).toEqual([
      400,
      { code: 'BAD_USER_INPUT', path },
    ]);
    expect(answer.json?.errors?.[0]?.message).toMatch(/[\u4e00-\u9fff]/);
    expect(answer.text).not.toMatch(/Variable|at \w+ \(|node_modules/);
  });

  it('that would change a prototype is refused', async () => {
    const variables = '{"input": {"idempotencyKey": "a-good-key", "__proto__": {"name": "x"}}}';
    const answer = await post(
      app,
      `{"query": ${JSON.stringify(MUTATION)}, "variables": ${variables}}`,
      AS_ONE,
    );
    expect(answer.status).toBe(400);
  });

  it('as a literal in the document is refused with its path', async () => {
    const lines = '[{ quantity: { value: "1", unit: "kg" } }, { quantity: { value: "-1", unit: "kg" } }]';
    const mutation = `mutation { probe(input: { idempotencyKey: "a-good-key", lines: ${lines} }) { name } }`;
    for (const [query, path] of [
      ['{ fails(how: "a\\u0000b") }', ['how']],
      [mutation, ['input', 'lines', '1', 'quantity', 'value']],
    ] as const) {
      const answer = await post(app, { query }, AS_ONE);
      expect([answer.status, answer.json?.errors?.[0]?.extensions]).toEqual([
        400,
        { code: 'BAD_USER_INPUT', path },
      ]);
    }
  });

  it('is never written, not even by half', async () => {
    const written = await app.database.query(
      'SELECT FROM domain_events UNION ALL SELECT FROM idempotency_keys',
    );
    expect(written).toHaveLength(0);
  });

  it('is refused as cursor when forged, foreign or cut, and as page when too large', async () => {
    const query =
      'query ($first: Int, $after: Cursor) { levels(first: $first, after: $after) { pageInfo { endCursor } } }';
    const first = await post(app, { query, variables: { first: 2 } });
    const { levels } = (first.json?.data ?? {}) as { levels: { pageInfo: { endCursor: string } } };
    const cursor = levels.pageInfo.endCursor;
    const second = await post(app, { query, variables: { first: 2, after: cursor } });
    expect([second.status, second.json?.errors]).toEqual([200, undefined]);

    const forged = `${cursor.slice(0, -2)}${cursor.endsWith('AA') ? 'BB' : 'AA'}`;
    for (const after of [
      forged,
      cursor.slice(0, 18),
      'x',
      '',
      `${cursor}=`,
      "' OR 1=1 --",
      'A'.repeat(5000),
    ]) {
      const answer = await post(app, { query, variables: { first: 2, after } });
      expect([after, answer.json?.errors?.[0]?.extensions]).toEqual([
        after,
        { code: 'BAD_USER_INPUT', path: ['after'] },
      ]);
    }
    const foreign = await post(app, {
      query: query.replace('levels', 'otherLevels'),
      variables: { after: cursor },
    });
    expect(foreign.json?.errors?.[0]?.extensions.path).toEqual(['after']);
    for (const size of [0, -1, 101, 1_000_000]) {
      const answer = await post(app, { query, variables: { first: size } });
      expect([size, answer.json?.errors?.[0]?.extensions]).toEqual([
        size,
        { code: 'BAD_USER_INPUT', path: ['first'] },
      ]);
    }
  });
});

describe('documents', () => {
  let app: PlatformApp;
  beforeAll(async () => {
    app = await startPlatform([Probe]);
  });
  afterAll(() => app.close());

  const nested = (depth: number) => `{ level ${'{ next '.repeat(depth)} { number } ${'}'.repeat(depth)} }`;
  const aliases = (count: number) =>
    Array.from({ length: count }, (_, index) => `a${index}: number`).join(' ');

  it('of a size a person writes are answered', async () => {
    expect((await post(app, { query: nested(8) })).json?.errors).toBeUndefined();
    expect((await post(app, { query: `{ level { ${aliases(40)} } }` })).json?.errors).toBeUndefined();
  });

  it.each([
    ['nested too deep', nested(30)],
    [
      'nested too deep through fragments',
      `{ level { ...A } } ${Array.from({ length: 20 }, (_, i) => `fragment ${'ABCDEFGHIJKLMNOPQRSTUV'[i] ?? ''} on Level { next { number ${i < 19 ? `...${'ABCDEFGHIJKLMNOPQRSTUV'[i + 1] ?? ''}` : ''} } }`).join(' ')}`,
    ],
    ['with too many aliases', `{ level { ${aliases(41)} } }`],
    ['with aliases of __typename', `{ level { ${aliases(41).replaceAll('number', '__typename')} } }`],
    [
      'with aliases through fragments',
      `{ level { ${'...A '.repeat(21)} } } fragment A on Level { a: number b: number }`,
    ],
    ['with too many root fields', `{ ${'__typename '.repeat(21)} }`],
    ['with root fields in a fragment', `{ ...A ...A } fragment A on Query { ${'__typename '.repeat(11)} }`],
  ])('%s are refused', async (_what, query) => {
    const answer = await post(app, { query });
    expect([answer.status, answer.json?.errors?.[0]?.extensions.code]).toEqual([400, 'QUERY_TOO_LARGE']);
    expect(answer.json?.errors?.[0]?.message).toMatch(/[\u4e00-\u9fff]/);
  });

  it('that double with every fragment are refused: who followed each would never end', async () => {
    const fragments = Array.from(
      { length: 38 },
      (_, i) => `fragment F${i} on Level { ...F${i + 1} ...F${i + 1} }`,
    );
    const query = `{ level { ...F0 } } ${fragments.join(' ')} fragment F38 on Level { number }`;
    expect((await post(app, { query })).json?.errors?.[0]?.extensions.code).toBe('QUERY_TOO_LARGE');
  });

  it.each([
    ['of too many tokens', { query: `{ ${'level { number } '.repeat(1500)} }` }],
    ['that do not parse', { query: '{ level { ' }],
    ['that ask for what is not there', { query: '{ secrets }' }],
    ['that spread in a circle', { query: '{ level { ...A } } fragment A on Level { next { ...A } }' }],
    ['that are no text', { query: 7 }],
    ['that are missing', {}],
    [
      'that name no operation of theirs',
      { query: 'query A { level { number } } query B { level { number } }' },
    ],
    ['with variables that are no object', { query: '{ level { number } }', variables: 'x' }],
    ['that subscribe', { query: 'subscription { level { number } }' }],
    ['in a batch', [{ query: '{ level { number } }' }, { query: '{ level { number } }' }]],
  ])('%s get a 4xx', async (_what, body) => {
    const answer = await post(app, body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.json?.errors?.[0]?.message).toMatch(/[\u4e00-\u9fff]/);
    expect(answer.text).not.toMatch(/stacktrace|node_modules|Did you mean/);
  });

  it.each([
    ['malformed JSON', '{"query": ', 'application/json', 400],
    ['an empty body', '', 'application/json', 400],
    ['a number as body', '7', 'application/json', 400],
    [
      'a body above 1 MB',
      JSON.stringify({ query: `# ${'x'.repeat(1_100_000)}\n{ level { number } }` }),
      'application/json',
      413,
    ],
    ['another media type', '<query/>', 'application/xml', 415],
    ['a form', 'query={level{number}}', 'application/x-www-form-urlencoded', 415],
  ])('as %s get a 4xx', async (_what, body, type, status) => {
    const answer = await raw(app, '/graphql', { method: 'POST', headers: { 'content-type': type }, body });
    expect([answer.status, answer.text]).toEqual([
      status,
      expect.not.stringMatching(/stack|node_modules|Error:/),
    ]);
    expect(answer.text).toMatch(/[\u4e00-\u9fff]/);
  });

  it('above 1 MB in chunks of unknown length get a 4xx, too', async () => {
    const chunk = Buffer.from(`{"query": "# ${'x'.repeat(1_100_000)}`);
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(chunk);
        controller.close();
      },
    });
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    };
    const status = await fetch(`${app.url}/graphql`, request as RequestInit).then(
      (answer) => answer.status,
      () => 413, // the server may close before everything was sent
    );
    expect(status).toBe(413);
  });

  it('cannot change anything by GET, and a foreign page cannot ask at all', async () => {
    const mutation = encodeURIComponent('mutation { probe(input: { idempotencyKey: "12345678" }) { name } }');
    const byGet = await raw(app, `/graphql?query=${mutation}`, {
      headers: { 'apollo-require-preflight': '1', ...AS_ONE },
    });
    expect(byGet.status).toBe(405);
    const simple = await raw(app, `/graphql?query=${encodeURIComponent('{ level { number } }')}`);
    expect(simple.status).toBe(400);
    const form = await raw(app, '/graphql', {
      method: 'POST',
      headers: { 'content-type': 'text/plain', ...AS_ONE },
      body: JSON.stringify({ query: decodeURIComponent(mutation) }),
    });
    expect(form.status).toBeGreaterThanOrEqual(400);
    expect(await app.database.query('SELECT FROM idempotency_keys')).toHaveLength(0);
  });
});
