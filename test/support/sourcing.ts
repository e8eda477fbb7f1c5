import { freshKey, type TestApp } from './app';

/** A line for 2 t of rice at most 8 yuan a kilogram: worth 16,000 yuan. */
export const riceLine = (more: object = {}) => ({
  categoryCode: RICE,
  leastGrade: '二级',
  certificates: ['GREEN_FOOD'],
  minimum: { value: '1500', unit: 'kg' },
  maximum: { value: '2000', unit: 'kg' },
  cap: { price: { amount: '8.00' }, priceUnit: 'kg' },
  deliveryCounty: '330211',
  windows: [
    { from: '2026-08-01', until: '2026-08-05', quantity: { value: '1200', unit: 'kg' } },
    { from: '2026-08-15', until: '2026-08-20', quantity: { value: '0.8', unit: 't' } },
  ],
  ...more,
});
const RICE = '0101';

export const sourcingTerms = (more: object = {}) => ({
  title: '示例食堂大米',
  quoteDeadline: '2026-07-20T17:00:00+08:00',
  sealed: false,
  internalNote: '示例内部说明',
  lines: [riceLine()],
  ...more,
});

export interface ShownRequest {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly state: string;
  readonly revision: number;
  readonly approved: boolean;
  readonly reopened: boolean;
  readonly sentBackNote: string | null;
  readonly worth: { readonly amount: string };
  readonly lines: readonly {
    readonly maximum: object;
    readonly windows: readonly object[];
    readonly cap: object;
  }[];
}
export const REQUEST = `id version number state revision approved reopened sentBackNote worth { amount }
  lines { maximum { value unit } windows { from until quantity { value unit } } cap { price { amount } priceUnit } }`;

export interface SourcingAnswer {
  readonly request: ShownRequest | null;
  /** `CODE at.its.path`, or the error's code. */
  readonly refusals: readonly string[];
}

/** One sourcing verb over HTTP. */
export async function source(
  app: TestApp,
  token: string,
  verb: string,
  input: object,
): Promise<SourcingAnswer> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const { data, errors } = await app.graphql<Record<
    string,
    { sourcingRequest: ShownRequest | null; refusals: { code: string; path: string[] }[] }
  > | null>(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { sourcingRequest { ${REQUEST} } refusals { code path } } }`,
    { input: { idempotencyKey: freshKey(), ...input } },
    { token },
  );
  const [error] = errors ?? [];
  if (error)
    return {
      request: null,
      refusals: [`${error.extensions.code} ${error.extensions.path?.join('.') ?? ''}`.trim()],
    };
  const payload = data?.[verb];
  return {
    request: payload?.sourcingRequest ?? null,
    refusals: payload?.refusals.map(({ code, path }) => `${code} ${path.join('.')}`) ?? [],
  };
}

/** The same, where it must succeed. */
export async function sourced(
  app: TestApp,
  token: string,
  verb: string,
  input: object,
): Promise<ShownRequest> {
  const { request, refusals } = await source(app, token, verb, input);
  if (!request) throw new Error(`${verb}: ${refusals.join(', ')}`);
  return request;
}

export async function draftRequest(
  app: TestApp,
  token: string,
  unitId: string,
  terms: object = sourcingTerms(),
): Promise<ShownRequest> {
  return sourced(app, token, 'draftSourcingRequest', { unitId, terms });
}

export const onRequest = ({ id, version }: Pick<ShownRequest, 'id' | 'version'>, more: object = {}) => ({
  sourcingRequestId: id,
  expectedVersion: version,
  ...more,
});
