import type { DataSource } from 'typeorm';

/**
 * Entities declare columns; keys, checks, indexes and defaults live in the migrations alone.
 * What TypeORM would do about those is no drift.
 */
const NO_DRIFT = [
  /^DROP INDEX /,
  /^ALTER TABLE "[\w".]+" DROP CONSTRAINT /,
  /^ALTER TABLE "[\w".]+" ALTER COLUMN "\w+" (SET|DROP) DEFAULT/,
  /^COMMENT ON /,
];

/** Statements that would make the tables what the entities say: none, where both say the same. */
export async function driftOf(source: DataSource): Promise<string[]> {
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query).filter((sql) => !NO_DRIFT.some((form) => form.test(sql)));
}
