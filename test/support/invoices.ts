import { freshKey, type TestApp } from './app';
import { uploaded } from './claims';
import { signInAgain, type Person } from './people';

export interface ShownInvoice {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly state: string;
  readonly titlesMatch: boolean;
  readonly amount: { readonly amount: string };
  readonly lines: readonly { readonly id: string; readonly takenBack: { readonly amount: string } }[];
  readonly files: readonly { readonly fileId: string }[];
}
export const INVOICE = `id version number state titlesMatch amount { amount } lines { id takenBack { amount } } files { fileId }`;

export interface InvoiceAnswer {
  readonly invoice: ShownInvoice | null;
  /** `CODE at.its.path`, or the error's code. */
  readonly refusals: readonly string[];
}

/** One verb over HTTP. */
export async function invoiceVerb(
  app: TestApp,
  person: Person,
  verb: string,
  input: object,
): Promise<InvoiceAnswer> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const { data, errors } = await app.graphql<Record<
    string,
    { invoice: ShownInvoice | null; refusals: { code: string; path: (string | number)[] }[] }
  > | null>(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { invoice { ${INVOICE} } refusals { code path } } }`,
    { input: { idempotencyKey: freshKey(), ...input } },
    { token: await signInAgain(app, person) },
  );
  const [error] = errors ?? [];
  if (error)
    return {
      invoice: null,
      refusals: [`${error.extensions.code} ${error.extensions.path?.join('.') ?? ''}`.trim()],
    };
  const payload = data?.[verb];
  return {
    invoice: payload?.invoice ?? null,
    refusals: payload?.refusals.map(({ code, path }) => `${code} ${path.join('.')}`.trim()) ?? [],
  };
}

/** The same, where it must succeed. */
export async function invoiced(
  app: TestApp,
  person: Person,
  verb: string,
  input: object,
): Promise<ShownInvoice> {
  const { invoice, refusals } = await invoiceVerb(app, person, verb, input);
  if (!invoice) throw new Error(`${verb}: ${refusals.join(', ')}`);
  return invoice;
}

let numbers = 0;
/** Twenty digits like no other. */
export const invoiceNumber = () => `2653${String((numbers += 1)).padStart(16, '0')}`;

const yuan = (fen: bigint) => ({ amount: `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}` });

export interface InvoicedLine {
  readonly orderId: string;
  /** Null: freight. */
  readonly orderLineId: string | null;
  readonly fen: bigint;
  readonly base: bigint;
  readonly unit: string;
}

/** What was accepted of settled lines of the orders, as an invoice of them says it. */
export function acceptedOf(app: TestApp, ...orderIds: string[]): Promise<InvoicedLine[]> {
  return app.database.query<InvoicedLine>(
    `SELECT s.order_id AS "orderId", s.order_line_id AS "orderLineId", sum(s.goods_fen)::bigint AS fen,
       sum(s.accepted_base)::bigint AS base, 'g' AS unit, l.position
     FROM settlement_lines s JOIN order_lines l ON l.id = s.order_line_id
     WHERE s.order_id = ANY($1::uuid[]) GROUP BY 1, 2, l.position
     UNION ALL
     SELECT order_id, NULL, freight_fen, 0, 'g', 1000 FROM settlements WHERE order_id = ANY($1::uuid[]) AND freight_fen > 0
     ORDER BY 1, 6`,
    [orderIds],
  );
}

/** Titles as the parties of an order have them. */
export async function titlesOf(app: TestApp, orderId: string) {
  const row = await app.database.one<{ sellerUscc: string | null; buyerUscc: string | null }>(
    `SELECT s.uscc AS "sellerUscc", b.uscc AS "buyerUscc" FROM orders o JOIN organizations s ON s.id = o.supplier_id
     JOIN organizations b ON b.id = o.buyer_id WHERE o.id = $1`,
    [orderId],
  );
  return { sellerUscc: row?.sellerUscc, buyerUscc: row?.buyerUscc };
}

/** An untaxed invoice of the lines, as the person reads it from the paper he brings. */
export async function invoiceInput(
  app: TestApp,
  person: Person,
  lines: readonly InvoicedLine[],
  more: object = {},
) {
  const fen = lines.reduce((sum, line) => sum + line.fen, 0n);
  const [row] = await app.database.query<{ on: string }>('SELECT $1::date AS on', [app.clock.now()]);
  return {
    kind: 'PRODUCE_SALE',
    number: invoiceNumber(),
    issuedOn: row?.on,
    ...(await titlesOf(app, lines[0]?.orderId ?? '')),
    amount: yuan(fen),
    tax: yuan(0n),
    fileIds: [await uploaded(app, person)],
    lines: lines.map((line) => ({
      orderId: line.orderId,
      orderLineId: line.orderLineId,
      quantity: line.orderLineId === null ? null : { value: String(line.base), unit: line.unit },
      amount: yuan(line.fen),
      tax: yuan(0n),
    })),
    ...more,
  };
}

/** A red-letter invoice that takes `fen` and `base` back from the first line of the other. */
export async function redInput(
  app: TestApp,
  person: Person,
  original: ShownInvoice,
  { fen, base = 0n }: { fen: bigint; base?: bigint },
  more: object = {},
) {
  const [row] = await app.database.query<{ on: string }>('SELECT $1::date AS on', [app.clock.now()]);
  return {
    originalId: original.id,
    number: invoiceNumber(),
    issuedOn: row?.on,
    amount: yuan(fen),
    tax: yuan(0n),
    fileIds: [await uploaded(app, person)],
    lines: [
      {
        invoiceLineId: original.lines[0]?.id,
        quantity: base === 0n ? null : { value: String(base), unit: 'g' },
        amount: yuan(fen),
        tax: yuan(0n),
      },
    ],
    ...more,
  };
}
