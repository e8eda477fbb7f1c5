import { IMPORT_COLUMNS, type ImportColumn } from '../../src/claims/domain/import-columns';
import { workbookOf } from '../../src/platform/exports/workbook';
import { freshKey, type TestApp } from './app';
import { evidenceOf } from './claims';
import { signInAgain, type Person } from './people';

export type TableRow = Readonly<Partial<Record<ImportColumn, string>>>;

/** The template, filled in; without the optional columns where no row has a word in them. */
export function claimTable(
  rows: readonly TableRow[],
  kindOf: (key: ImportColumn) => 'TEXT' | 'NUMBER' = () => 'TEXT',
) {
  const told = IMPORT_COLUMNS.filter(
    (column) => !('optional' in column) || rows.some((row) => column.key in row),
  );
  return workbookOf([
    {
      name: '申报',
      title: '平台外采购申报',
      columns: told.map(({ heading, key }) => ({ heading, kind: kindOf(key) })),
      rows: rows.map((row) => told.map(({ key }) => row[key] ?? null)),
    },
  ]);
}

let number = 0;
/** Rows of one buyer, supplier and lot, each of an invoice and an amount of its own. */
export const tableRows =
  (names: { buyer: string; supplier: string }, lot: string) =>
  (more: TableRow = {}): TableRow => {
    number += 1;
    const yuan = `${1_000 + number}.00`;
    return {
      unit: names.buyer,
      supplier: names.supplier,
      invoice: `2631${String(number).padStart(16, '0')}`,
      invoiceAmount: yuan,
      purchasedOn: '2026-07-08',
      lot,
      quantity: '2',
      quantityUnit: '公斤',
      amount: yuan,
      evidence: 'A1，B-2',
      ...more,
    };
  };

/** The papers such rows name. */
export async function tablePapers(app: TestApp, person: Person) {
  const [invoice, payment] = await evidenceOf(app, person, 'INVOICE', 'PAYMENT');
  return [
    { code: 'a1', kind: 'INVOICE', fileId: invoice?.fileId ?? '' },
    { code: 'B-2', kind: 'PAYMENT', fileId: payment?.fileId ?? '' },
  ];
}

export async function countClaims(app: TestApp, importId: string): Promise<number> {
  const sql = 'SELECT count(*)::int AS n FROM claims WHERE import_id = $1';
  return (await app.database.one<{ n: number }>(sql, [importId]))?.n ?? 0;
}

export async function usccOf(app: TestApp, id: string): Promise<string> {
  const row = await app.database.one<{ uscc: string }>('SELECT uscc FROM organizations WHERE id = $1', [id]);
  return row?.uscc ?? '';
}

export async function uploadTable(
  app: TestApp,
  person: Person,
  bytes: Buffer,
): Promise<{ id?: string; code?: string }> {
  const answer = await fetch(`${app.url}/files`, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      authorization: `Bearer ${await signInAgain(app, person)}`,
      'x-file-name': 'a.xlsx',
    },
    body: new Uint8Array(bytes),
  });
  const said = (await answer.json()) as { id?: string; refusals?: { code: string }[] };
  return said.id ? { id: said.id } : { code: said.refusals?.[0]?.code ?? String(answer.status) };
}

export interface ShownImport {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly rowsFound: number | null;
  readonly rowsRead: number;
  readonly rowsGood: number;
  readonly goodAmount: { readonly amount: string };
  readonly refusal: { readonly code: string } | null;
  readonly errors: readonly { readonly cell: string; readonly code: string; readonly message: string }[];
}
const IMPORT =
  'id version state rowsFound rowsRead rowsGood goodAmount { amount } refusal { code } errors { cell code message }';

export async function importVerb(
  app: TestApp,
  person: Person,
  verb: string,
  input: object,
): Promise<{ table: ShownImport | null; refusals: string[] }> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const { data, errors } = await app.graphql<Record<
    string,
    { claimImport: ShownImport | null; refusals: { code: string; path: string[] }[] }
  > | null>(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { claimImport { ${IMPORT} } refusals { code path } } }`,
    { input: { idempotencyKey: freshKey(), ...input } },
    { token: await signInAgain(app, person) },
  );
  const [error] = errors ?? [];
  if (error) return { table: null, refusals: [error.extensions.code] };
  const payload = data?.[verb];
  return {
    table: payload?.claimImport ?? null,
    refusals: payload?.refusals.map(({ code, path }) => `${code} ${path.join('.')}`.trim()) ?? [],
  };
}

export async function readImport(app: TestApp, person: Person, id: string): Promise<ShownImport | null> {
  const { data } = await app.graphql<{ claimImport: ShownImport } | null>(
    `query ($id: UUID!) { claimImport(id: $id) { ${IMPORT} } }`,
    { id },
    { token: await signInAgain(app, person) },
  );
  return data?.claimImport ?? null;
}

/** Uploaded, staged, read and checked. */
export async function stageTable(
  app: TestApp,
  person: Person,
  bytes: Buffer,
  evidence: readonly { code: string; kind: string; fileId: string }[] = [],
): Promise<ShownImport> {
  const { id: fileId, code } = await uploadTable(app, person, bytes);
  if (!fileId) throw new Error(code);
  const { table, refusals } = await importVerb(app, person, 'stageClaimImport', { fileId, evidence });
  if (!table) throw new Error(refusals.join(', '));
  await app.settle();
  const read = await readImport(app, person, table.id);
  if (!read) throw new Error('the import is gone');
  return read;
}

export const confirming = ({ id, version, rowsGood, goodAmount }: ShownImport) => ({
  importId: id,
  expectedVersion: version,
  rows: rowsGood,
  amount: { amount: goodAmount.amount },
});
