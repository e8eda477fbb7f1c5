import { handlingOf } from '../../src/commands/kept-data';
import { withClient } from '../support/test-cluster';
import { createTestDatabase } from '../support/test-database';

const WORDS = `
  SELECT c.table_name || '.' || c.column_name AS name
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
   WHERE c.table_schema NOT IN ('pg_catalog', 'information_schema') AND t.table_type = 'BASE TABLE'
     AND c.udt_name NOT IN ('uuid', '_uuid', 'int2', 'int4', 'int8', 'numeric', 'bool', 'date', 'timestamptz', 'timestamp', 'xid8')
   ORDER BY 1`;

async function wordColumns(before = 'SELECT 1'): Promise<string[]> {
  const database = await createTestDatabase();
  try {
    return await withClient(database.url, async (client) => {
      await client.query(before);
      return (await client.query<{ name: string }>(WORDS)).rows.map(({ name }) => name);
    });
  } finally {
    await database.drop();
  }
}

const undecided = (columns: readonly string[]) => columns.filter((name) => !handlingOf.has(name));

describe('what is kept', () => {
  it('is decided for every column that can hold words, and for none that is not there', async () => {
    const columns = await wordColumns();
    expect(columns.length).toBeGreaterThan(150);
    expect(undecided(columns)).toEqual([]);
    expect([...handlingOf.keys()].filter((name) => !columns.includes(name))).toEqual([]);
  });

  it('keeps phones and account numbers only where they are encrypted', () => {
    const personal = [...handlingOf].filter(([name]) => /phone|payer_account|\.number_|memo/.test(name));
    expect(new Set(personal.map(([, handling]) => handling))).toEqual(
      new Set(['ENCRYPTED', 'KEYED_HASH', 'MASKED']),
    );
    expect(personal.length).toBeGreaterThan(6);
  });

  it('calls encrypted what is written by the cipher, and nothing else', () => {
    for (const [name, handling] of handlingOf)
      expect([name, name.endsWith('_encrypted')]).toEqual([name, handling === 'ENCRYPTED']);
  });

  it('says of no name that erasure replaces it but of a member’s', () => {
    const replaced = [...handlingOf].filter(([, handling]) => handling === 'NAME').map(([name]) => name);
    expect(replaced).toEqual(['members.login', 'members.display_name']);
    expect(handlingOf.get('bank_accounts.holder_name')).toBe('HOLDER');
  });

  it('asks about a column that somebody adds', async () => {
    const columns = await wordColumns('ALTER TABLE members ADD COLUMN id_card text');
    expect(undecided(columns)).toEqual(['members.id_card']);
  });
});
