import type { TestApp } from './app';
import type { Goods } from './goods';
import { invoiceInput, invoiceVerb, redInput, type InvoicedLine, type ShownInvoice } from './invoices';
import { OrderHistory, type WrittenOrder } from './order-events';
import { PLACES, signInAgain, type People, type Person } from './people';

export interface InvoiceWorld {
  readonly app: TestApp;
  readonly people: People;
  /** What orders take of, from the first on. */
  readonly goods: readonly Goods[];
}

export interface Match {
  readonly matched: boolean;
  readonly reasons: readonly string[];
  readonly owner: string | null;
}

/** Orders and invoices between the buyer and the supplier; the world is made before each of them is called. */
export function invoicesIn(world: () => InvoiceWorld) {
  /** Settled for this much, one line of 1 kg each. */
  const settled = async (...fen: bigint[]): Promise<WrittenOrder> => {
    const { app, people, goods } = world();
    const { buyer } = people;
    const history = new OrderHistory(app);
    const order = await history.place({
      buyerId: buyer.id,
      unitId: buyer.unitId,
      placedBy: buyer.clerk.id,
      goods: goods.slice(0, fen.length),
      fen,
      countyCode: PLACES.westCounty,
    });
    await app.database.query('UPDATE orders SET contract_signed_at = placed_at WHERE id = $1', [order.id]);
    await history.settle(order, fen);
    return order;
  };
  const by = (who: 'buyer' | 'supplier'): Person =>
    who === 'buyer' ? world().people.buyer.clerk : world().people.supplier.member;
  const capture = async (who: 'buyer' | 'supplier', lines: readonly InvoicedLine[], more: object = {}) =>
    invoiceVerb(
      world().app,
      by(who),
      'captureInvoice',
      await invoiceInput(world().app, by(who), lines, more),
    );
  const decide = (
    who: 'buyer' | 'supplier',
    verb: string,
    { id, version }: ShownInvoice,
    more: object = {},
  ) => invoiceVerb(world().app, by(who), verb, { invoiceId: id, expectedVersion: version, ...more });
  /** Captured by the supplier and confirmed by the buyer. */
  const confirmed = async (lines: readonly InvoicedLine[], more: object = {}): Promise<ShownInvoice> => {
    const { invoice, refusals } = await capture('supplier', lines, more);
    if (!invoice) throw new Error(refusals.join());
    const answer = await decide('buyer', 'confirmInvoice', invoice);
    if (!answer.invoice) throw new Error(answer.refusals.join());
    return answer.invoice;
  };
  const takenBack = async (original: ShownInvoice, fen: bigint, base = 0n): Promise<string[]> => {
    const red = await invoiceVerb(
      world().app,
      by('supplier'),
      'captureRedInvoice',
      await redInput(world().app, by('supplier'), original, { fen, base }),
    );
    if (!red.invoice) return [...red.refusals];
    return [...(await decide('buyer', 'confirmInvoice', red.invoice)).refusals];
  };
  const matches = async ({ id }: { id: string }, person = by('buyer')): Promise<Match[]> => {
    const { app } = world();
    const { data } = await app.graphql<{ order: { invoiceMatches: Match[] } }>(
      'query ($id: UUID!) { order(id: $id) { invoiceMatches { matched reasons owner } } }',
      { id },
      { token: await signInAgain(app, person) },
    );
    return data.order.invoiceMatches;
  };
  return { settled, by, capture, decide, confirmed, takenBack, matches };
}
