import type { TestApp } from './app';
import { quotes, type QuotingAnswer, type RequestLine } from './quoting';

export interface ShownSample {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly state: string;
  readonly reason: string | null;
  readonly quoteId: string | null;
  readonly grade: string | null;
  readonly price: { readonly amount: string } | null;
}
export const SAMPLE = 'id version number state reason quoteId grade price { amount }';

/** One verb of sampling over HTTP. */
export const sampling = (
  app: TestApp,
  token: string,
  verb: string,
  input: object,
): Promise<QuotingAnswer<ShownSample>> =>
  quotes<ShownSample>(app, token, verb, input, `sample { ${SAMPLE} }`);

/** The same, where it must succeed. */
export async function sampled(
  app: TestApp,
  token: string,
  verb: string,
  input: object,
): Promise<ShownSample> {
  const { node, refusals } = await sampling(app, token, verb, input);
  if (!node) throw new Error(`${verb}: ${refusals.join(', ')}`);
  return node;
}

/** Half a kilogram of the first line. */
export const sampleWish = (
  { request, lines }: { request: { readonly id: string }; lines: readonly RequestLine[] },
  supplierId: string,
  more: object = {},
) => ({
  sourcingRequestId: request.id,
  sourcingLineId: lines[0]?.id,
  supplierId,
  quantity: { value: '0.5', unit: 'kg' },
  ...more,
});

export const onSample = ({ id, version }: Pick<ShownSample, 'id' | 'version'>, more: object = {}) => ({
  sampleId: id,
  expectedVersion: version,
  ...more,
});
