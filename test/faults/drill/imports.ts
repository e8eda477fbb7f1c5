import { randomUUID } from 'node:crypto';
import { businessDateOf, addDays } from '../../../src/platform/index';
import { claimTable, type TableRow } from '../../support/claim-tables';
import { newPaper } from '../../support/claims';
import { eventually } from '../../support/eventually';
import type { Goods } from '../../support/goods';
import { holdTable, type HeldTable } from './held-table';
import { ask, must } from './ordering';
import type { ProductProcess } from './product-process';
import type { Stage } from './stage';

const IMPORT = 'id version state rowsFound rowsRead rowsGood goodAmount { amount }';
interface Shown {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly rowsFound: number | null;
  readonly rowsRead: number;
  readonly rowsGood: number;
  readonly goodAmount: { readonly amount: string };
}

/** Where rows stand that were read, a part of the table in each transaction. */
const ROWS = 'claim_import_rows';
/** Only what hangs takes as long. */
const LONGEST_MS = 120_000;

/**
 * Both workers are killed while a table of claims is read, its first part kept, and again while it is checked; then the
 * web process that takes it.
 */
export async function importKilled(stage: Stage): Promise<string> {
  const rows = stage.intensity.claims;
  const goods = await stage.goods(Math.ceil(rows / 10_000));
  // Each is held before anybody can be beyond it.
  const first = await holdTable(stage, ROWS);
  const table = await staged(stage, goods, rows);
  const checking = await holdTable(stage, 'claim_import_evidence');
  const reading = await afterOnePart(stage, first);
  const half = await shown(stage, table);
  must(
    half.state === 'READING' && half.rowsFound === rows && half.rowsRead > 0 && half.rowsRead < rows,
    `half-way it shows ${half.state}, ${half.rowsRead} of ${half.rowsFound} rows`,
  );
  await workersDie(stage, reading);
  await workersDie(stage, checking);
  const ready = await checked(stage, table);
  must(ready.rowsGood === rows, `${ready.rowsGood} of ${rows} rows are good`);
  must((await claimsOf(stage, table)) === 0, 'there are claims nobody has confirmed');
  const input = {
    idempotencyKey: randomUUID(),
    importId: ready.id,
    expectedVersion: ready.version,
    rows,
    amount: ready.goodAmount,
  };
  await confirmingDies(stage, table, input);
  for (const other of [1, 1]) {
    const taken = await said(stage, stage.web(other), 'confirmClaimImport', input);
    must(taken.state === 'CONFIRMED', `the import is ${taken.state}`);
  }
  const claims = await claimsOf(stage, table);
  must(claims === rows, `${claims} claims of ${rows} rows`);
  return `${rows} rows: workers killed reading (after ${half.rowsRead}) and checking, the web process confirming; nothing, then everything, once`;
}

/** Holds the rows again as soon as one part of them is kept; whoever reads the next part waits. */
async function afterOnePart(stage: Stage, first: HeldTable): Promise<HeldTable> {
  await first.awaited(stage.within(LONGEST_MS));
  const next = holdTable(stage, ROWS);
  await first.awaited(stage.within(LONGEST_MS), 2);
  await first.letGo();
  const reading = await next;
  await reading.awaited(stage.within(LONGEST_MS));
  return reading;
}

/** Its claims are written when it dies, and not yet kept. */
async function confirmingDies(stage: Stage, table: string, input: object): Promise<void> {
  const evidence = await holdTable(stage, 'claim_evidence');
  const web = stage.web(0);
  let killed = false;
  const answer = said(stage, web, 'confirmClaimImport', input).then(
    () => 'answered',
    (error: unknown) => (killed ? 'gone' : String(error)),
  );
  const tooSoon = answer.then((what) => must(what === 'gone', `it was to wait: ${what}`));
  await Promise.race([evidence.awaited(stage.within(LONGEST_MS)), tooSoon]);
  killed = true;
  web.signal('SIGKILL');
  await web.ended();
  await evidence.letGo();
  await tooSoon;
  must((await claimsOf(stage, table)) === 0, 'claims were left by a killed process');
}

