import { randomUUID } from 'node:crypto';
import { defineRefusals, refuse } from '../../libs/workflow/src/index';
import { Commands, canonicalJson, sha256Of, sqlState, type Outcome, type Tx } from '../../src/platform/index';
import { waitLongForConnections } from '../support/patience';
import { actorOf, startPlatform, type PlatformApp } from '../support/platform-app';

const refusals = defineRefusals({ NOT_TODAY: { zh: '今天不行', en: 'Not today' } });

const inputOf = (idempotencyKey: string, rest: object) => ({ ...rest, idempotencyKey });

describe('commands', () => {
  let app: PlatformApp;
  beforeAll(async () => {
    app = await startPlatform();
    waitLongForConnections(app.nest);
    await app.database.query('CREATE TABLE effects (id uuid PRIMARY KEY, organization_id uuid, amount int)');
  });
  afterAll(() => app.close());
  beforeEach(() => app.database.query('TRUNCATE effects, idempotency_keys'));

  interface Wanted {
    by?: 'one' | 'two';
    operation?: string;
    key?: string;
    amount?: number;
  }
  const effect = async (tx: Tx, by: 'one' | 'two', amount: number) => {
    const id = randomUUID();
    await tx.query('INSERT INTO effects VALUES ($1, $2, $3)', [id, actorOf(by).organizationId, amount]);
    return { id };
  };
  const run = ({ by = 'one', operation = 'spend', key = 'the-same-key', amount = 1 }: Wanted = {}): Promise<
    Outcome<{ id: string }>
  > =>
    app.nest
      .get(Commands)
      .run({ operation, actor: actorOf(by), input: inputOf(key, { amount }) }, (tx) =>
        effect(tx, by, amount),
      );
  const effects = () => app.database.query('SELECT FROM effects').then((rows) => rows.length);

  it('called twenty times at once with one key have one effect and one answer', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => run()));
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(outcomes[0]).toEqual({ result: { id: expect.any(String) as string } });
    expect(await effects()).toBe(1);
  });

  it('refuse the same key with another input, also at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, (_, index) => run({ amount: index % 2 })));
    const reused = outcomes.filter(
      (outcome) => 'refusals' in outcome && outcome.refusals[0]?.code === 'IDEMPOTENCY_KEY_REUSED',
    );
    expect([reused.length, await effects()]).toEqual([5, 1]);
    expect(reused[0]).toMatchObject({ refusals: [{ path: ['idempotencyKey'] }] });
  });

  it('keep keys apart by organization and operation', async () => {
    const outcomes = await Promise.all([
      run(),
      run({ by: 'two' }),
      run({ operation: 'give' }),
      run({ key: 'another-key' }),
    ]);
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(4);
    expect(await effects()).toBe(4);
  });

  it('take inputs as equal whatever the order of their fields', async () => {
    const commands = app.nest.get(Commands);
    const call = (input: { idempotencyKey: string }) =>
      commands.run({ operation: 'spend', actor: actorOf('one'), input }, (tx) => effect(tx, 'one', 1));
    const first = await call(inputOf('ordered-key', { a: 1n, b: { c: 2, d: 3 } }));
    const second = await call(inputOf('ordered-key', { b: { d: 3, c: 2 }, a: 1n }));
    expect(second).toEqual(first);
  });

  it('remember of an input only what nobody can guess back without the house’s key', async () => {
    const commands = app.nest.get(Commands);
    const input = inputOf('the-same-key', { payerAccount: '62220001' });
    await commands.run({ operation: 'spend', actor: actorOf('one'), input }, (tx) => effect(tx, 'one', 1));
    const stored = await app.database.one<{ hash: string }>(
      `SELECT encode(input_hash, 'hex') AS hash FROM idempotency_keys`,
    );
    expect(stored?.hash).toHaveLength(64);
    expect(stored?.hash).not.toBe(sha256Of(canonicalJson(input)));
  });

  it('leave nothing when refused: no effect, and the key can be used again', async () => {
    const commands = app.nest.get(Commands);
    const input = { idempotencyKey: 'the-same-key' };
    const refused = await commands.run({ operation: 'spend', actor: actorOf('one'), input }, async (tx) => {
      await effect(tx, 'one', 1);
      return refuse(refusals.NOT_TODAY(['amount']));
    });
    expect(refused).toMatchObject({ refusals: [{ code: 'NOT_TODAY', path: ['amount'] }] });
    expect([await effects(), (await app.database.query('SELECT FROM idempotency_keys')).length]).toEqual([
      0, 0,
    ]);
    expect(await run()).toHaveProperty('result');
  });

  it('leave nothing when they fail, and the one that waited for the key gets its turn', async () => {
    const commands = app.nest.get(Commands);
    const command = {
      operation: 'spend',
      actor: actorOf('one'),
      input: inputOf('the-same-key', { amount: 1 }),
    };
    let inside: () => void = () => undefined;
    const entered = new Promise<void>((resolve) => (inside = resolve));
    const failing = commands.run(command, async (tx) => {
      await effect(tx, 'one', 1);
      inside();
      await tx.query('SELECT pg_sleep(0.1)');
      throw new Error('broken');
    });
    await Promise.all([expect(failing).rejects.toThrow('broken'), entered.then(() => run())]);
    expect(await effects()).toBe(1);
  });
});

