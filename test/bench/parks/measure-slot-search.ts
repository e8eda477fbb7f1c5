import assert from 'node:assert/strict';
import { Client } from 'pg';
import { ask, graphqlRequest, signIn } from '../client';
import type { LoadGenerator } from '../processes';
import { startFloor, startProduct } from '../processes';
import { alternate, median } from '../rounds';
import { buyerLogin } from '../seed/seed-people';
import type { Settings } from '../settings';
import type { Outcome } from '../table';
import { limitOutcome, rateOutcome, timeOutcome } from '../wording';
import {
  SEARCHES,
  SLOTS,
  filterOf,
  rawSearch,
  slotSearches,
  type FoundSlots,
  type SlotSearch,
} from './slot-searches';

const CONNECTIONS = 16;
const GET = { method: 'GET', headers: {}, body: '' } as const;

/** Two hundred searches by several resources, place, industry and price, beside the same by hand. */
export async function measureSlotSearch(
  url: string,
  settings: Settings,
  load: LoadGenerator,
): Promise<Outcome[]> {
  const floor = await startFloor(url);
  const product = await startProduct(url);
  try {
    const token = await signIn(product.port, buyerLogin(1));
    const searches = slotSearches(SEARCHES);
    const ours = searches.map((search) => graphqlRequest(SLOTS, { filter: filterOf(search) }, token));
    const byHand = searches.map((_, n) => ({ ...GET, path: `/park-slots/${n}` }));
    const full = await requireSame(
      await Promise.all(byHand.map((request) => ask<FoundSlots>(floor.port, request))),
      async (n) => ask<FoundSlots>(product.port, ours[n] as (typeof ours)[number]),
    );
    const job = { seconds: 0, expects: '"parkSlots"' };
    const at = (connections: number) =>
      alternate(load, settings, {
        floor: { ...job, connections, port: floor.port, requests: byHand },
        ours: { ...job, connections, port: product.port, requests: ours },
      });
    const [many, one] = [await at(CONNECTIONS), await at(1)];
    const alone = await rawMilliseconds(url, searches, settings);
    const slots = settings.listings.toLocaleString('en');
    const share = `${((100 * full) / SEARCHES).toFixed(0)} %`;
    return [
      rateOutcome(
        {
          zh: `${slots} 个地块厂房中按资源、地区、行业和价格查找，${CONNECTIONS} 个连接（底线：手写 SQL；${share} 满一页）`,
          en: `search over ${slots} slots by resources, place, industry and price, ${CONNECTIONS} connections (floor: SQL by hand; ${share} fill a page)`,
        },
        many,
        null,
      ),
      timeOutcome({ zh: '同上，1 个连接', en: 'the same, one connection' }, one, 2),
      limitOutcome(
        {
          zh: `同上，与 SQL 本身（不经 HTTP，${alone.toFixed(2)} ms）相比`,
          en: `the same beside its SQL alone, without HTTP (${alone.toFixed(2)} ms)`,
        },
        one.ours.p50 / alone,
        2,
        '×',
      ),
    ];
  } finally {
    await product.stop();
    await floor.stop();
  }
}

/** Answers how many searches fill a page; throws where one differs, or where none finds anything. */
async function requireSame(
  byHand: readonly FoundSlots[],
  ours: (n: number) => Promise<FoundSlots>,
): Promise<number> {
  for (const [n, answer] of byHand.entries()) assert.deepEqual(await ours(n), answer);
  const pages = byHand.map(({ data }) => data.parkSlots);
  assert.ok(
    pages.some(({ edges }) => edges.length > 0),
    'nothing is found',
  );
  return pages.filter(({ pageInfo }) => pageInfo.hasNextPage).length;
}

/** Median of the statement alone, through pg on one connection. */
async function rawMilliseconds(
  url: string,
  searches: readonly SlotSearch[],
  { seconds }: Settings,
): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10); // Shanghai
    const statements = searches.map((search) => rawSearch(search, today));
    for (const statement of statements) await client.query(statement);
    const taken: number[] = [];
    const until = performance.now() + seconds * 1_000;
    for (let n = 0; performance.now() < until; n += 1) {
      const begun = performance.now();
      await client.query(statements[n % SEARCHES] as (typeof statements)[number]);
      taken.push(performance.now() - begun);
    }
    return median(taken);
  } finally {
    await client.end();
  }
}
