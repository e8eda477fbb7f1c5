import type { PaymentTerms, SaidDetails } from '../../libs/payment-plan/src/index';
import { freshKey, type TestApp } from './app';
import type { Goods } from './goods';
import { PLACES } from './people';
import { draftRequest, onRequest, riceLine, sourced, sourcingTerms, type ShownRequest } from './sourcing';

/** 2 t of 花椒 at most 70 yuan a kilogram delivered, all in one window: worth 140,000 yuan. */
export const pepperLine = (more: object = {}) =>
  riceLine({
    categoryCode: '13',
    leastGrade: '二级',
    certificates: [],
    cap: { price: { amount: '70.00' }, priceUnit: 'kg' },
    deliveryCounty: PLACES.eastCounty,
    windows: [{ from: '2026-08-01', until: '2026-08-10', quantity: { value: '2000', unit: 'kg' } }],
    ...more,
  });

export const pepperTerms = (more: object = {}) =>
  sourcingTerms({ title: '示例食堂花椒', lines: [pepperLine()], ...more });

export interface RequestLine {
  readonly id: string;
  readonly position: number;
}

/** A published request for 花椒, and its lines. */
export async function publishedRequest(
  app: TestApp,
  buyer: { token: string; unitId: string },
  terms: object = pepperTerms(),
): Promise<{ request: ShownRequest; lines: RequestLine[] }> {
  const draft = await draftRequest(app, buyer.token, buyer.unitId, terms);
  const request = await sourced(app, buyer.token, 'publishSourcingRequest', onRequest(draft));
  return { request, lines: await linesOf(app, request.id) };
}

export const linesOf = (app: TestApp, requestId: string) =>
  app.database.query<RequestLine>(
    `SELECT l.id, l.position FROM sourcing_requests r JOIN sourcing_lines l ON l.request_id = r.id
        AND l.revision = r.revision WHERE r.id = $1 ORDER BY l.position`,
    [requestId],
  );

export interface QuoteWish {
  readonly kg?: string;
  readonly minimumKg?: string;
  readonly yuan?: string;
  readonly deliveryOn?: string;
  readonly paymentTerms?: PaymentTerms;
  readonly paymentPlan?: SaidDetails;
  readonly freight?: object;
  readonly validUntil?: string;
  readonly note?: string;
}

export const quoteTerms = (sourcingLineId: string, goods: Pick<Goods, 'lotId'>, wish: QuoteWish = {}) => ({
  paymentTerms: wish.paymentTerms ?? 'PREPAID',
  paymentPlan: wish.paymentPlan ?? null,
  validUntil: wish.validUntil ?? '2026-07-31',
  note: wish.note ?? '示例说明',
  deliveries: [
    {
      deliveryOn: wish.deliveryOn ?? '2026-08-05',
      freight: wish.freight ?? { kind: 'INCLUDED' },
      lines: [
        {
          sourcingLineId,
          lotId: goods.lotId,
          quantity: { value: wish.kg ?? '2000', unit: 'kg' },
          ...(wish.minimumKg ? { minimum: { value: wish.minimumKg, unit: 'kg' } } : {}),
          unitPrice: { amount: wish.yuan ?? '60.00' },
          priceUnit: 'kg',
        },
      ],
    },
  ],
});

export interface ShownQuote {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly endReason: string | null;
  readonly supplierId: string;
  readonly supplierName: string;
  readonly currentNumber: number;
  readonly versions: readonly {
    readonly id: string;
    readonly number: number;
    readonly side: string;
    readonly requestRevision: number;
    readonly total: { readonly amount: string };
    readonly deliveries: readonly {
      readonly id: string;
      readonly lines: readonly { readonly id: string; readonly unitPrice: { readonly amount: string } }[];
    }[];
  }[];
}
export const QUOTE = `id version state endReason supplierId supplierName currentNumber
  versions { id number side requestRevision total { amount } deliveries { id lines { id unitPrice { amount } } } }`;

export interface QuotingAnswer<Node> {
  readonly node: Node | null;
  /** `CODE at.its.path`, or the error's code. */
  readonly refusals: readonly string[];
}

/** One verb of quoting over HTTP; `shown` is the payload's own field. */
export async function quotes<Node = ShownQuote>(
  app: TestApp,
  token: string,
  verb: string,
  input: object,
  shown = `quote { ${QUOTE} }`,
): Promise<QuotingAnswer<Node>> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const { data, errors } = await app.graphql<Record<
    string,
    Record<string, unknown> & { refusals: { code: string; path: string[] }[] }
  > | null>(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { ${shown} refusals { code path } } }`,
    { input: { idempotencyKey: freshKey(), ...input } },
    { token },
  );
  const [error] = errors ?? [];
  if (error)
    return {
      node: null,
      refusals: [`${error.extensions.code} ${error.extensions.path?.join('.') ?? ''}`.trim()],
    };
  const payload = data?.[verb];
  const [name = ''] = shown.split(' ');
  return {
    node: (payload?.[name] as Node | null | undefined) ?? null,
    refusals: payload?.refusals.map(({ code, path }) => `${code} ${path.join('.')}`.trim()) ?? [],
  };
}

/** The same, where it must succeed. */
export async function quoted<Node = ShownQuote>(
  app: TestApp,
  token: string,
  verb: string,
  input: object,
  shown?: string,
): Promise<Node> {
  const { node, refusals } = await quotes<Node>(app, token, verb, input, shown);
  if (!node) throw new Error(`${verb}: ${refusals.join(', ')}`);
  return node;
}

export const onQuote = ({ id, version }: Pick<ShownQuote, 'id' | 'version'>, more: object = {}) => ({
  quoteId: id,
  expectedVersion: version,
  ...more,
});

/** Quotes one lot on the first line of the request as it stands. */
export async function submitQuote(
  app: TestApp,
  token: string,
  { request, lines }: { request: Pick<ShownRequest, 'id' | 'revision'>; lines: readonly RequestLine[] },
  goods: Pick<Goods, 'lotId'>,
  wish: QuoteWish = {},
): Promise<ShownQuote> {
  return quoted(app, token, 'submitQuote', {
    sourcingRequestId: request.id,
    requestRevision: request.revision,
    terms: quoteTerms(lines[0]?.id ?? '', goods, wish),
  });
}
