import type { Client } from 'pg';
import { IMPORT_COLUMNS, type ImportColumn } from '../../../src/claims/domain/import-columns';
import { workbookOf } from '../../../src/platform/exports/workbook';
import { addDays } from '../../../src/platform/index';
import { buyerLogin } from '../seed/seed-people';

type Words = Readonly<Record<ImportColumn, string>>;

interface SeededLot {
  readonly supplier: string;
  readonly lot: string;
  readonly recognised: boolean;
}

export interface PlantedTable {
  readonly bytes: Buffer;
  readonly good: number;
  readonly goodFen: bigint;
  /** `F12 LOT_UNKNOWN`, in the order of the rows. */
  readonly wrong: readonly string[];
}

/** One row in so many is wrong, in one of the ways below. */
const WRONG_EVERY = 40;
/** Title and headings. */
const ROWS_ABOVE = 2;

/** A filled-in template over the seeded lots, and what must be found wrong with it. */
export async function plantedTable(client: Client, rows: number, today: string): Promise<PlantedTable> {
  const lots = await seededLots(client);
  const sold = lots.filter(({ recognised }) => recognised);
  const unrecognised = lots.find(({ recognised }) => !recognised);
  const unit = await usccOf(client, buyerLogin(1));
  const spoilt = waysToSpoil(addDays(today, 1), unrecognised);
  const planted: Words[] = [];
  const wrong: string[] = [];
  let goodFen = 0n;
  for (let index = 0; index < rows; index += 1) {
    const right = rowOf(index, unit, sold[index % sold.length], addDays(today, -1));
    const way = index % WRONG_EVERY === WRONG_EVERY - 1 ? Math.floor(index / WRONG_EVERY) : null;
    const spoil = way === null ? undefined : spoilt[way % spoilt.length];
    if (spoil) wrong.push(`${letterOf(spoil.at)}${index + ROWS_ABOVE + 1} ${spoil.code}`);
    else goodFen += fenOf(index);
    planted.push({ ...right, ...spoil?.words });
  }
  return { bytes: await filledIn(planted), good: rows - wrong.length, goodFen, wrong };
}

async function seededLots(client: Client): Promise<SeededLot[]> {
  const { rows } = await client.query<SeededLot>(
    `SELECT o.uscc AS supplier, l.certificate_no AS lot, EXISTS (SELECT FROM recognitions r WHERE r.product_id = l.product_id) AS recognised
       FROM lots l JOIN organizations o ON o.id = l.supplier_id ORDER BY l.certificate_no`,
  );
  return rows;
}

async function usccOf(client: Client, login: string): Promise<string> {
  const { rows } = await client.query<{ uscc: string }>(
    'SELECT o.uscc FROM members m JOIN organizations o ON o.id = m.organization_id WHERE m.login = $1',
    [login],
  );
  return rows[0]?.uscc ?? '';
}

/** Each another sum, so that none is another's twin. */
const fenOf = (index: number) => 100_001n + BigInt(index);

function rowOf(index: number, unit: string, lot: SeededLot | undefined, purchasedOn: string): Words {
  const fen = String(fenOf(index));
  const yuan = `${fen.slice(0, -2)}.${fen.slice(-2)}`;
  return {
    unit,
    supplier: lot?.supplier ?? '',
    invoice: `2631${String(index).padStart(16, '0')}`,
    invoiceAmount: yuan,
    purchasedOn,
    lot: lot?.lot ?? '',
    quantity: '2',
    quantityUnit: '公斤',
    amount: yuan,
    evidence: 'A1，B-2',
    channel: '示例门店自提',
    relations: '',
  };
}

interface Spoilt {
  readonly at: ImportColumn;
  readonly code: string;
  readonly words: Partial<Words>;
}

function waysToSpoil(tomorrow: string, unrecognised: SeededLot | undefined): Spoilt[] {
  const { supplier = '', lot = '' } = unrecognised ?? {};
  return [
    { at: 'unit', code: 'UNIT_UNKNOWN', words: { unit: '示例不存在的单位' } },
    { at: 'lot', code: 'LOT_UNKNOWN', words: { lot: 'HGZ-0' } },
    { at: 'lot', code: 'PRODUCT_NOT_RECOGNISED', words: { supplier, lot } },
    { at: 'amount', code: 'AMOUNT_FORM', words: { amount: '12.345' } },
    { at: 'purchasedOn', code: 'PURCHASED_IN_FUTURE', words: { purchasedOn: tomorrow } },
    { at: 'quantityUnit', code: 'UNIT_DIFFERS', words: { quantityUnit: '升' } },
    { at: 'evidence', code: 'EVIDENCE_UNKNOWN', words: { evidence: 'C9' } },
  ];
}

const letterOf = (column: ImportColumn) =>
  String.fromCharCode(65 + IMPORT_COLUMNS.findIndex(({ key }) => key === column));

const filledIn = (rows: readonly Words[]) =>
  workbookOf([
    {
      name: '申报',
      title: '平台外采购申报',
      columns: IMPORT_COLUMNS.map(({ heading }) => ({ heading, kind: 'TEXT' as const })),
      rows: rows.map((row) => IMPORT_COLUMNS.map(({ key }) => row[key] || null)),
    },
  ]);
