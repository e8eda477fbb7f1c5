import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { Commands, Unavailable } from '../../src/platform/index';
import { captureLog, type CapturedLog } from '../support/captured-log';
import { eventually } from '../support/eventually';
import { actorOf, startPlatform, type PlatformApp } from '../support/platform-app';
import { Probe } from '../support/probe';
import { post, raw } from '../support/raw-http';
import { TcpProxy, type Cut } from '../support/tcp-proxy';

describe('the connection to the database', () => {
  let app: PlatformApp;
  let proxy: TcpProxy;
  let direct: Client;
  let captured: CapturedLog;
  beforeAll(async () => {
    captured = captureLog();
    proxy = await TcpProxy.before(String(process.env['XIESHOU_TEST_CLUSTER']));
    const settings = { DATABASE_POOL_SIZE: '4' };
    app = await startPlatform([Probe], 'serve', settings, (url) => proxy.url(url));
    direct = new Client({ connectionString: app.databaseUrl });
    await direct.connect();
  });
  afterAll(async () => {
    proxy.set('fine');
    await direct.end();
    await app.close();
    proxy.close();
    captured.stop();
  });
  afterEach(() => proxy.set('fine'));

  const write = (key: string) => `INSERT INTO audit_rows (at, action, subject_kind, subject_id, data)
    VALUES (now(), 'write', 'Fault', '${key}', '{}')`;
  const command = (key: string) =>
    app.nest
      .get(Commands)
      .run({ operation: 'fault', actor: actorOf('one'), input: { idempotencyKey: key } }, async (tx) => {
        await tx.query(write(key));
        return { key };
      });
  const written = async (key: string) =>
    (await direct.query(`SELECT FROM audit_rows WHERE subject_id = $1`, [key])).rows.length;
  const othersOf = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`;
  const asked = () => post(app, { query: '{ about { today } }' });
  const ready = async () => (await raw(app, '/health/ready')).status;

  it.each<Cut>(['before commit', 'after commit', 'silence after commit'])(
    'torn %s: the command is run again by itself and has one effect',
    async (cut) => {
      const key = randomUUID();
      const cuts = proxy.cuts;
      proxy.tear(cut);
      expect(await command(key)).toEqual({ result: { key } });
      expect([await written(key), proxy.cuts - cuts]).toEqual([1, 1]);
    },
  );

  it('torn at a commit that carries no key: the caller is told, and nothing is done twice', async () => {
    const key = randomUUID();
    proxy.tear('after commit');
    await expect(app.transactions.run((tx) => tx.query(write(key)))).rejects.toThrow(Unavailable);
    expect(await written(key)).toBe(1);
  });

  it('ended between two statements: the transaction is run again from its beginning', async () => {
    const key = randomUUID();
    let runs = 0;
    await app.transactions.run(async (tx) => {
      runs += 1;
      await tx.query(write(key));
      if (runs === 1) await direct.query(othersOf);
      await tx.query('SELECT 1');
    });
    expect([runs, await written(key)]).toEqual([2, 1]);
  });

  it('ended again and again while commands run: each has exactly one effect, and the process lives', async () => {
    const keys = Array.from({ length: 60 }, () => randomUUID());
    const bursts = (async () => {
      for (let burst = 0; burst < 8; burst += 1) {
        await direct.query(othersOf);
        await sleep(40);
      }
    })();
    for (let start = 0; start < keys.length; start += 10)
      await Promise.all(
        keys.slice(start, start + 10).map(async (key) => {
          for (;;) if (await command(key).then(Boolean, () => false)) return;
        }),
      );
    await bursts;
    expect(await Promise.all(keys.map(written))).toEqual(keys.map(() => 1));
  });

  it('exhausted: 503 before anything is free again, alive and ready all the while, and well when it is over', async () => {
    await direct.query('BEGIN; LOCK TABLE installation IN ACCESS EXCLUSIVE MODE');
    const stuck = Array.from({ length: 4 }, () => asked());
    const waiting = `SELECT FROM pg_locks WHERE NOT granted AND relation = 'installation'::regclass`;
    await eventually(async () => (await direct.query(waiting)).rows.length === 4);
    const refused = await asked(); // what holds it up ends only below
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
    expect(refused.json?.errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
    expect([(await raw(app, '/health/live')).status, await ready()]).toEqual([200, 200]);
    await direct.query('COMMIT');
    expect((await Promise.all(stuck)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await asked()).status).toBe(200);
  });

  it('cut off: not ready and 503, alive; well again by itself', async () => {
    proxy.set('reset');
    await eventually(async () => (await ready()) === 503);
    expect((await raw(app, '/health/ready')).json).toEqual({ status: 'not ready', missing: ['database'] });
    expect((await raw(app, '/health/live')).status).toBe(200);
    expect((await asked()).status).toBe(503);
    proxy.set('fine');
    await eventually(async () => (await ready()) === 200 && (await asked()).status === 200);
  });

  it('swallowed by a black hole: nobody waits for ever, and it is well by itself when it is over', async () => {
    await Promise.all([asked(), asked(), asked(), asked()]);
    proxy.set('black hole');
    const answers = await Promise.all([asked(), asked(), asked(), asked(), asked()]);
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503]);
    expect(await ready()).toBe(503);
    proxy.set('fine');
    await eventually(async () => (await ready()) === 200 && (await asked()).status === 200);
  });

  it('one answer swallowed while the database is well: asked again on another connection', async () => {
    await Promise.all([asked(), asked(), asked(), asked()]);
    proxy.set('black hole'); // what is connected stays lost
    proxy.set('fine');
    expect((await asked()).status).toBe(200);
  });

  it('to a database without our structure: not ready', async () => {
    await direct.query(`UPDATE migrations SET name = 'x' || name WHERE id = 1`);
    await eventually(async () => (await ready()) === 503);
    expect((await raw(app, '/health/ready')).json).toEqual({ status: 'not ready', missing: ['migrations'] });
    await direct.query(`UPDATE migrations SET name = substr(name, 2) WHERE id = 1`);
    await eventually(async () => (await ready()) === 200);
  });
});
