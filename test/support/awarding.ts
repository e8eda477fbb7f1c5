import type { TestApp } from './app';
import { quotes, type QuotingAnswer, type ShownQuote } from './quoting';

export interface ShownAward {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly quoteId: string;
  readonly quoteVersionId: string;
  readonly declineReason: string | null;
  readonly total: { readonly amount: string };
  readonly orderIds: readonly string[];
  readonly lines: readonly {
    readonly quoteLineId: string;
    readonly quantity: { readonly value: string };
    readonly taken: { readonly value: string } | null;
  }[];
}
export const AWARD = `id version state quoteId quoteVersionId declineReason total { amount } orderIds
  lines { quoteLineId quantity { value } taken { value } }`;

export const versionOf = async (app: TestApp, requestId: string) =>
  (
    await app.database.one<{ version: number }>('SELECT version FROM sourcing_requests WHERE id = $1', [
      requestId,
    ])
  )?.version ?? 0;

/** So many kilograms of the first line; all of the quote unless said. */
export const awardOf = (quote: ShownQuote, kg?: string) => ({
  quoteId: quote.id,
  number: quote.currentNumber,
  ...(kg
    ? {
        lines: [
          {
            quoteLineId: quote.versions.at(-1)?.deliveries[0]?.lines[0]?.id,
            quantity: { value: kg, unit: 'kg' },
          },
        ],
      }
    : {}),
});

export async function award(
  app: TestApp,
  token: string,
  requestId: string,
  awards: readonly object[],
  more: object = {},
): Promise<QuotingAnswer<ShownAward[]>> {
  const input = {
    sourcingRequestId: requestId,
    expectedVersion: await versionOf(app, requestId),
    awards,
    ...more,
  };
  return quotes<ShownAward[]>(app, token, 'awardQuotes', input, `awards { ${AWARD} }`);
}

/** The last two orders somebody placed, by what they cost, and which of them wait for an approver. */
export const lastWaiting = async (app: TestApp, placedBy: string): Promise<string[]> =>
  (
    await app.database.query<{ said: string }>(
      `SELECT round(fen / 100.0, 2) || CASE WHEN waits THEN ' waits' ELSE '' END AS said FROM (
         SELECT goods_fen + freight_fen AS fen, approval_required AND approved_by IS NULL AS waits FROM orders
          WHERE placed_by = $1 ORDER BY placed_at DESC LIMIT 2) last ORDER BY fen`,
      [placedBy],
    )
  ).map(({ said }) => said);
