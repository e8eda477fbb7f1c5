import { captureLog, type CapturedLog } from '../support/captured-log';
import { startPlatform, type PlatformApp } from '../support/platform-app';
import { Probe } from '../support/probe';
import { post, raw } from '../support/raw-http';

const ENGLISH = { 'accept-language': 'en' };

describe('what fails', () => {
  let app: PlatformApp;
  let logged: CapturedLog;
  beforeAll(async () => {
    logged = captureLog('error');
    app = await startPlatform([Probe]);
  });
  afterAll(async () => {
    await app.close();
    logged.stop();
  });

  const fails = (how: string, headers = {}) =>
    post(app, { query: 'query ($how: ShortText!) { fails(how: $how) }', variables: { how } }, headers);

  it.each([
    ['not found', 'NOT_FOUND', '记录不存在', 'There is no such record'],
    ['bad input', 'BAD_USER_INPUT', '错的', 'wrong'],
    ['refused', 'TOO_MUCH', '数量过大', 'That is too much'],
    [
      'unexpectedly',
      'INTERNAL',
      '系统出错，请稍后重试',
      'Something went wrong on our side: please try again',
    ],
    ['database', 'INTERNAL', '系统出错，请稍后重试', 'Something went wrong on our side: please try again'],
  ])('%s answers %s in both languages', async (how, code, zh, en) => {
    const chinese = await fails(how);
    const english = await fails(how, ENGLISH);
    expect([chinese.status, english.status]).toEqual([200, 200]);
    expect(chinese.json?.errors).toMatchObject([{ message: zh, path: ['fails'], extensions: { code } }]);
    expect(english.json?.errors).toMatchObject([{ message: en, path: ['fails'], extensions: { code } }]);
    expect(chinese.text + english.text).not.toMatch(/secret|stack|SELECT|TypeError/);
  });

  it('unexpectedly is logged by its kind, never with data', async () => {
    logged.clear();
    await fails('unexpectedly');
    await fails('database');
    expect(logged.lines()).toMatchObject([
      {
        msg: 'fault',
        error: 'TypeError',
        operation: 'fails',
        frames: expect.stringMatching(/probe/) as string,
      },
      { msg: 'fault', error: 'QueryFailedError', sqlState: '22P02', operation: 'fails' },
    ]);
    expect(logged.text()).not.toMatch(/secret|13800000000/);
  });

  it('asks who it is before it says anything else', async () => {
    const query = '{ forOthers }';
    expect((await post(app, { query })).json?.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(
      (await post(app, { query }, { authorization: 'Bearer wrong' })).json?.errors?.[0]?.extensions.code,
    ).toBe('UNAUTHENTICATED');
    expect(
      (await post(app, { query }, { authorization: 'Basic one' })).json?.errors?.[0]?.extensions.code,
    ).toBe('UNAUTHENTICATED');
    const known = await post(app, { query }, { authorization: 'Bearer one', ...ENGLISH });
    expect(known.json?.errors).toMatchObject([
      { message: 'You may not do this', extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  it('to say who may call it can be called by nobody', async () => {
    const answer = await post(app, { query: '{ unmarked }' }, { authorization: 'Bearer one' });
    expect(answer.json?.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('with its database connection leaves the process alive, and the next query works', async () => {
    for (let round = 0; round < 5; round += 1) {
      const answer = await fails('terminated', ENGLISH);
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
      expect(answer.json?.errors).toMatchObject([
        {
          message: 'The service is busy: please try again shortly',
          path: ['fails'],
          extensions: { code: 'UNAVAILABLE' },
        },
      ]);
      await app.database
        .query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
        )
        .catch(() => undefined);
      expect((await post(app, { query: '{ about { today } }' })).json?.data).toEqual({
        about: { today: '2026-07-09' },
      });
    }
  });

  it('over plain HTTP answers a code and nothing of the inside', async () => {
    expect(await raw(app, '/files/00000000-0000-4000-8000-000000000009')).toMatchObject({
      status: 401,
      json: { code: 'UNAUTHENTICATED' },
    });
    expect(await raw(app, '/nowhere')).toMatchObject({ status: 404, json: { code: 'HTTP_404' } });
    expect(await raw(app, '/%')).toMatchObject({
      status: expect.any(Number) as number,
      text: expect.not.stringMatching(/stack|node_modules/) as string,
    });
  });
});

describe('the explorer', () => {
  const page = (app: PlatformApp) => raw(app, '/graphql', { headers: { accept: 'text/html' } });

  it('needs no internet where one person develops', async () => {
    const app = await startPlatform([Probe], 'dev');
    const { status, text } = await page(app);
    expect([status, text.includes('<html')]).toEqual([200, true]);
    const loaded = [
      ...text.slice(0, 20_000).matchAll(/<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]+)"/g),
    ].map((match) => match[1]);
    expect(loaded.filter((source) => !source?.startsWith('data:'))).toEqual([]);
    expect(text).not.toMatch(
      /(?:src|href)=["'](?:https?:)?\/\/|@import\s+(?:url\()?["']?(?:https?:)?\/\/|url\(["']?(?:https?:)?\/\//,
    );
    const schema = await post(app, { query: '{ __schema { queryType { name } } }' });
    expect(schema.json?.data).toEqual({ __schema: { queryType: { name: 'Query' } } });
    await app.close();
  });

  it('is not there in production, nor is the schema', async () => {
    const app = await startPlatform([Probe], 'serve');
    const { status, text } = await page(app);
    expect([status, /graphiql/i.test(text)]).toEqual([400, false]);
    const schema = await post(app, { query: '{ __schema { queryType { name } } }' });
    expect([schema.status, schema.json?.data]).toEqual([400, undefined]);
    const guess = await post(app, { query: '{ levl { number } }' });
    expect(guess.text).not.toMatch(/level/);
    await app.close();
  });
});