/** Both of them half-way, and others in their place. */
async function workersDie(stage: Stage, held: HeldTable): Promise<void> {
  await held.awaited(stage.within(LONGEST_MS));
  const dying = [...stage.workers];
  for (const worker of dying) worker.signal('SIGKILL');
  await Promise.all(dying.map((worker) => worker.ended()));
  await held.letGo();
  await stage.fill();
}

/** Uploaded and staged at the first web process. */
async function staged(stage: Stage, goods: Goods, rows: number): Promise<string> {
  const web = stage.web(0);
  const names = await stage.app.database.query<{ id: string; uscc: string }>(
    'SELECT id, uscc FROM organizations WHERE id = ANY($1::uuid[])',
    [[stage.people.buyer.id, goods.supplierId]],
  );
  const uscc = (id: string) => names.find((one) => one.id === id)?.uscc ?? '';
  const table = await claimTable(
    Array.from({ length: rows }, (_, index): TableRow => {
      const yuan = `${2_000 + index}.00`;
      return {
        unit: uscc(stage.people.buyer.id),
        supplier: uscc(goods.supplierId),
        invoice: `${randomUUID().slice(0, 8)}${index}`,
        invoiceAmount: yuan,
        purchasedOn: addDays(businessDateOf(new Date()), -1),
        lot: goods.certificateNo,
        quantity: '0.1',
        quantityUnit: '公斤',
        amount: yuan,
        evidence: 'A，B',
      };
    }),
  );
  const evidence = [
    { code: 'A', kind: 'INVOICE', fileId: await uploaded(stage, web, 'a.png', newPaper()) },
    { code: 'B', kind: 'PAYMENT', fileId: await uploaded(stage, web, 'b.png', newPaper()) },
  ];
  const fileId = await uploaded(stage, web, 't.xlsx', table);
  const input = { idempotencyKey: randomUUID(), fileId, evidence };
  return (await said(stage, web, 'stageClaimImport', input)).id;
}

async function uploaded(stage: Stage, web: ProductProcess, name: string, bytes: Buffer): Promise<string> {
  const response = await fetch(`${web.url}/files`, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      'x-file-name': name,
      authorization: `Bearer ${stage.people.buyer.clerk.token}`,
    },
    body: new Uint8Array(bytes),
  });
  const { id } = (await response.json()) as { id?: string };
  must(id !== undefined, `${name} was not taken: HTTP ${response.status}`);
  return id;
}

async function said(stage: Stage, web: ProductProcess, verb: string, input: object): Promise<Shown> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const { status, body } = await ask(
    web,
    `mutation ($input: ${type}!) { ${verb}(input: $input) { claimImport { ${IMPORT} } refusals { code } } }`,
    { input },
    stage.people.buyer.clerk.token,
    stage.within(LONGEST_MS),
  );
  const payload = body?.data?.[verb] as { claimImport: Shown | null; refusals: unknown } | null | undefined;
  must(Boolean(payload?.claimImport), `${verb}: HTTP ${status} ${JSON.stringify(body).slice(0, 300)}`);
  return payload?.claimImport as Shown;
}

async function shown(stage: Stage, id: string): Promise<Shown> {
  const query = `query ($id: UUID!) { claimImport(id: $id) { ${IMPORT} } }`;
  const { status, body } = await ask(stage.web(1), query, { id }, stage.people.buyer.clerk.token);
  const table = body?.data?.['claimImport'] as Shown | null | undefined;
  must(Boolean(table), `claimImport: HTTP ${status} ${JSON.stringify(body).slice(0, 300)}`);
  return table as Shown;
}

async function checked(stage: Stage, id: string): Promise<Shown> {
  let table = await shown(stage, id);
  await eventually(async () => {
    table = await shown(stage, id);
    return table.state === 'CHECKED';
  }, stage.within(LONGEST_MS));
  return table;
}

async function claimsOf({ app }: Stage, importId: string): Promise<number> {
  const [row] = await app.database.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM claims WHERE import_id = $1',
    [importId],
  );
  return row?.n ?? 0;
}
