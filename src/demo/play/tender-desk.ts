import { AcceptCounterOffer, AwardQuotes, CounterQuote, SubmitQuote } from '../../quoting/index';
import { yuanText } from '../domain/said-amounts';
import { percentOf, quoteTerms, type PlannedQuote, type PlannedTender } from '../domain/tender-script';
import type { Cast } from './cast';
import type { OrderDesk } from './order-desk';
import { publishRequest } from './publish-request';
import { SampleDesk } from './sample-desk';
import type { Shelves } from './shelves';
import { done, type Stage } from './stage';

interface StandingQuote {
  readonly id: string;
  readonly version: number;
  readonly number: number;
  readonly lineId: string;
}

/** Suppliers quote on what is wanted, the buyer counters one of them and awards two. */
export class TenderDesk {
  private requestId = '';

  constructor(
    private readonly stage: Stage,
    private readonly cast: Cast,
    private readonly shelves: Shelves,
    private readonly planned: PlannedTender | null,
  ) {}

  async play(day: string, orders: OrderDesk): Promise<void> {
    const { planned } = this;
    if (!planned) return;
    const { days, buyerKey: key, terms } = planned;
    if (day === days.published)
      this.requestId = await publishRequest(this.stage, this.cast, { key, name: 'tender', terms });
    if (day === days.quoted) await this.quote(this.requestId, planned.quotes);
    await new SampleDesk(this.stage, this.cast, this.shelves).play(day, this.requestId, planned);
    const [first] = planned.quotes;
    if (day === days.countered && first) await this.counter(this.requestId, key, first);
    if (day === days.counterAccepted && first) await this.acceptCounter(first);
    if (day === days.awarded) await this.award(planned, orders);
    await this.stage.settle();
  }

  async quote(requestId: string, quotes: readonly PlannedQuote[]): Promise<void> {
    for (const quote of quotes) {
      const line = await this.lineOf(requestId, quote.categoryCode);
      const input = {
        idempotencyKey: `demo-quote-${requestId}-${quote.supplierKey}`,
        sourcingRequestId: requestId,
        requestRevision: line.revision,
        terms: quoteTerms(quote, line.id, this.shelves.lotId(quote.lotKey)),
      };
      const supplier = this.cast.as(quote.supplierKey);
      await done(`submitQuote ${quote.supplierKey}`, this.stage.use(SubmitQuote).execute(supplier, input));
    }
  }

  /** 还价: two per cent less. */
  async counter(requestId: string, buyerKey: string, { supplierKey, fenPerKg }: PlannedQuote): Promise<void> {
    const { id, version, lineId } = await this.standing(requestId, supplierKey);
    const input = {
      idempotencyKey: `demo-counter-${requestId}`,
      quoteId: id,
      expectedVersion: version,
      prices: [{ quoteLineId: lineId, unitPrice: yuanText(percentOf(fenPerKg, 98n)) }],
      note: '示例：数量不变，单价再让 2%。',
    };
    const clerk = this.cast.as(buyerKey, 'clerk');
    await done(`counterQuote ${supplierKey}`, this.stage.use(CounterQuote).execute(clerk, input));
  }

  private async acceptCounter({ supplierKey }: PlannedQuote): Promise<void> {
    const { id, version } = await this.standing(this.requestId, supplierKey);
    const input = { idempotencyKey: 'demo-counter-accepted', quoteId: id, expectedVersion: version };
    const supplier = this.cast.as(supplierKey);
    await done(
      `acceptCounterOffer ${supplierKey}`,
      this.stage.use(AcceptCounterOffer).execute(supplier, input),
    );
  }

  private async award({ buyerKey, orders }: PlannedTender, desk: OrderDesk): Promise<void> {
    const quotes: StandingQuote[] = [];
    for (const { supplierKey } of orders) quotes.push(await this.standing(this.requestId, supplierKey));
    const request = await this.stage.database.one<{ version: number }>(
      'SELECT version FROM sourcing_requests WHERE id = $1',
      [this.requestId],
    );
    const input = {
      idempotencyKey: 'demo-award',
      sourcingRequestId: this.requestId,
      expectedVersion: request?.version ?? 0,
      awards: quotes.map(({ id, number }) => ({ quoteId: id, number })),
    };
    const clerk = this.cast.as(buyerKey, 'clerk');
    await done('awardQuotes', this.stage.use(AwardQuotes).execute(clerk, input));
    const placed = await this.stage.database.query<{ id: string; supplier: string }>(
      `SELECT o.id, o.supplier_id AS supplier FROM orders o JOIN quote_award_orders made ON made.order_id = o.id
       JOIN quote_awards award ON award.id = made.award_id WHERE award.request_id = $1`,
      [this.requestId],
    );
    for (const order of orders) {
      const made = placed.find(({ supplier }) => supplier === this.cast.idOf(order.supplierKey));
      if (made) desk.adopt(order, made.id);
    }
  }

  private async lineOf(requestId: string, categoryCode: string): Promise<{ id: string; revision: number }> {
    const row = await this.stage.database.one<{ id: string; revision: number }>(
      `SELECT line.id, request.revision FROM sourcing_lines line JOIN sourcing_requests request ON request.id = line.request_id
       WHERE request.id = $1 AND line.category_code = $2`,
      [requestId, categoryCode],
    );
    if (!row) throw new Error(`the request asks for nothing of ${categoryCode}`);
    return row;
  }

  private async standing(requestId: string, supplierKey: string): Promise<StandingQuote> {
    const row = await this.stage.database.one<StandingQuote>(
      `SELECT quote.id, quote.version, said.number, line.id AS "lineId" FROM quotes quote
       JOIN quote_versions said ON said.quote_id = quote.id AND said.number = quote.current_number
       JOIN quote_deliveries delivery ON delivery.version_id = said.id
       JOIN quote_lines line ON line.delivery_id = delivery.id
       WHERE quote.request_id = $1 AND quote.supplier_id = $2`,
      [requestId, this.cast.idOf(supplierKey)],
    );
    if (!row) throw new Error(`${supplierKey} has not quoted`);
    return row;
  }
}
