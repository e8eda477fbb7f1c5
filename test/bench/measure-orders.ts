import assert from 'node:assert/strict';
import { ask, graphqlRequest } from './client';
import { KEY, type LoadRequest } from './load/load-job';
import { PLACE } from './operations';
import { alternate } from './rounds';
import { rowCounts, rowsAdded } from './row-counts';
import { BUYERS } from './seed/seed-people';
import { LISTINGS_PER_SELLER } from './seed/seed-sellers';
import { seededId } from './seed/seeded-id';
import type { Stage } from './stage';
import type { Outcome } from './table';
import { rateOutcome } from './wording';

const KILOGRAMS = '50';
const BASE = '50000';
const VARIANTS = 1500;

interface Basket {
  readonly buyer: number;
  readonly lotIds: readonly string[];
}

/** Always the same baskets, in an order that looks random. */
function randomly(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Three lots of one seller that are on sale; `hot`: all baskets share the first one. */
function baskets(listings: number, hot: boolean): Basket[] {
  const below = randomly(hot ? 7 : 1);
  const sellers = Math.floor(listings / LISTINGS_PER_SELLER);
  return Array.from({ length: VARIANTS }, (_, index) => {
    const seller = hot ? 0 : below(sellers);
    const chosen = new Set<number>(hot ? [1] : []);
    while (chosen.size < 3) {
      const i = seller * LISTINGS_PER_SELLER + 1 + below(LISTINGS_PER_SELLER);
      if (i % 40 !== 7 && (hot || i !== 1)) chosen.add(i);
    }
    return { buyer: 1 + (index % BUYERS), lotIds: [...chosen].map((i) => seededId(`lot${i}`)) };
  });
}

function deliveryDay(): string {
  return new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
}

function floorRequest({ buyer, lotIds }: Basket): LoadRequest {
  const body = {
    key: KEY,
    buyerId: seededId(`buyer${buyer}`),
    memberId: seededId(`clerk${buyer}`),
    deliveryCounty: '330211',
    deliveryOn: deliveryDay(),
    lines: lotIds.map((lotId) => ({ lotId, base: BASE })),
  };
  return {
    method: 'POST',
    path: '/orders',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function productRequest({ buyer, lotIds }: Basket, tokens: readonly string[]): LoadRequest {
  const input = {
    idempotencyKey: KEY,
    lines: lotIds.map((lotId) => ({ lotId, quantity: { value: KILOGRAMS, unit: 'kg' } })),
    unitId: seededId(`buyer${buyer}`),
    terms: 'PREPAID',
    deliveryCounty: '330211',
    deliveryOn: deliveryDay(),
  };
  return graphqlRequest(PLACE, { input }, tokens[buyer - 1] ?? null);
}

/** One order each, and every table has grown by the same number of rows. */
async function sameRows(stage: Stage, floor: LoadRequest, ours: LoadRequest): Promise<void> {
  const fresh = (request: LoadRequest) => ({
    ...request,
    body: request.body.replaceAll(KEY, crypto.randomUUID()),
  });
  const before = await rowCounts(stage.client);
  await ask(stage.product.port, fresh(ours));
  const between = await rowCounts(stage.client);
  await ask(stage.floor.port, fresh(floor));
  const after = await rowCounts(stage.client);
  const [product, bare] = [rowsAdded(before, between), rowsAdded(between, after)];
  assert.ok(
    product['orders'] === 1 && product['order_lines'] === 3,
    `no order was placed: ${JSON.stringify(product)}`,
  );
  assert.deepEqual(bare, product, 'the floor writes other rows than the product');
}

export async function measureOrders(stage: Stage): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { what, hot, connections, atLeast, p95 } of [
    {
      what: { zh: '三行的订单，8 个客户端，批次分散', en: 'order of three lines, 8 clients, spread lots' },
      hot: false,
      connections: 8,
      atLeast: 0.5,
      p95: null,
    },
    {
      what: {
        zh: '三行的订单，32 个客户端，批次分散（合批）',
        en: 'order of three lines, 32 clients, spread lots (in batches)',
      },
      hot: false,
      connections: 32,
      atLeast: null,
      p95: null,
    },
    {
      what: {
        zh: '三行的订单，32 个客户端，同一热门批次（合批）',
        en: 'order of three lines, 32 clients, one hot lot (in batches)',
      },
      hot: true,
      connections: 32,
      atLeast: 0.5,
      p95: 2,
    },
  ]) {
    const all = baskets(stage.settings.listings, hot);
    const tokens = await stage.tokens();
    const job = { connections, seconds: 0, expects: '"refusals":[]' };
    const floor = { ...job, port: stage.floor.port, requests: all.map(floorRequest) };
    const ours = {
      ...job,
      port: stage.product.port,
      requests: all.map((basket) => productRequest(basket, tokens)),
    };
    await sameRows(stage, floor.requests[0] as LoadRequest, ours.requests[0] as LoadRequest);
    outcomes.push(
      rateOutcome(what, await alternate(stage.load, stage.settings, { floor, ours }), atLeast, p95),
    );
  }
  return outcomes;
}
