import fc from 'fast-check';
import { Client } from 'pg';
import { AuditChain, Reconciliation, SealAuditRows } from '../../src/platform/index';
import { startPlatform, type PlatformApp } from '../support/platform-app';
import { urlOf } from '../support/test-cluster';

const write = (subject: string) =>
  `INSERT INTO audit_rows (at, action, subject_kind, subject_id, data) VALUES (now(), 'late', 'Order', '${subject}', '{}')`;

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

describe('sealing', () => {
  let app: PlatformApp;
  beforeAll(async () => {
    app = await startPlatform();
  });
  afterAll(() => app.close());

  const seal = () => app.nest.get(SealAuditRows).tick();
  const unsealed = async () => (await app.nest.get(AuditChain).unsealed()).rows;
  async function proven(): Promise<{ examined: number | undefined; breaks: readonly string[] | undefined }> {
    const found: { examined?: number; breaks?: readonly string[] } = {};
    await app.nest.get(Reconciliation).run((line) => {
      if (line.invariant === 'I28') Object.assign(found, line);
    });
    return { examined: found.examined, breaks: found.breaks };
  }
  const written = async () =>
    Number((await app.database.one<{ n: bigint }>('SELECT count(*) AS n FROM audit_rows'))?.n);

  it('waits for no transaction: neither for one of this database nor for one of another', async () => {
    const here = await connected(app.databaseUrl);
    const elsewhere = await connected(urlOf(app.databaseUrl, 'postgres'));
    try {
      for (const client of [here, elsewhere]) {
        await client.query('BEGIN');
        await client.query('SELECT pg_current_xact_id()');
      }
      await here.query(write('late'));
      await app.database.query(write('in time'));
      await seal();
      expect(await unsealed()).toBe(0);
      await here.query('COMMIT');
      expect(await unsealed()).toBe(1);
      await seal();
      expect(await unsealed()).toBe(0);
      expect(await proven()).toEqual({ examined: 2, breaks: [] });
    } finally {
      await Promise.all([here.end(), elsewhere.end()]);
    }
  });

  it('seals a transaction that was prepared, once it is committed', async () => {
    const [setting] = await app.database.query<{ most: string }>(
      `SELECT current_setting('max_prepared_transactions') AS most`,
    );
    if (setting?.most === '0') return; // an operator's server may allow none, then there is none to miss
    const client = await connected(app.databaseUrl);
    const before = await written();
    await client.query('BEGIN');
    await client.query(write('prepared'));
    await client.query(`PREPARE TRANSACTION 'late-seal'`);
    await seal();
    await client.query(`COMMIT PREPARED 'late-seal'`);
    await client.end();
    await seal();
    expect([await unsealed(), await proven()]).toEqual([0, { examined: before + 1, breaks: [] }]);
  });

  it('covers every row exactly once, in whatever order transactions begin, write, end, die and are sealed', async () => {
    const clients = await Promise.all([0, 1, 2, 3].map(() => connected(app.databaseUrl)));
    const open = new Set<Client>();
    const step = fc.record({
      who: fc.nat(3),
      what: fc.constantFrom(
        'write',
        'write in a savepoint',
        'commit',
        'roll back',
        'seal',
        'seal twice',
        'die',
      ),
    });
    let kept = await written();
    const pendingOf = new Map<Client, number>();
    const end = async (client: Client, how: 'COMMIT' | 'ROLLBACK') => {
      await client.query(how);
      if (how === 'COMMIT') kept += pendingOf.get(client) ?? 0;
      pendingOf.delete(client);
      open.delete(client);
    };
    const writes = async (client: Client, savepoint: boolean) => {
      if (!open.has(client)) await client.query('BEGIN');
      open.add(client);
      if (savepoint) await client.query('SAVEPOINT within');
      await client.query(write('history'));
      pendingOf.set(client, (pendingOf.get(client) ?? 0) + 1);
    };
    const dies = async (who: number, client: Client) => {
      await client.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
      pendingOf.delete(client);
      open.delete(client);
      clients[who] = await connected(app.databaseUrl);
    };
    const history = fc.array(step, { minLength: 5, maxLength: 25 });
    try {
      await fc.assert(
        fc.asyncProperty(history, async (steps) => {
          for (const { who, what } of steps) {
            const client = clients[who];
            if (!client) continue;
            if (what.startsWith('write')) await writes(client, what !== 'write');
            else if (what === 'commit' && open.has(client)) await end(client, 'COMMIT');
            else if (what === 'roll back' && open.has(client)) await end(client, 'ROLLBACK');
            else if (what === 'die') await dies(who, client);
            else if (what === 'seal') await seal();
            else if (what === 'seal twice') await Promise.all([seal(), seal()]);
          }
          for (const client of open) await end(client, 'COMMIT');
          await seal();
          expect([await written(), await unsealed()]).toEqual([kept, 0]);
          expect(await proven()).toEqual({ examined: kept, breaks: [] });
        }),
        { numRuns: 25, endOnFailure: true },
      );
    } finally {
      await Promise.all(clients.map((client) => client.end()));
    }
  });
});
