import type { DataSource } from 'typeorm';

/** What an extension brought is not ours; what the job queue and TypeORM keep for themselves neither. */
const OURS = (oid: string, namespace: string) => `
  ${namespace} NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker')
  AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = ${oid} AND deptype = 'e')`;
const RELATION = `${OURS('c.oid', 'n.nspname')} AND c.relname NOT IN ('migrations', 'migrations_id_seq', 'migrations_pkey', 'PK_8c82d7f526340ab734260ea46be')`;

const PARTS: Readonly<Record<string, string>> = {
  schemas: `SELECT nspname AS line FROM pg_namespace n
    WHERE nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('information_schema', 'graphile_worker', 'public')`,
  relations: `SELECT format('%s %s.%s %s', c.relkind, n.nspname, c.relname, coalesce(c.reloptions::text, '')) AS line
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${RELATION}`,
  columns: `SELECT format('%s.%s %s %s%s default %s identity %s generated %s collation %s', c.relname, a.attname,
      row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum), format_type(a.atttypid, a.atttypmod),
      CASE WHEN a.attnotnull THEN ' not null' END, pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated, a.attcollation) AS line
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm') AND ${RELATION}`,
  constraints: `SELECT format('%s on %s: %s', k.conname, c.relname, pg_get_constraintdef(k.oid)) AS line
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${RELATION}`,
  indexes: `SELECT pg_get_indexdef(c.oid) AS line FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('i', 'I') AND ${RELATION}`,
  views: `SELECT format('%s: %s', c.relname, pg_get_viewdef(c.oid)) AS line FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm') AND ${RELATION}`,
  triggers: `SELECT pg_get_triggerdef(t.oid) || t.tgenabled::text AS line FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND ${RELATION}`,
  functions: `SELECT pg_get_functiondef(p.oid) AS line FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.prokind IN ('f', 'p') AND ${OURS('p.oid', 'n.nspname')}`,
  types: `SELECT format('%s %s %s', t.typtype, t.typname,
      (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid)) AS line
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE t.typtype IN ('e', 'd', 'r') AND ${OURS('t.oid', 'n.nspname')}`,
  comments: `SELECT format('%s: %s', objoid::regclass, description) AS line FROM pg_description d
    JOIN pg_class c ON c.oid = d.objoid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE d.classoid = 'pg_class'::regclass AND ${RELATION}`,
};

export type Catalogue = Record<string, string[]>;

/** Everything of ours that PostgreSQL's catalogue knows, as sorted lines: equal catalogues give equal values. */
export async function catalogueOf(source: DataSource): Promise<Catalogue> {
  const catalogue: Catalogue = {};
  for (const [part, sql] of Object.entries(PARTS)) {
    const rows: { line: string }[] = await source.query(sql);
    catalogue[part] = rows.map(({ line }) => line).toSorted();
  }
  return catalogue;
}

export const isEmpty = (catalogue: Catalogue) =>
  Object.values(catalogue).every((lines) => lines.length === 0);
