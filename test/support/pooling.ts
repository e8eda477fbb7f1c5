import { freshKey, type TestApp } from './app';

const RICE = '0101';
export const kg = (value: number | string) => ({ value: String(value), unit: 'kg' });

/** A pool for rice in packs of 50 kg: at least 2 t, at most 3.5 t. */
export const poolTerms = (more: object = {}) => ({
  title: '示例食堂大米拼单',
  categoryCode: RICE,
  leastGrade: '二级',
  certificates: ['GREEN_FOOD'],
  pack: kg(50),
  minimum: kg(2_000),
  maximum: { value: '3.5', unit: 't' },
  windows: [
    { from: '2026-08-01', until: '2026-08-05', quantity: kg(2_000) },
    { from: '2026-08-15', until: '2026-08-20', quantity: kg(1_500) },
  ],
  sealed: false,
  gatheringDeadline: '2026-07-15T17:00:00+08:00',
  quoteDeadline: '2026-07-20T17:00:00+08:00',
  ...more,
});

/** 500 kg, at least 300, at most 8 yuan a kilogram: worth 4,000 yuan. */
export const poolShare = (more: object = {}) => ({
  minimum: kg(300),
  maximum: kg(500),
  cap: { price: { amount: '8.00' }, priceUnit: 'kg' },
  deliveryCounty: '330211',
  named: false,
  ...more,
});

export interface ShownPool {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly state: string;
  readonly wanted: { readonly value: string; readonly unit: string };
  readonly requestId: string | null;
  readonly namedUnits: readonly { readonly name: string }[];
}
export interface ShownJoin {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly approved: boolean;
  readonly pairingChoice: string | null;
  readonly worth: { readonly amount: string };
}
const POOL = 'pool { id version number state wanted { value unit } requestId namedUnits { name } }';
const JOIN = 'poolJoin { id version state approved pairingChoice worth { amount } }';

interface Answer {
  readonly pool: ShownPool | null;
  readonly poolJoin: ShownJoin | null;
  /** `CODE at.its.path`, or the error's code. */
  readonly refusals: readonly string[];
}

/** One pooling verb over HTTP. */
export async function pooling(app: TestApp, token: string, verb: string, input: object): Promise<Answer> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const shown = ['openPool', 'cancelPool'].includes(verb) ? POOL : JOIN;
  const { data, errors } = await app.graphql<Record<
    string,
    {
      pool?: ShownPool | null;
      poolJoin?: ShownJoin | null;
      refusals: { code: string; path: string[] }[];
    }
  > | null>(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { ${shown} refusals { code path } } }`,
    { input: { idempotencyKey: freshKey(), ...input } },
    { token },
  );
  const [error] = errors ?? [];
  if (error) {
    const refusal = `${error.extensions.code} ${error.extensions.path?.join('.') ?? ''}`.trim();
    return { pool: null, poolJoin: null, refusals: [refusal] };
  }
  const payload = data?.[verb];
  return {
    pool: payload?.pool ?? null,
    poolJoin: payload?.poolJoin ?? null,
    refusals: payload?.refusals.map(({ code, path }) => `${code} ${path.join('.')}`) ?? [],
  };
}

export async function openPool(app: TestApp, token: string, terms: object = poolTerms()): Promise<ShownPool> {
  const { pool, refusals } = await pooling(app, token, 'openPool', terms);
  if (!pool) throw new Error(`openPool: ${refusals.join(', ')}`);
  return pool;
}

export async function joinPool(
  app: TestApp,
  token: string,
  input: { poolId: string; unitId: string; share?: object },
): Promise<ShownJoin> {
  const { poolJoin, refusals } = await pooling(app, token, 'joinPool', { share: poolShare(), ...input });
  if (!poolJoin) throw new Error(`joinPool: ${refusals.join(', ')}`);
  return poolJoin;
}

export const onJoin = ({ id, version }: Pick<ShownJoin, 'id' | 'version'>, more: object = {}) => ({
  poolJoinId: id,
  expectedVersion: version,
  ...more,
});

/** The pool as a reader sees it now; null where it is not there for him. */
export async function poolSeenBy(app: TestApp, token: string, id: string): Promise<ShownPool | null> {
  const { data } = await app.graphql<{ pool: ShownPool } | null>(
    `query ($id: UUID!) { ${POOL.replace('pool', 'pool(id: $id)')} }`,
    { id },
    { token },
  );
  return data?.pool ?? null;
}
