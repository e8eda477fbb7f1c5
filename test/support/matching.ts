import { freshKey, type TestApp } from './app';
import { makeGoods, type Goods, type GoodsWish, type Sellers } from './goods';
import type { People, Supplier } from './people';
import { draftRequest, onRequest, riceLine, sourced, sourcingTerms, type ShownRequest } from './sourcing';

export interface ShownRun {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly live: boolean;
  readonly asOf: string;
  readonly recomputedFrom: string | null;
  readonly sameReport: boolean | null;
  readonly failure: string | null;
  readonly rulesVersion: string | null;
  readonly inputSha256: string | null;
  readonly reportSha256: string | null;
  readonly lineCount: number | null;
  readonly supplyCount: number | null;
  readonly leftOutCount: number | null;
  readonly report: {
    readonly lines: number;
    readonly linesServed: number;
    readonly withMissing: object | null;
    readonly priceOfFairness: { readonly amount: string };
    readonly priceOfFairnessBound: { readonly amount: string };
    readonly floors: readonly {
      readonly floorId: string;
      readonly words: { readonly zh: string; readonly en: string };
      readonly floor: { readonly amount: string };
      readonly proposedSales: { readonly amount: string };
      readonly cause: string | null;
    }[];
  } | null;
}

export const RUN = `id version state live asOf stockOf recomputedFrom sameReport failure rulesVersion seed inputSha256
  reportSha256 lineCount supplyCount leftOutCount requestedAt endedAt
  report { complete lines linesServed linesAtMinimum plainCost { amount } fairCost { amount } proposedCost { amount }
    withMissing { plainCost { amount } proposedCost { amount } gapPartsPerMillion } priceOfFairness { amount } priceOfFairnessBound { amount } countyGiniPartsPerMillion
    floors { floorId words { zh en } floor { amount } plainSales { amount } fairSales { amount } proposedSales { amount }
      proposedShortfall { amount } pricePartsPerMillion weightBasisPoints cause } }`;

/** One verb of matching over HTTP: what it answers, or its refusals as `CODE path`. */
export async function matches(
  app: TestApp,
  token: string,
  verb: 'requestMatchRun' | 'recomputeMatchRun',
  input: object = {},
): Promise<{ run: ShownRun | null; refusals: string[] }> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const { data, errors } = await app.graphql<
    Record<string, { matchRun: ShownRun | null; refusals: { code: string; path: string[] }[] }>
  >(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { matchRun { ${RUN} } refusals { code path } } }`,
    { input: { idempotencyKey: freshKey(), ...input } },
    { token },
  );
  const [error] = errors ?? [];
  if (error) return { run: null, refusals: [error.extensions.code] };
  const payload = data[verb];
  return {
    run: payload?.matchRun ?? null,
    refusals: payload?.refusals.map(({ code, path }) => `${code} ${path.join('.')}`) ?? [],
  };
}

export async function shownRun(app: TestApp, token: string, id: string): Promise<ShownRun> {
  const { data, errors } = await app.graphql<{ matchRun: ShownRun }>(
    `query ($id: UUID!) { matchRun(id: $id) { ${RUN} } }`,
    { id },
    { token },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.matchRun;
}

/** Asks for a run, lets it be carried out, and answers it. */
export async function matched(app: TestApp, token: string, input: object = {}): Promise<ShownRun> {
  const { run, refusals } = await matches(app, token, 'requestMatchRun', input);
  if (!run) throw new Error(refusals.join(', '));
  await app.settle();
  return shownRun(app, token, run.id);
}

const KG = 1_000n;

/** Rice on sale: first grade, whole sacks of 25 kg, freight in the price. */
export function makeRice(
  app: TestApp,
  sellers: Sellers,
  fenPerKg: bigint,
  wish: GoodsWish = {},
): Promise<Goods> {
  return makeGoods(app, sellers, {
    name: '示例大米',
    categoryCode: '0101',
    cropCode: null,
    verifiedMu: null,
    inBase: 10_000n * KG,
    ladder: [[25n * KG, fenPerKg]],
    moqBase: 25n * KG,
    packSizeBase: 25n * KG,
    freight: { kind: 'INCLUDED', fen: 0n },
    leadDays: 5,
    ...wish,
  });
}

export const sellersOf = (supplier: Supplier): Sellers => ({
  supplier: { id: supplier.id, member: supplier.member },
});

/** An open request for rice, in two deliveries. */
export async function openRice(
  app: TestApp,
  buyer: People['buyer'],
  line: object = {},
  terms: object = {},
): Promise<ShownRequest> {
  const request = await draftRequest(
    app,
    buyer.clerk.token,
    buyer.unitId,
    sourcingTerms({ lines: [riceLine({ certificates: [], ...line })], ...terms }),
  );
  return sourced(app, buyer.clerk.token, 'publishSourcingRequest', onRequest(request));
}
