import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { businessDateOf, type Actor, type Tx } from '../../platform/index';
import { QuotedRequests, type AskedLine, type SourcingRequest } from '../../sourcing/index';
import { binds, chosenOf, type SaidAwardLine } from '../domain/award-choice';
import { ALIVE, quoteStates } from '../domain/quote.states';
import { quotingRefusals } from '../domain/quoting.refusals';
import { AwardBook } from './award-book';
import { AwardOrders } from './award-orders';
import type { Chosen } from './pooled-award';
import { QuoteBook } from './quote-book';
import type { Bound } from './quoter-standing';
import { QuoteEnding } from './quote-ending';
import type { Quote } from './quote.entity';
import { QuoteVersions } from './quote-versions';

export interface SaidAward {
  readonly quoteId: string;
  /** Number of the version the buyer has read. */
  readonly number: number;
  readonly lines: readonly SaidAwardLine[] | null;
  readonly pairingChoice: string | null;
  readonly channelId: string | null;
}

/** Decides what is taken of which quotes, in one transaction with the orders it makes. The request is locked already. */
@Injectable()
export class Awarding {
  constructor(
    private readonly requests: QuotedRequests,
    private readonly book: QuoteBook,
    private readonly versions: QuoteVersions,
    private readonly awards: AwardBook,
    private readonly orders: AwardOrders,
    private readonly ending: QuoteEnding,
  ) {}

  async award(tx: Tx, actor: Actor, request: SourcingRequest, said: readonly SaidAward[]): Promise<void> {
    const quotes = new Map((await this.book.lockOn(tx, request.id)).map((quote) => [quote.id, quote]));
    const asked = await this.requests.lines(tx, request);
    const picked: Bound[] = [];
    for (const [index, one] of said.entries()) {
      const path = ['awards', index];
      const quote = quotes.get(one.quoteId);
      if (!quote || picked.some((before) => before.quote === quote))
        return refuse(quotingRefusals.QUOTE_UNKNOWN([...path, 'quoteId']));
      picked.push({ quote, chosen: await this.choose(tx, request, quote, one, asked, path) });
    }
    const bound = picked.filter(({ chosen }) => binds(chosen.deliveries));
    const toAsk = picked.filter((one) => !bound.includes(one));
    for (const { quote, chosen } of bound) await this.awards.write(tx, actor, quote, chosen, 'ORDERED');
    for (const { quote, chosen } of toAsk) await this.awards.write(tx, actor, quote, chosen, 'OFFERED');
    if (bound.length === 0) return;
    await this.order(tx, actor, request, bound, actor.memberId);
  }

  /** Of awards that are written: the orders, the winners, and those who are beaten by it. */
  async order(
    tx: Tx,
    actor: Actor,
    request: SourcingRequest,
    bound: readonly Bound[],
    decidedBy: string,
  ): Promise<void> {
    const moved = await this.orders.place(tx, actor, request, bound, decidedBy);
    for (const { quote } of bound) await this.book.move(tx, { quote, request: moved }, 'award', actor);
    await this.ending.rejectBeaten(tx, actor, moved, await this.beaten(tx, moved));
    await this.ending.askForMore(tx, moved);
  }

  /** Of everything they offer for, others got all that is wanted. */
  private async beaten(tx: Tx, request: SourcingRequest): Promise<Quote[]> {
    const full = (await this.requests.lines(tx, request))
      .filter(({ awardedBase, maximumBase }) => awardedBase >= maximumBase)
      .map(({ id }) => id);
    const out = await tx.query<{ id: string }>(
      `SELECT q.id FROM quotes q JOIN quote_versions v ON v.quote_id = q.id AND v.number = q.current_number
        WHERE q.request_id = $1 AND NOT EXISTS (SELECT FROM quote_deliveries d JOIN quote_lines l ON l.delivery_id = d.id
          WHERE d.version_id = v.id AND l.sourcing_line_id <> ALL($2::uuid[]))`,
      [request.id, full],
    );
    const ids = new Set(out.map(({ id }) => id));
    return (await this.book.lockOn(tx, request.id)).filter(
      ({ id, state }) => ids.has(id) && ALIVE.includes(state),
    );
  }

  private async choose(
    tx: Tx,
    request: SourcingRequest,
    quote: Quote,
    said: SaidAward,
    asked: readonly AskedLine[],
    path: RefusalPath,
  ): Promise<Chosen> {
    if (request.pooled && said.pairingChoice !== null)
      refuse(quotingRefusals.PAIRINGS_ARE_THE_UNITS([...path, 'pairingChoice']));
    if (said.channelId !== null)
      // What stands under the mandates is asked when the orders are placed.
      await this.awards.requireOpenChannel(tx, said.channelId, [...path, 'channelId']);
    quoteStates.next(quote.state, 'award', [...path, 'quoteId']);
    const version = await this.versions.find(tx, quote.id, quote.currentNumber);
    if (version?.number !== said.number || version.revision !== request.revision)
      return refuse(quotingRefusals.QUOTE_CHANGED([...path, 'number']));
    if (version.validUntil < businessDateOf(tx.at))
      refuse(quotingRefusals.VALIDITY_OVER([...path, 'quoteId']));
    await this.awards.requireNone(tx, version.id, [...path, 'quoteId']);
    const offered = await this.versions.deliveries(tx, version.id);
    const units = new Map(asked.map(({ id, unit }) => [id, unit]));
    const unitOfLine = (lineId: string) => units.get(lineId) ?? '';
    const deliveries = chosenOf(offered, said.lines, unitOfLine, [...path, 'lines']);
    const quoterId = quote.supplierId;
    const { pairingChoice, channelId } = said;
    return { awardId: randomUUID(), quoterId, version, deliveries, pairingChoice, channelId, path };
  }
}
