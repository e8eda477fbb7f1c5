import type { Reader } from '../../platform/index';

const GROUP = 'portion.categoryGroup';

/**
 * SQL: groups of categories no rule that was ever in force tells apart are alike: of each list a rule names, whether the
 * group of `column` stands on it. Where a rule compares the group with another fact, every group is like itself alone.
 */
export async function categoryClass(reader: Reader, column: string): Promise<string> {
  const rows = await reader.query<{ asked: { value?: unknown; values?: unknown[]; other?: unknown } }>(
    `SELECT DISTINCT asked FROM counting_rule_versions,
       jsonb_path_query(rule, 'strict $.** ? (@.fact == "${GROUP}" || @.other == "${GROUP}")') AS asked`,
  );
  const group = `left(${column}, 2)`;
  if (rows.length > 60 || rows.some(({ asked }) => asked.other !== undefined))
    return `hashtextextended(${group}, 0)`;
  const lists = rows.map(({ asked }) =>
    (asked.values ?? [asked.value]).map((value) => quoted(String(value))),
  );
  const bits = lists.map(
    (list, index) => `(CASE WHEN ${group} IN (${list.join(', ')}) THEN ${2n ** BigInt(index)} ELSE 0 END)`,
  );
  return bits.length === 0 ? '0::bigint' : `(${bits.join(' + ')})::bigint`;
}

const quoted = (value: string) => `'${value.replaceAll(`'`, `''`)}'`;
