import { randomBytes } from 'node:crypto';
import { escapeIdentifier } from 'pg';
import { DataSource, Entity, type QueryRunner } from 'typeorm';
import { migrationLists, migrations } from '../../migrations/index';
import { dataSourceOptions } from '../../src/platform/database/data-source';
import { Instant, Int, Text, Uuid, UuidKey } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';
import { dropDatabase, runEnvironment, runPrefix, urlOf, withClient } from '../support/test-cluster';
import { createTestDatabase } from '../support/test-database';
import { catalogueOf, isEmpty } from './catalogue';
import { driftOf } from './drift';

const setting = (name: string) => process.env[name] ?? '';

/** A database in which nothing was ever done. */
async function withEmptyDatabase(work: (url: string) => Promise<void>): Promise<void> {
  const cluster = setting(runEnvironment.clusterUrl);
  const name = `${runPrefix(setting(runEnvironment.run))}${randomBytes(6).toString('hex')}`;
  await withClient(cluster, (client) =>
    client.query(`CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE template0 ENCODING 'UTF8'`),
  );
  try {
    await work(urlOf(cluster, name));
  } finally {
    await withClient(cluster, (client) => dropDatabase(client, name));
  }
}

/** Every step in a transaction of its own, as `npm run migrate` does it. */
async function inTransaction(
  source: DataSource,
  work: (runner: QueryRunner) => Promise<void>,
): Promise<void> {
  const runner = source.createQueryRunner();
  await runner.startTransaction();
  await work(runner)
    .then(
      () => runner.commitTransaction(),
      async (error: unknown) => {
        await runner.rollbackTransaction();
        throw error;
      },
    )
    .finally(() => runner.release());
}

describe('the migrations', () => {
  it('stand in the order of their timestamps, each once', () => {
    for (const list of [...migrationLists, migrations]) {
      const stamps = list.map(({ name }) => Number(/\d+$/.exec(name)?.[0]));
      expect(stamps).toEqual([...new Set(stamps)].toSorted((a, b) => a - b));
    }
  });

  it('say first how long they wait for a lock: behind one that waits, everybody waits', async () => {
    const firstOf = async (Migration: (typeof migrations)[number]) => {
      let first = '';
      const runner = {
        query: (sql: string) => {
          first ||= sql;
          return Promise.reject(new Error('one is enough'));
        },
      };
      await new Migration().up(runner as unknown as QueryRunner).catch(() => undefined);
      return `${Migration.name}: ${first}`;
    };
    const firsts = await Promise.all(migrations.map(firstOf));
    expect(firsts.filter((line) => !/: SET LOCAL lock_timeout = '\d+s'$/.test(line))).toEqual([]);
  });

  it('lead up, down and up again to the same catalogue, one by one and all together', async () => {
    await withEmptyDatabase(async (url) => {
      const source = await new DataSource(dataSourceOptions(url, 2)).initialize();
      const steps = migrations.map((Migration) => ({ name: Migration.name, step: new Migration() }));
      const seen = [await catalogueOf(source)];
      for (const { name, step } of steps) {
        await inTransaction(source, (runner) => step.up(runner));
        const after = await catalogueOf(source);
        await inTransaction(source, (runner) => step.down(runner));
        expect([name, await catalogueOf(source)]).toEqual([name, seen.at(-1)]);
        await inTransaction(source, (runner) => step.up(runner));
        expect([name, await catalogueOf(source)]).toEqual([name, after]);
        seen.push(after);
      }
      for (const { step } of steps.toReversed()) await inTransaction(source, (runner) => step.down(runner));
      expect(isEmpty(await catalogueOf(source))).toBe(true);
      for (const { step } of steps) await inTransaction(source, (runner) => step.up(runner));
      expect(await catalogueOf(source)).toEqual(seen.at(-1));
      expect(seen.at(-1)?.['relations']?.length).toBeGreaterThan(10);
      await source.destroy();
    });
  });

  it('are compared by a catalogue that sees a column, a check, an index, a trigger and a function', async () => {
    const database = await createTestDatabase();
    const source = await new DataSource(dataSourceOptions(database.url, 2)).initialize();
    let before = await catalogueOf(source);
    for (const [part, sql] of [
      ['columns', 'ALTER TABLE files ADD COLUMN note text'],
      ['columns', 'ALTER TABLE files ALTER COLUMN note SET DEFAULT 1'],
      ['constraints', 'ALTER TABLE files ADD CHECK (size < 100)'],
      ['indexes', 'CREATE INDEX ON files (sha256)'],
      ['triggers', 'ALTER TABLE audit_rows DISABLE TRIGGER USER'],
      ['functions', `CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'`],
      ['types', `CREATE TYPE mood AS ENUM ('good')`],
      ['schemas', 'CREATE SCHEMA other'],
    ] as const) {
      await source.query(sql);
      const after = await catalogueOf(source);
      expect([sql, after[part]]).not.toEqual([sql, before[part]]);
      before = after;
    }
    await source.destroy();
    await database.drop();
  });
});

@Entity('files')
class DriftedFile {
  @UuidKey() id!: string;
  @Int() name!: number; // text in the table
  @Text() mediaType!: string;
  @Int({ nullable: true }) size!: number | null; // not null in the table
  @Text() sha256!: string;
  @Uuid({ nullable: true }) organizationId!: string | null;
  @Text() colour!: string; // not in the table
  @Instant() uploadedAt!: Date; // and member_id is missing here
}

describe('entities and tables', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('have the same columns, types and nullability', async () => {
    expect(await driftOf(app.nest.get(DataSource))).toEqual([]);
  });

  it('are compared by a check that sees another type, nullability, a missing and a foreign column', async () => {
    const database = await createTestDatabase();
    const source = await new DataSource({
      ...dataSourceOptions(database.url, 2),
      entities: [DriftedFile],
    }).initialize();
    const drift = (await driftOf(source)).join('\n');
    await source.destroy();
    await database.drop();
    expect(drift).toMatch(/"name" integer/);
    expect(drift).toMatch(/"size" DROP NOT NULL/);
    expect(drift).toMatch(/ADD "colour"/);
    expect(drift).toMatch(/DROP COLUMN "member_id"/);
  });
});
