import assert from 'node:assert/strict';
import { AppConfig } from '../../src/platform/config/config';
import { Cursors } from '../../src/platform/graphql/cursors';
import { ask, graphqlRequest } from './client';
import type { LoadRequest } from './load/load-job';
import { ONE, PAGE } from './operations';
import { productEnvironment } from './product-environment';
import { alternate, type Compared } from './rounds';
import { SEARCHED } from './seed/seed-goods';
import { seededId } from './seed/seeded-id';
import type { Stage } from './stage';
import type { Outcome } from './table';
import { rateOutcome } from './wording';

const CONNECTIONS = 16;
const FIRST = 20;
const GET = { method: 'GET', headers: {}, body: '' } as const;

interface ListAnswer {
  data: {
    lots: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
  };
}

interface Pair {
  readonly floor: LoadRequest;
  readonly ours: LoadRequest;
}

/** The product's cursors are signed: they say the same by other letters. */
function withoutCursor({ data: { lots } }: ListAnswer) {
  return { ...lots, pageInfo: { hasNextPage: lots.pageInfo.hasNextPage } };
}

async function sameAnswers(
  stage: Stage,
  pairs: readonly Pair[],
  same: (floor: never, ours: never) => void,
): Promise<void> {
  for (const { floor, ours } of pairs)
    same(await ask<never>(stage.floor.port, floor), await ask<never>(stage.product.port, ours));
}

const sameList = (floor: ListAnswer, ours: ListAnswer) => {
  assert.ok(floor.data.lots.edges.length > 0, 'the list is empty');
  assert.deepEqual(withoutCursor(ours), withoutCursor(floor));
};

function compared(stage: Stage, pairs: readonly Pair[]): Promise<Compared> {
  const job = (port: number, requests: LoadRequest[], expects: string) => ({
    port,
    connections: CONNECTIONS,
    seconds: 0,
    requests,
    expects,
  });
  return alternate(stage.load, stage.settings, {
    floor: job(
      stage.floor.port,
      pairs.map(({ floor }) => floor),
      '"productName"',
    ),
    ours: job(
      stage.product.port,
      pairs.map(({ ours }) => ours),
      '"productName"',
    ),
  });
}

async function pagePair(stage: Stage, after: string | null, lotId: string | null): Promise<Pair> {
  const [token = null] = await stage.tokens();
  return {
    floor: { ...GET, path: `/lots?first=${FIRST}${lotId ? `&after=${lotId}` : ''}` },
    ours: graphqlRequest(PAGE, { first: FIRST, after, filter: null }, token),
  };
}

/** Cursors of the product's own making, but for the lots they stand at. */
async function cursorsAt(
  stage: Stage,
  depths: readonly number[],
): Promise<{ cursor: string; lotId: string }[]> {
  const { ours } = await pagePair(stage, null, null);
  const { data } = await ask<ListAnswer>(stage.product.port, ours);
  const cursors = new Cursors(
    AppConfig.read('tool', productEnvironment('postgresql://nobody@nowhere.invalid/nothing')),
  );
  const key = cursors.read('lots:RELEVANCE', data.lots.pageInfo.endCursor) ?? [];
  const { rows } = await stage.client.query<{ id: string }>('SELECT id FROM lots ORDER BY id DESC');
  const last = data.lots.edges.at(-1)?.node.id;
  return depths.map((depth) => {
    const lotId = rows[depth]?.id ?? '';
    const standing = key.map((part) => (part === last ? lotId : part));
    return { cursor: cursors.write('lots:RELEVANCE', standing), lotId };
  });
}

/** A page of twenty; pages of which none is another's, so that none is read for several; and one fifty thousand listings on. */
export async function measurePages(stage: Stage): Promise<Outcome[]> {
  const first = await pagePair(stage, null, null);
  const depth = Math.min(50_000, Math.floor(stage.settings.listings / 2));
  const everywhere = Array.from({ length: 500 }, (_, i) => (i * 7919) % (stage.settings.listings - 100));
  const places = await cursorsAt(stage, [depth, ...everywhere]);
  const [deep, ...others] = await Promise.all(
    places.map(({ cursor, lotId }) => pagePair(stage, cursor, lotId)),
  );
  if (!deep) throw new Error('no page');
  await sameAnswers(stage, [first, deep, ...others.slice(0, 20)], sameList);
  const pages = await compared(stage, [first]);
  const different = await compared(stage, others);
  const job = { connections: CONNECTIONS, seconds: 0, expects: '"productName"', port: stage.product.port };
  const depths = await alternate(stage.load, stage.settings, {
    floor: { ...job, requests: [first.ours] },
    ours: { ...job, requests: [deep.ours] },
  });
  return [
    rateOutcome(
      {
        zh: `一页 ${FIRST} 条在售，${CONNECTIONS} 个连接`,
        en: `page of ${FIRST} listings, ${CONNECTIONS} connections`,
      },
      pages,
      0.6,
    ),
    rateOutcome(
      {
        zh: `各不相同的一页 ${FIRST} 条，${CONNECTIONS} 个连接`,
        en: `pages of ${FIRST}, each another one, ${CONNECTIONS} connections`,
      },
      different,
      null,
    ),
    rateOutcome(
      {
        zh: `第 ${depth.toLocaleString('en')} 条之后的一页（底线：本产品的第一页）`,
        en: `page at depth ${depth.toLocaleString('en')} (floor: our first page)`,
      },
      depths,
      0.9,
    ),
  ];
}

export async function measureOne(stage: Stage): Promise<Outcome[]> {
  const [token = null] = await stage.tokens();
  const pairs = Array.from({ length: 500 }, (_, index) => 1 + ((index * 7919) % stage.settings.listings))
    .filter((i) => i % 40 !== 7) // those are paused
    .map((i): Pair => {
      const id = seededId(`lot${i}`);
      return { floor: { ...GET, path: `/lots/${id}` }, ours: graphqlRequest(ONE, { id }, token) };
    });
  await sameAnswers(stage, pairs.slice(0, 20), (floor: object, ours: object) =>
    assert.deepEqual(ours, floor),
  );
  const what = { zh: `一条在售，${CONNECTIONS} 个连接`, en: `one listing, ${CONNECTIONS} connections` };
  return [rateOutcome(what, await compared(stage, pairs), 0.5)];
}

export async function measureSearch(stage: Stage): Promise<Outcome[]> {
  const [token = null] = await stage.tokens();
  const pairs = SEARCHED.map((text): Pair => {
    const variables = { first: FIRST, after: null, filter: { text } };
    return {
      floor: { ...GET, path: `/search?first=${FIRST}&text=${encodeURIComponent(text)}` },
      ours: graphqlRequest(PAGE, variables, token),
    };
  });
  await sameAnswers(stage, pairs, sameList);
  const result = await compared(stage, pairs);
  const what = {
    zh: `命中约 1% 的中文搜索，${CONNECTIONS} 个连接`,
    en: `Chinese text search hitting about 1 %, ${CONNECTIONS} connections`,
  };
  return [rateOutcome(what, result, 0.5, 3)];
}
