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

/** Settlements of 32 clients at once, counted by one worker beside them: spread over all agreements, and all of one. */
export async function measurePosting(databaseUrl: string, settings: Settings): Promise<Outcome[]> {
  const [portions] = settings.portions;
  const count = settings.short ? 100 : 2_000;
  const rounds = settings.short ? 1 : 3;
  const clients = await connected(databaseUrl);
  try {
    const spread = (round: number): Part => ({ from: portions + round * count, count });
    const hot = (round: number): Part => ({ from: portions + UNSETTLED / 2 + round * count, count });
    const alone = await ownTimes(clients, portions + UNSETTLED / 2 - 2 * 400);
    const worker = startWorker(databaseUrl);
    try {
      await sleep(settings.short ? 2_000 : 5_000);
      const rates = { spread: [] as number[], hot: [] as number[] };
      for (let round = 0; round < rounds; round += 1) {
        rates.spread.push(await posted(clients, spread(round)));
        rates.hot.push(await posted(clients, hot(round)));
      }
      await requireCounted(clients, 2 * rounds * count);
      return outcomes(alone, median(rates.spread), median(rates.hot));
    } finally {
      await worker.stop();
    }
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function connected(databaseUrl: string): Promise<Client[]> {
  const clients = Array.from({ length: CLIENTS }, () => new Client({ connectionString: databaseUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  return clients;
}

/** Milliseconds of one settlement after another, with and without telling counting of it, in turn. */
async function ownTimes([client]: readonly Client[], from: number): Promise<{ plain: number; told: number }> {
  const times = { plain: [] as number[], told: [] as number[] };
  for (let index = 0; index < 400; index += 1) {
    const waits = index % 2 === 0;
    const begun = performance.now();
    await client?.query(settlement(waits), [from + index]);
    times[waits ? 'told' : 'plain'].push(performance.now() - begun);
  }
  return { plain: median(times.plain), told: median(times.told) };
}

/** Settlements a second, from the first until counting has booked the last. */
async function posted(clients: readonly Client[], { from, count }: Part): Promise<number> {
  const begun = performance.now();
  let next = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (next < count) {
        next += 1;
        await client.query(settlement(true), [from + next - 1]);
      }
    }),
  );
  for (;;) {
    const { rows } = await (clients[0] as Client).query<{ waits: boolean }>(
      'SELECT EXISTS (SELECT FROM reaction_inbox) AS waits',
    );
    if (!rows[0]?.waits) break;
    await sleep(20);
  }
  return count / ((performance.now() - begun) / 1000);
}

async function requireCounted([client]: readonly Client[], atLeast: number): Promise<void> {
  const { rows } = (await client?.query<{ counted: number; left: number }>(
    `SELECT (count(*) FILTER (WHERE e.id IS NOT NULL))::int AS counted, (count(*) FILTER (WHERE e.id IS NULL))::int AS left
     FROM settlements s JOIN domain_events event ON event.stream = 'order:' || s.order_id
     LEFT JOIN counting_entries e ON e.order_id = s.order_id`,
  )) ?? { rows: [] };
  if ((rows[0]?.counted ?? 0) < atLeast) throw new Error(`only ${JSON.stringify(rows[0])} were counted`);
}

function outcomes(alone: { plain: number; told: number }, spread: number, hot: number): Outcome[] {
  const perSecond = (rate: number) => `${rate.toLocaleString('en', { maximumFractionDigits: 0 })}/s`;
  const share = (alone.told / alone.plain - 1) * 100;
  return [
    {
      what: {
        zh: '计入给结算事务增加的时间（底线：不通知计入的结算）',
        en: 'what counting adds to a settlement’s transaction (floor: one that tells nobody)',
      },
      floor: `${alone.plain.toFixed(2)} ms`,
      ours: `${alone.told.toFixed(2)} ms`,
      ratio: `${share.toFixed(1)} %`,
      target: '≤ 10 %',
      held: share <= 10,
    },
    {
      what: {
        zh: '32 个客户同时结算、一个后台进程计入完毕，分散在各协议',
        en: 'settlements of 32 clients until one worker has counted the last, spread over agreements',
      },
      floor: '—',
      ours: perSecond(spread),
      ratio: '',
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
