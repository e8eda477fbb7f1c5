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
