import { setTimeout as sleep } from 'node:timers/promises';
import { png, pngChunk } from '../../support/file-samples';
import { ask, graphqlRequest } from '../client';

/** The clerk's side of an import, over HTTP alone. */
export interface Clerk {
  readonly port: number;
  readonly token: string;
}

export interface ShownImport {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly rowsFound: number | null;
  readonly rowsRead: number;
  readonly rowsGood: number;
  readonly goodAmount: { readonly amount: string };
  readonly refusal: { readonly message: string } | null;
}
const IMPORT = 'id version state rowsFound rowsRead rowsGood goodAmount { amount } refusal { message }';
const POLL_MS = 250;
const LONGEST_MS = 900_000;

async function uploaded({ port, token }: Clerk, name: string, bytes: Buffer): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/files`, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      'x-file-name': name,
      authorization: `Bearer ${token}`,
    },
    body: new Uint8Array(bytes),
  });
  const answer = (await response.json()) as { id?: string };
  if (!answer.id) throw new Error(`${name}: ${response.status} ${JSON.stringify(answer).slice(0, 500)}`);
  return answer.id;
}

const paper = (text: string) =>
  png({ extra: [pngChunk('tEXt', Buffer.from(`Comment\0${text}`))], width: 2 + text.length });

/** Table and papers, uploaded and staged. */
export async function stage(clerk: Clerk, table: Buffer): Promise<ShownImport> {
  const evidence = [
    { code: 'A1', kind: 'INVOICE', fileId: await uploaded(clerk, 'a.png', paper('a')) },
    { code: 'B-2', kind: 'PAYMENT', fileId: await uploaded(clerk, 'b.png', paper('bb')) },
  ];
  return said(clerk, 'stageClaimImport', { fileId: await uploaded(clerk, 't.xlsx', table), evidence });
}

/** Looks until it is checked; every look is told. */
export async function checked(
  clerk: Clerk,
  id: string,
  seen: (table: ShownImport) => void,
): Promise<ShownImport> {
  const begun = performance.now();
  for (;;) {
    const table = await shown(clerk, id);
    seen(table);
    if (table.state === 'CHECKED') return table;
    if (table.state !== 'READING' || performance.now() - begun > LONGEST_MS)
      throw new Error(`the import is ${table.state}: ${table.refusal?.message ?? ''}`);
    await sleep(POLL_MS);
  }
}

export const confirm = (
  clerk: Clerk,
  { id, version, rowsGood, goodAmount }: ShownImport,
): Promise<ShownImport> =>
  said(clerk, 'confirmClaimImport', {
    importId: id,
    expectedVersion: version,
    rows: rowsGood,
    amount: { amount: goodAmount.amount },
  });

/** `F12 LOT_UNKNOWN`, cell by cell as the list to download says it. */
export async function errorsOf({ port, token }: Clerk, id: string): Promise<string[]> {
  const response = await fetch(`http://127.0.0.1:${port}/claim-imports/${id}/errors.csv`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const lines = (await response.text()).split('\r\n');
  return lines.flatMap((line) => {
    const [, cell, code] = /^"?\d+"?,"?([A-Z]+\d+)"?,"?([A-Z_]+)"?,/.exec(line) ?? [];
    return cell && code ? [`${cell} ${code}`] : [];
  });
}

async function shown({ port, token }: Clerk, id: string): Promise<ShownImport> {
  const { data } = await ask<{ data: { claimImport: ShownImport } }>(
    port,
    graphqlRequest(`query ($id: UUID!) { claimImport(id: $id) { ${IMPORT} } }`, { id }, token),
  );
  return data.claimImport;
}

async function said({ port, token }: Clerk, verb: string, input: object): Promise<ShownImport> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const { data } = await ask<{
    data: Record<string, { claimImport: ShownImport | null; refusals: unknown }>;
  }>(
    port,
    graphqlRequest(
      `mutation ($input: ${type}!) { ${verb}(input: $input) { claimImport { ${IMPORT} } refusals { code path message } } }`,
      { input: { idempotencyKey: crypto.randomUUID(), ...input } },
      token,
    ),
  );
  const table = data[verb]?.claimImport;
  if (!table) throw new Error(`${verb}: ${JSON.stringify(data[verb]?.refusals)}`);
  return table;
}
