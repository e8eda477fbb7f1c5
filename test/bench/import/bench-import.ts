import { isDeepStrictEqual } from 'node:util';
import { businessDateOf } from '../../../src/platform/index';
import { withClient } from '../../support/test-cluster';
import { copyOf, filledDatabase, startCluster } from '../bench-database';
import { signIn } from '../client';
import { peakMegabytes, residentMegabytes, startProduct, startWorker, type Server } from '../processes';
import { seedGoods } from '../seed/seed-goods';
import { buyerLogin } from '../seed/seed-people';
import { plantedTable, type PlantedTable } from './claim-table';
import { checked, confirm, errorsOf, stage, type Clerk, type ShownImport } from './importing';

const LISTINGS = 4_000;
const LIMIT_MB = 500;
const say = (line: string) => process.stdout.write(`${line}\n`);

/** A table of claims through web process and worker, as operators run them; false where something does not hold. */
export async function benchImport(parameters: readonly string[]): Promise<boolean> {
  const rows = parameters.includes('--short') ? 2_000 : 50_000;
  const cluster = await startCluster();
  const servers: Server[] = [];
  try {
    const filled = await filledDatabase(cluster, `goods_${LISTINGS}`, (client) =>
      seedGoods(client, LISTINGS),
    );
    const copy = await copyOf(cluster, filled);
    try {
      const today = businessDateOf(new Date());
      const table = await withClient(copy.url, (client) => plantedTable(client, rows, today));
      const web = await startProduct(copy.url);
      const worker = startWorker(copy.url);
      servers.push(web, worker);
      const clerk = { port: web.port, token: await signIn(web.port, buyerLogin(1)) };
      const held = [...(await played(clerk, table, rows)), await once(copy.url, table)];
      return [...held, memory('web process', web), memory('worker process', worker)].every(Boolean);
    } finally {
      for (const server of servers) await server.stop();
      await copy.drop();
    }
  } finally {
    await cluster.stop();
  }
}

async function played(clerk: Clerk, planted: PlantedTable, rows: number): Promise<boolean[]> {
  const begun = performance.now();
  const looks: ShownImport[] = [];
  const staged = await stage(clerk, planted.bytes);
  const table = await checked(clerk, staged.id, (look) => looks.push(look));
  const read = performance.now();
  const errors = await errorsOf(clerk, table.id);
  const asked = performance.now();
  await confirm(clerk, table);
  const ended = performance.now();
  const megabytes = (planted.bytes.length / 1_048_576).toFixed(1);
  say(
    `${rows.toLocaleString('en')} rows, ${megabytes} MB: ${rate(rows, read - begun)} uploaded, read and checked; ${rate(table.rowsGood, ended - asked)} confirmed`,
  );
  const steps = new Set(looks.map(({ rowsRead }) => rowsRead));
  const known = looks.filter(({ rowsFound }) => rowsFound !== null);
  return [
    line(
      `${table.rowsGood} good rows of ${table.goodAmount.amount} yuan`,
      table.rowsGood === planted.good && yuanOf(planted.goodFen) === table.goodAmount.amount,
    ),
    line(`${errors.length} bad cells named with their reason`, isDeepStrictEqual(errors, planted.wrong)),
    line(
      `progress seen in ${steps.size} steps of ${String(known.at(-1)?.rowsFound ?? null)} rows`,
      known.every(({ rowsFound }) => rowsFound === rows) && known.length > 0,
    ),
  ];
}

/** Every good row is one claim. */
async function once(url: string, { good, goodFen }: PlantedTable): Promise<boolean> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ n: string; fen: string }>(
      'SELECT count(DISTINCT claim_id) AS n, sum(goods_fen) AS fen FROM claim_lines WHERE live',
    );
    const [all] = rows;
    return line(`${all?.n} claims after it`, all?.n === String(good) && all.fen === String(goodFen));
  });
}

function memory(what: string, { pid }: Server): boolean {
  const [peak, now] = [peakMegabytes(pid), residentMegabytes(pid)];
  return line(
    `${what}: ${peak.toFixed(0)} MB resident at most (at most ${LIMIT_MB}), ${now.toFixed(0)} MB now`,
    !(peak > LIMIT_MB),
  );
}

const rate = (rows: number, milliseconds: number) =>
  `${((rows * 1_000) / milliseconds).toLocaleString('en', { maximumFractionDigits: 0 })}/s (${(milliseconds / 1_000).toFixed(1)} s)`;
const yuanOf = (fen: bigint) => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;

function line(what: string, held: boolean): boolean {
  say(`${held ? '✓' : '✗'} ${what}`);
  return held;
}
