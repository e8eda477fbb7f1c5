import { Field, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { AllowPublic, connectionOf, type Page } from '../../src/platform/index';
import { captureLog } from '../support/captured-log';
import { eventually } from '../support/eventually';
import { startPlatform, type PlatformApp } from '../support/platform-app';
import { post, raw, type RawAnswer } from '../support/raw-http';

const POOL = 16;

@ObjectType()
class Relic {
  @Field(() => Int)
  number!: number;
}
const RelicConnection = connectionOf(Relic, 'Relic');

/** A list whose counts take as long as the test wants. */
@Resolver()
class Archive {
  static running = 0;
  static most = 0;
  static fail = false;
  private static waiting: (() => void)[] = [];
  private static open = true;

  static hold(): void {
    Object.assign(this, { running: 0, most: 0, open: false, fail: false });
  }

  static letGo(): void {
    this.open = true;
    for (const go of this.waiting.splice(0)) go();
  }

  static async count(): Promise<number> {
    this.running += 1;
    this.most = Math.max(this.most, this.running);
    if (!this.open) await new Promise<void>((go) => this.waiting.push(go));
    this.running -= 1;
    if (this.fail) throw new TypeError('planted');
    return 7;
  }

  @AllowPublic()
  @Query(() => RelicConnection)
  relics(): Page<Relic> {
    return {
      edges: [],
      pageInfo: { hasNextPage: false, endCursor: null },
      totalCount: () => Archive.count(),
    };
  }
}

describe('counts', () => {
  let app: PlatformApp;
  beforeAll(async () => {
    app = await startPlatform([Archive], 'serve', { DATABASE_POOL_SIZE: String(POOL) });
  });
  afterEach(() => Archive.letGo());
  afterAll(() => app.close());

  const counts = (many: number) =>
    `{ ${Array.from({ length: many }, (_, i) => `a${i}: relics { totalCount }`).join(' ')} }`;
  const ask = (query: string, token?: string) =>
    post(app, { query }, token ? { authorization: `Bearer ${token}` } : {});
  const several = (many: number, token?: string) => Array.from({ length: many }, () => ask(counts(1), token));
  const told = ({ status, headers, json }: RawAnswer) => ({
    status,
    retryAfter: headers.get('retry-after'),
    code: json?.errors?.[0]?.extensions.code,
  });
  const SERVED = { status: 200, retryAfter: null, code: undefined };
  const LATER = { status: 429, retryAfter: '2', code: 'TOO_MANY_REQUESTS' };
  const allServed = (many: number) => Array.from({ length: many }, () => SERVED);
  const running = (many: number) => eventually(async () => Archive.running === many);

  it('of one caller are eighteen at a time; he is told to come again, and nobody else is', async () => {
    Archive.hold();
    const first = ask(counts(9), 'one');
    await running(9);
    const second = ask(counts(9), 'one');
    const others = [ask(counts(1), 'two'), ask(counts(1))];
    await ask('{ relics { edges { cursor } } }'); // those before it are waiting by now
    const third = await ask(counts(1), 'one');
    expect(told(third)).toEqual(LATER);
    expect(third.text).toContain('请求过多');
    expect(told(await ask('{ relics { edges { cursor } } }', 'one'))).toEqual(SERVED);
    Archive.letGo();
    expect((await Promise.all([first, second, ...others])).map(told)).toEqual(allServed(4));
    expect(told(await ask(counts(1), 'one'))).toEqual(SERVED);
  });

  it('take half of the connections, and the next ones wait', async () => {
    Archive.hold();
    const asked = [...several(POOL / 2, 'one'), ...several(4, 'two'), ...several(4)];
    await running(POOL / 2);
    expect((await raw(app, '/health/ready')).status).toBe(200);
    Archive.letGo();
    expect((await Promise.all(asked)).map(told)).toEqual(allServed(16));
    expect(Archive.most).toBe(POOL / 2);
  });

  it('of one caller wait in four places, and another’s are served', async () => {
    Archive.hold();
    let refused = 0;
    const asked = several(18, 'one').map(async (one) => {
      const answer = told(await one);
      if (answer.status === 429) refused += 1;
      return answer;
    });
    await eventually(async () => refused === 18 - POOL / 2 - 4);
    const other = ask(counts(1), 'two');
    await ask('{ relics { edges { cursor } } }');
    Archive.letGo();
    expect(told(await other)).toEqual(SERVED);
    expect((await Promise.all(asked)).filter(({ status }) => status === 200)).toHaveLength(POOL / 2 + 4);
  });

  it('of a caller who left while he waited are not made', async () => {
    Archive.hold();
    const first = ask(counts(8), 'one');
    await running(8);
    const leaving = new AbortController();
    const left = fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer two' },
      body: JSON.stringify({ query: counts(9) }),
      signal: leaving.signal,
    }).catch(() => 'left');
    await ask('{ relics { edges { cursor } } }'); // he waits by now
    leaving.abort();
    expect(await left).toBe('left');
    await ask('{ relics { edges { cursor } } }');
    Archive.letGo();
    await first;
    expect(Archive.most).toBe(8);
    expect(told(await ask(counts(9), 'two'))).toEqual(SERVED);
  });

  it('give their room back when they fail, and when the caller went away', async () => {
    const log = captureLog();
    for (let round = 0; round < 3; round += 1) {
      Archive.hold();
      Archive.fail = true;
      const leaving = new AbortController();
      const gone = fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: counts(9) }),
        signal: leaving.signal,
      }).catch(() => 'gone');
      await running(9);
      const failing = ask(counts(9));
      leaving.abort();
      expect(await gone).toBe('gone');
      Archive.letGo();
      expect((await failing).json?.errors?.[0]?.extensions.code).toBe('INTERNAL');
    }
    log.stop();
    Archive.fail = false;
    expect((await Promise.all([ask(counts(9)), ask(counts(9))])).map(told)).toEqual(allServed(2));
  });
});
