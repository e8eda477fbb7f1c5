import { Client } from 'pg';
import {
  Audit,
  AuditChain,
  Reconciliation,
  SealAuditRows,
  type ReconciliationLine,
} from '../../src/platform/index';
import { eventually } from '../support/eventually';
import { actorOf, startPlatform, type PlatformApp } from '../support/platform-app';
import { withClient } from '../support/test-cluster';

const INSERT = `INSERT INTO audit_rows (at, action, subject_kind, subject_id, data) VALUES (now(), 'late', 'Order', 'x', '{}')`;

describe('the audit trail', () => {
  let app: PlatformApp;
  let chain: AuditChain;
  beforeEach(async () => {
    app = await startPlatform();
    chain = app.nest.get(AuditChain);
  });
  afterEach(() => app.close());

  const record = (subjectId: string) =>
    app.transactions.run((tx) =>
      app.nest.get(Audit).record(tx, {
        actor: actorOf('one'),
        action: 'acceptDelivery',
        subjectKind: 'Order',
        subjectId,
        fromState: 'SHIPPED',
        toState: 'ACCEPTED',
        reason: 'SHORT',
        data: { lines: ['a'], grams: 5 },
      }),
    );
  const seal = () => app.nest.get(SealAuditRows).tick();
  /** Other transactions of this server hold the seal back for a moment, so it is asked again. */
  const sealAll = () => eventually(async () => (await seal(), (await chain.unsealed()).rows === 0));
  const breaks = async () => {
    const lines: ReconciliationLine[] = [];
    const holds = await app.nest.get(Reconciliation).run((line) => lines.push(line));
    const line = lines.find(({ invariant }) => invariant === 'I28');
    expect(holds).toBe(lines.every((one) => one.breaks.length === 0));
    return { examined: line?.examined, breaks: line?.breaks };
  };
  const asOwner = (...statements: string[]) =>
    withClient(app.databaseUrl, async (client) => {
      await client.query(
        'ALTER TABLE audit_rows DISABLE TRIGGER USER; ALTER TABLE audit_seals DISABLE TRIGGER USER',
      );
      for (const sql of statements) await client.query(sql);
      await client.query(
        'ALTER TABLE audit_rows ENABLE TRIGGER USER; ALTER TABLE audit_seals ENABLE TRIGGER USER',
      );
    });

  it('can only grow', async () => {
    await record('1');
    await sealAll();
    for (const table of ['audit_rows', 'audit_seals', 'domain_events']) {
      await app.database.query(
        `INSERT INTO domain_events (stream, sequence, kind, payload, at) VALUES ('s', 1, 'k', '{}', now()) ON CONFLICT DO NOTHING`,
      );
      for (const sql of [`UPDATE ${table} SET id = DEFAULT`, `DELETE FROM ${table}`, `TRUNCATE ${table}`])
        expect([
          sql,
          await app.database
            .query(sql)
            .catch((error: { driverError: { code: string } }) => error.driverError.code),
        ]).toEqual([sql, '23001']);
    }
    expect(
      await app.database.one('SELECT action, from_state, to_state, reason, data FROM audit_rows'),
    ).toEqual({
      action: 'acceptDelivery',
      from_state: 'SHIPPED',
      to_state: 'ACCEPTED',
      reason: 'SHORT',
      data: { lines: ['a'], grams: 5 },
    });
  });

  it('is written with what it tells of, or not at all', async () => {
    const failing = app.transactions.run(async (tx) => {
      await app.nest
        .get(Audit)
        .record(tx, { actor: null, action: 'expire', subjectKind: 'Order', subjectId: '1' });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await app.database.query('SELECT FROM audit_rows')).toHaveLength(0);
  });

  it('shows its unsealed tail, and its head changes with every seal', async () => {
    expect(await chain.head()).toBe('0'.repeat(64));
    await record('1');
    expect(await chain.unsealed()).toEqual({ rows: 1, oldest: expect.any(Date) as Date });
    await sealAll();
    const first = await chain.head();
    expect(await chain.unsealed()).toEqual({ rows: 0, oldest: null });
    await seal();
    expect(await chain.head()).toBe(first);
    await record('2');
    await sealAll();
    expect(await chain.head()).not.toBe(first);
    expect(await breaks()).toEqual({ examined: 2, breaks: [] });
  });

  it('misses no row that is committed late, whoever seals in between', async () => {
    const late = new Client({ connectionString: app.databaseUrl });
    await late.connect();
    await late.query('BEGIN');
    await late.query(INSERT);
    await record('after');
    await Promise.all([seal(), seal(), seal()]);
    expect((await chain.unsealed()).rows).toBe(0); // the later row does not wait for the earlier transaction
    await late.query('COMMIT');
    await late.end();
    await Promise.all([seal(), seal(), seal()]);
    await sealAll();
    expect(await breaks()).toEqual({ examined: 2, breaks: [] });
  });

  it('goes on after a dump is restored in another cluster, whose transactions count anew', async () => {
    await record('1');
    await record('2');
    await asOwner(
      'UPDATE audit_rows SET cluster = 7, xid = (xid::text::numeric + 1000000)::text::xid8',
      'DELETE FROM audit_seals', // as if nothing had been sealed there
    );
    await record('3');
    await eventually(async () => (await seal(), (await breaks()).examined === 3));
    expect(await breaks()).toEqual({ examined: 3, breaks: [] });
    expect((await chain.unsealed()).rows).toBe(0);
    await record('4');
    await sealAll();
    expect(await breaks()).toEqual({ examined: 4, breaks: [] });
  });

  it('holds under many writers while it is sealed', async () => {
    const progress = { writing: true };
    const sealer = (async () => {
      while (progress.writing) await seal();
    })();
    await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let n = 0; n < 15; n += 1) await record(`${writer}/${n}`);
      }),
    );
    progress.writing = false;
    await sealer;
    await sealAll();
    expect(await breaks()).toEqual({ examined: 120, breaks: [] });
  });

  it.each([
    ['a changed row', `UPDATE audit_rows SET data = '{"grams": 6}' WHERE subject_id = '2'`, 1],
    ['a changed instant', `UPDATE audit_rows SET at = at + interval '1 second' WHERE subject_id = '1'`, 1],
    ['a dropped row', `DELETE FROM audit_rows WHERE subject_id = '3'`, 1],
    [
      'an added row',
      `INSERT INTO audit_rows (cluster, xid, at, action, subject_kind, subject_id, data) SELECT cluster, xid, at, action, subject_kind, '4', data FROM audit_rows WHERE subject_id = '1'`,
      1,
    ],
    [
      'two rows that changed places',
      `UPDATE audit_rows SET subject_id = CASE subject_id WHEN '1' THEN '2' ELSE '1' END WHERE subject_id IN ('1', '2')`,
      2,
    ],
    [
      'a dropped seal',
      'DELETE FROM audit_seals WHERE id = (SELECT id FROM audit_seals ORDER BY id OFFSET 1 LIMIT 1)',
      1,
    ],
    [
      'a rewritten seal',
      `UPDATE audit_seals SET hash = repeat('a', 64) WHERE id = (SELECT min(id) FROM audit_seals)`,
      2,
    ],
  ])('betrays %s', async (_what, tampering, count) => {
    for (const subject of ['1', '2', '3']) {
      await record(subject);
      await sealAll();
    }
    expect(await breaks()).toEqual({ examined: 3, breaks: [] });
    await asOwner(tampering);
    expect((await breaks()).breaks).toHaveLength(count);
  });
});