describe('transactions', () => {
  let app: PlatformApp;
  beforeAll(async () => {
    app = await startPlatform();
    await app.database.query('CREATE TABLE counters (id int PRIMARY KEY, value int NOT NULL)');
    await app.database.query('INSERT INTO counters VALUES (1, 0), (2, 0)');
  });
  afterAll(() => app.close());

  it('run again as a whole when PostgreSQL sacrificed them to a deadlock', async () => {
    let attempts = 0;
    let bothHaveTheirs = () => {};
    const gate = new Promise<void>((resolve) => (bothHaveTheirs = resolve));
    const both = (first: number, second: number) =>
      app.transactions.run(async (tx) => {
        await tx.query('UPDATE counters SET value = value + 1 WHERE id = $1', [first]);
        attempts += 1;
        if (attempts === 2) bothHaveTheirs();
        await gate;
        await tx.query('UPDATE counters SET value = value + 1 WHERE id = $1', [second]);
      });
    await Promise.all([both(1, 2), both(2, 1)]);
    expect(attempts).toBeGreaterThan(2);
    expect(await app.database.query('SELECT value FROM counters')).toEqual([{ value: 2 }, { value: 2 }]);
  });

  it('run again when they could not be put in a row, and lose no count', async () => {
    await app.database.query('UPDATE counters SET value = 0');
    const increment = () =>
      app.transactions.run(async (tx) => {
        await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
        const [row] = await tx.query<{ value: number }>('SELECT value FROM counters WHERE id = 1');
        await tx.query('UPDATE counters SET value = $1 WHERE id = 1', [(row?.value ?? 0) + 1]);
      });
    await Promise.all(Array.from({ length: 4 }, increment));
    expect(await app.database.one('SELECT value FROM counters WHERE id = 1')).toEqual({ value: 4 });
  });

  it('give up after a bounded number of tries, and never repeat other faults', async () => {
    let attempts = 0;
    const failing = (state: string) =>
      app.transactions.run(async (tx) => {
        attempts += 1;
        await tx.query(`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '${state}'; END $$`);
      });
    const error: unknown = await failing('40001').catch((caught: unknown) => caught);
    expect([sqlState(error), attempts]).toEqual(['40001', 6]);
    attempts = 0;
    await expect(failing('23505')).rejects.toThrow();
    expect(attempts).toBe(1);
  });

  it('share one business instant among all they write', async () => {
    const instants = await app.transactions.run(async (tx) => {
      app.clock.advance(1000);
      return [tx.at, tx.at];
    });
    expect(instants[0]).toEqual(instants[1]);
  });
});
