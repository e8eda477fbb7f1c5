import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { startWorker } from '../processes';
import { median } from '../rounds';
import { TABLES, UNSETTLED, rowId } from '../seed/seed-settled';
import type { Settings } from '../settings';
import type { Outcome } from '../table';

const CLIENTS = 32;
const WANTED_PER_SECOND = 500;

/** A settlement as procurement writes it, with its event; `waits` is the row by which counting hears of it. */
const settlement = (waits: boolean) => `
  WITH settled AS (
    INSERT INTO settlements SELECT ${rowId(TABLES.SETTLEMENT, '$1::int')}, id, goods_fen, 0, 0, now(), (now() AT TIME ZONE 'Asia/Shanghai')::date
    FROM orders WHERE id = ${rowId(TABLES.ORDER, '$1::int')} RETURNING id, order_id, goods_fen),
  line AS (
    INSERT INTO settlement_lines SELECT ${rowId(TABLES.SETTLED, '$1::int')}, id, order_id, ${rowId(TABLES.LINE, '$1::int')},
      ${rowId(TABLES.ACCEPTED, '$1::int')}, 1000, goods_fen, 0, 0 FROM settled),
  stream AS (INSERT INTO event_streams SELECT 'order:' || order_id, 1 FROM settled),
  ${waits ? `inbox AS (INSERT INTO reaction_inbox (reaction, stream) SELECT 'count-order-events', 'order:' || order_id FROM settled),` : ''}
  audited AS (INSERT INTO audit_rows (at, action, subject_kind, subject_id, data) SELECT now(), 'settle', 'Order', order_id, '{}' FROM settled)
  INSERT INTO domain_events (stream, sequence, kind, payload, at)
  SELECT 'order:' || order_id, 1, 'OrderSettled', jsonb_build_object('orderId', order_id, 'settlementId', id), now() FROM settled`;

interface Part {
  readonly from: number;
  readonly count: number;
}

interface Rates {
  readonly alone: number[];
  readonly spread: number[];
  readonly hot: number[];
}

/** Settlements of 32 clients at once, counted by one worker beside them: spread over all agreements, and all of one. */
export async function measurePosting(databaseUrl: string, settings: Settings): Promise<Outcome[]> {
  const [portions] = settings.portions;
  const count = settings.short ? 100 : 2_000;
  const rounds = settings.short ? 1 : 3;
  const rates: Rates = { alone: [], spread: [], hot: [] };
  const clients = await connected(databaseUrl);
  const worker = startWorker(databaseUrl);
  try {
    const next = { spread: portions, hot: portions + UNSETTLED / 2 };
    const part = (where: keyof typeof next, wanted: number): Part => {
      const from = next[where];
      next[where] += wanted;
      return { from, count: wanted };
    };
    // Whoever has just been started is none who keeps up.
    for (let warm = 0; warm < 3; warm += 1) await posted(clients, part('spread', 100));
    for (let round = 0; round < rounds; round += 1) {
      rates.alone.push(await settledAlone(clients, part('spread', count / 4)));
      rates.spread.push(await posted(clients, part('spread', count)));
      rates.hot.push(await posted(clients, part('hot', count)));
    }
    await requireCounted(clients, 300 + 2 * rounds * count);
    return outcomes(median(rates.alone), median(rates.spread), median(rates.hot));
  } finally {
    await worker.stop();
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function connected(databaseUrl: string): Promise<Client[]> {
  const clients = Array.from({ length: CLIENTS }, () => new Client({ connectionString: databaseUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  return clients;
}

/** Settlements a second, from the first until counting has booked the last. */
async function posted(clients: readonly Client[], part: Part): Promise<number> {
  const begun = performance.now();
  await settled(clients, part, true);
  for (;;) {
    const { rows } = await (clients[0] as Client).query<{ waits: boolean }>(
      'SELECT EXISTS (SELECT FROM reaction_inbox) AS waits',
    );
    if (!rows[0]?.waits) break;
    await sleep(20);
  }
  return part.count / ((performance.now() - begun) / 1000);
}

/** The same of which counting is told nothing: what the clients and the database do without it. */
async function settledAlone(clients: readonly Client[], part: Part): Promise<number> {
  const begun = performance.now();
  await settled(clients, part, false);
  return part.count / ((performance.now() - begun) / 1000);
}

async function settled(clients: readonly Client[], { from, count }: Part, told: boolean): Promise<void> {
  let next = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (next < count) {
        next += 1;
        await client.query({
          name: told ? 'told' : 'untold',
          text: settlement(told),
          values: [from + next - 1],
        });
      }
    }),
  );
}

async function requireCounted([client]: readonly Client[], atLeast: number): Promise<void> {
  const { rows } = (await client?.query<{ counted: number; left: number }>(
    `SELECT (count(*) FILTER (WHERE e.id IS NOT NULL))::int AS counted, (count(*) FILTER (WHERE e.id IS NULL))::int AS left
     FROM settlements s JOIN domain_events event ON event.stream = 'order:' || s.order_id
     LEFT JOIN counting_entries e ON e.order_id = s.order_id`,
  )) ?? { rows: [] };
  if ((rows[0]?.counted ?? 0) < atLeast) throw new Error(`only ${JSON.stringify(rows[0])} were counted`);
}

function outcomes(alone: number, spread: number, hot: number): Outcome[] {
  const perSecond = (rate: number) => `${rate.toLocaleString('en', { maximumFractionDigits: 0 })}/s`;
  return [
    {
      what: {
        zh: '32 个客户同时结算、一个后台进程计入完毕，分散在各协议（底线：同样结算、不计入）',
        en: 'settlements of 32 clients until one worker has counted the last, spread over agreements (floor: settled, not counted)',
      },
      floor: perSecond(alone),
      ours: perSecond(spread),
      ratio: (spread / alone).toFixed(2),
      target: `≥ ${WANTED_PER_SECOND}/s`,
      held: spread >= WANTED_PER_SECOND,
    },
    {
      what: {
        zh: '同上，全部属于一份协议（底线：分散）',
        en: 'the same, all of one agreement (floor: spread)',
      },
      floor: perSecond(spread),
      ours: perSecond(hot),
      ratio: (hot / spread).toFixed(2),
      target: '≥ 0.60',
      held: hot / spread >= 0.6,
    },
  ];
}
