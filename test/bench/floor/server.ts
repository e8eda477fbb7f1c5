import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict';
import fastify from 'fastify';
import { Pool } from 'pg';
import { lotAnswer, type CountyName } from './lot-answer';
import { readRows } from './lot-rows';
import { SEARCHES, foundSlots, rawSearch, slotSearches } from '../parks/slot-searches';
import { placeOrder, type FloorOrder } from './place-order';

/**
 * The floor: what the same work costs without the product around it. Fastify and pg, prepared statements, no security, no
 * GraphQL, no use cases; it is what the product's speed is measured against and nothing else.
 */
async function serve(): Promise<void> {
  const pool = new Pool({
    connectionString: process.env['DATABASE_URL'],
    max: 16,
    application_name: 'bench floor',
  });
  const counties = await countyNames(pool);
  const words = Jieba.withDict(dict);
  const app = fastify();
  const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10); // Shanghai
  const page = (rows: Awaited<ReturnType<typeof readRows>>, first: number) => {
    const shown = rows.slice(0, first);
    return {
      data: {
        lots: {
          edges: shown.map((row) => ({ node: lotAnswer(row, counties) })),
          pageInfo: { hasNextPage: rows.length > first, endCursor: shown.at(-1)?.id ?? null },
        },
      },
    };
  };

  app.get('/ready', () => ({ status: 'ready' }));
  app.get<{ Querystring: { first: string; after?: string } }>('/lots', async ({ query }) => {
    const first = Number(query.first);
    const rows = query.after
      ? await readRows(pool, 'after', today(), [query.after])
      : await readRows(pool, 'first', today());
    return page(rows, first);
  });
  app.get<{ Params: { id: string } }>('/lots/:id', async ({ params }) => {
    const [row] = await readRows(pool, 'one', today(), [params.id]);
    return { data: { lot: row ? lotAnswer(row, counties) : null } };
  });
  app.get<{ Querystring: { first: string; text: string } }>('/search', async ({ query }) => {
    const first = Number(query.first);
    const wanted = words.cut(query.text.normalize('NFKC').toLowerCase(), true).map((word) => `'${word}'`);
    return page(await readRows(pool, 'found', today(), [wanted.join(' & ')]), first);
  });
  const searches = slotSearches(SEARCHES);
  app.get<{ Params: { n: string } }>('/park-slots/:n', async ({ params }) => {
    const search = searches[Number(params.n)];
    return search ? foundSlots((await pool.query(rawSearch(search, today()))).rows as never) : null;
  });
  app.post<{ Body: FloorOrder }>('/orders', async ({ body }) => ({
    data: { placeOrder: { orders: [await placeOrder(pool, body, today())], refusals: [] } },
  }));
  process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`);
  process.once('SIGTERM', () => void app.close().then(() => pool.end()));
}

async function countyNames(pool: Pool): Promise<Map<string, CountyName>> {
  const { rows } = await pool.query<{ code: string; name: string; full: string }>(
    `SELECT c.code, c.name, p.name || coalesce(f.name, '') || c.name AS full FROM divisions c
     JOIN divisions p ON p.code = left(c.code, 2) || '0000' AND p.last_year IS NULL
     LEFT JOIN divisions f ON f.code = left(c.code, 4) || '00' AND f.last_year IS NULL WHERE c.last_year IS NULL`,
  );
  return new Map(rows.map(({ code, name, full }) => [code, { name, fullName: full }]));
}

void serve();
