import { DataSource, Entity } from 'typeorm';
import { dataSourceOptions } from '../../src/platform/database/data-source';
import { guardPool } from '../../src/platform/database/pool-guard';
import { Int, SystemClock, Text, Transactions, UuidKey, Whole } from '../../src/platform/index';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

@Entity('parcels')
class Parcel {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Text() place!: string;
  @Whole() weightGrams!: bigint;
}

const ID = '00000000-0000-4000-8000-000000000001';

describe('a changed row', () => {
  let testDatabase: TestDatabase;
  let source: DataSource;
  let transactions: Transactions;
  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    source = await new DataSource({
      ...dataSourceOptions(testDatabase.url, 8),
      entities: [Parcel],
    }).initialize();
    guardPool(source);
    transactions = new Transactions(source, new SystemClock());
    await source.query(
      'CREATE TABLE parcels (id uuid PRIMARY KEY, version int NOT NULL, place text NOT NULL, weight_grams bigint NOT NULL)',
    );
  });
  afterAll(async () => {
    await source.destroy();
    await testDatabase.drop();
  });
  beforeEach(async () => {
    await source.query('TRUNCATE parcels');
    await transactions.run((tx) =>
      tx.add(Parcel, { id: ID, version: 1, place: '仓库', weightGrams: 2n ** 60n }),
    );
  });

  const load = () => source.manager.findOneByOrFail(Parcel, { id: ID });

  it('keeps bigints whole and gains a version', async () => {
    const before = await load();
    expect(before.weightGrams).toBe(2n ** 60n);
    const after = await transactions.run((tx) =>
      tx.change(Parcel, before, { place: '车上', weightGrams: 2n ** 60n + 1n }),
    );
    expect(after).toMatchObject({ id: ID, place: '车上', weightGrams: 2n ** 60n + 1n, version: 2 });
    expect(await load()).toMatchObject({ version: after.version, place: after.place });
  });

  it('refuses whoever read it before the change: of ten at once one wins', async () => {
    const stale = await load();
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        transactions.run((tx) => tx.change(Parcel, stale, { place: `第${index}处` })),
      ),
    );
    const lost = tries.filter((one) => one.status === 'rejected');
    expect(lost).toHaveLength(9);
    expect(lost[0]).toMatchObject({
      reason: { refusals: [{ code: 'STALE_VERSION', path: ['expectedVersion'] }] },
    });
    expect((await load()).version).toBe(2);
  });

  it('that is gone is stale, too', async () => {
    const row = await load();
    await source.query('TRUNCATE parcels');
    await expect(transactions.run((tx) => tx.change(Parcel, row, { place: 'x' }))).rejects.toMatchObject({
      refusals: [{ code: 'STALE_VERSION' }],
    });
  });
});
