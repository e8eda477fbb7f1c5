import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Goods } from '../../support/goods';
import { basketOf } from '../../support/orders';
import type { ProductProcess } from './product-process';
import type { Stage } from './stage';

interface Placed {
  readonly status: number;
  readonly id?: string | undefined;
  readonly refusal?: string | undefined;
  readonly errors?: readonly string[];
}

const PLACE = `mutation ($input: PlaceOrderInput!) {
  placeOrder(input: $input) { orders { id } refusals { code } } }`;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    data?: Record<string, unknown> | null;
    errors?: { extensions: { code: string } }[];
  } | null;
}

export async function ask(
  web: ProductProcess,
  query: string,
  variables: object = {},
  token = '',
  milliseconds = 40_000,
): Promise<Answer> {
  const response = await fetch(`${web.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(milliseconds),
  });
  const text = await response.text();
  const body = text.startsWith('{') ? (JSON.parse(text) as Answer['body']) : null;
  return { status: response.status, headers: response.headers, body };
}

/** One try to place an order of 2 t with this key. */
export async function place(
  stage: Stage,
  web: ProductProcess,
  goods: Goods,
  key: string = randomUUID(),
): Promise<Placed> {
  const { buyer } = stage.people;
  const input = { idempotencyKey: key, ...basketOf(stage.app, buyer, goods) };
  const { status, body } = await ask(web, PLACE, { input }, buyer.clerk.token);
  const payload = body?.data?.['placeOrder'] as
    { orders: { id: string }[] | null; refusals: { code: string }[] } | null | undefined;
  return {
    status,
    id: payload?.orders?.[0]?.id,
    refusal: payload?.refusals[0]?.code,
    errors: body?.errors?.map(({ extensions }) => extensions.code) ?? [],
  };
}

/** As a caller does who does not know what became of his order: again with the same key, on whatever process answers. */
async function placeUntilKnown(stage: Stage, goods: Goods, key: string): Promise<string> {
  const begun = performance.now();
  for (let attempt = 0; performance.now() - begun < 40_000; attempt += 1) {
    const placed = await place(stage, stage.web(attempt), goods, key).catch(() => undefined);
    if (placed?.id) return placed.id;
    if (placed?.refusal) throw new Error(`refused: ${placed.refusal}`);
    await sleep(100);
  }
  throw new Error('nobody could say what became of an order');
}

/** Places so many orders at once while `trouble` goes on; each must end as exactly one order. */
export async function orderThrough(stage: Stage, trouble: () => Promise<void>): Promise<string> {
  const number = stage.intensity.orders;
  const goods = await stage.goods(number);
  const keys = Array.from({ length: number }, () => randomUUID());
  const orders = keys.map(async (key, index) => {
    await sleep(index * 60); // spread over the trouble
    return placeUntilKnown(stage, goods, key);
  });
  const [ids] = await Promise.all([Promise.all(orders), trouble()]);
  const [row] = await stage.app.database.query<{ orders: number; lines: number }>(
    `SELECT count(DISTINCT order_id)::int AS orders, count(*)::int AS lines FROM order_lines WHERE lot_id = $1`,
    [goods.lotId],
  );
  must(new Set(ids).size === number, `${number} keys, ${new Set(ids).size} orders answered`);
  must(row?.orders === number && row.lines === number, `${number} keys, ${row?.orders} orders stored`);
  return `${number} orders, each exactly once`;
}

export function must(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}
