import type { Reader } from '../../platform/index';

const GROUP = 'portion.categoryGroup';

/**
 * SQL: groups of categories no rule that was ever in force tells apart are alike: of each list a rule names, whether the
 * group of `column` stands on it. Where a rule compares the group with another fact, every group is like itself alone.
 */
export async function categoryClasses(reader: Reader): Promise<(column: string) => string> {
  const rows = await reader.query<{ asked: { value?: unknown; values?: unknown[]; other?: unknown } }>(
    `SELECT DISTINCT asked FROM counting_rule_versions,
       jsonb_path_query(rule, 'strict $.** ? (@.fact == "${GROUP}" || @.other == "${GROUP}")') AS asked`,
  );
  const groupOf = (column: string) => `left(${column}, 2)`;
  if (rows.length > 60 || rows.some(({ asked }) => asked.other !== undefined))
    return (column) => `hashtextextended(${groupOf(column)}, 0)`;
  const lists = rows.map(({ asked }) =>
    (asked.values ?? [asked.value]).map((value) => quoted(String(value))),
  );
  if (lists.length === 0) return () => '0::bigint';
  const bit = (group: string) => (list: string[], index: number) =>
    `(CASE WHEN ${group} IN (${list.join(', ')}) THEN ${2n ** BigInt(index)} ELSE 0 END)`;
  return (column) => `(${lists.map(bit(groupOf(column))).join(' + ')})::bigint`;
}

const quoted = (value: string) => `'${value.replaceAll(`'`, `''`)}'`;
