import type { EntityMetadata, ObjectLiteral } from 'typeorm';

/** One statement that inserts rows of one shape, whatever their number; columns no row names get their default. */
export function insertOf(metadata: EntityMetadata, rows: readonly ObjectLiteral[]) {
  const columns = metadata.columns.filter((column) =>
    rows.some((row) => row[column.propertyName] !== undefined),
  );
  const names = columns.map((column) => `"${column.databaseName}"`).join(', ');
  const records = rows.map((row) =>
    Object.fromEntries(
      columns.map((column) => [column.databaseName, asJson(column.getEntityValue(row, true) as unknown)]),
    ),
  );
  const table = `"${metadata.tableName}"`;
  return {
    text: `INSERT INTO ${table} (${names}) SELECT ${names} FROM json_populate_recordset(NULL::${table}, $1::json)`,
    records: JSON.stringify(records),
  };
}

/** PostgreSQL reads each value by its column's own type: whole numbers and bytes travel as text. */
function asJson(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  return value;
}
