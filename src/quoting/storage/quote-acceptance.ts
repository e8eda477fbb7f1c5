import { Injectable } from '@nestjs/common';
import { gradeRank } from '../../catalog/index';
import { MemberGoods, type OthersGoods } from '../../hubs/index';
import { DepositFloor } from '../../payments/index';
import { businessDateOf, type Actor, type Tx } from '../../platform/index';
import {
  GRADES_BEST_FIRST,
  QuotedRequests,
  type AskedLine,
  type SourcingRequest,
} from '../../sourcing/index';
import type { AskedGoods, QuotableGoods } from '../domain/quotable-goods';
import { readQuote, requireSomething } from '../domain/quoted-terms';
import type { QuotedTerms, SaidQuote } from '../domain/said-quote';
import { OfferableGoods } from './offerable-goods';

/** Holds what a supplier says against the request and against what he may sell. */
@Injectable()
export class QuoteAcceptance {
  constructor(
    private readonly requests: QuotedRequests,
    private readonly offerable: OfferableGoods,
    private readonly members: MemberGoods,
    private readonly floor: DepositFloor,
  ) {}

  async accept(tx: Tx, actor: Actor, request: SourcingRequest, said: SaidQuote): Promise<QuotedTerms> {
    requireSomething(said);
    const lines = await this.requests.lines(tx, request);
    const asked = new Map(lines.map((line) => [line.id, askedGoods(line)]));
    const goods = await this.offerable.named(tx, actor, said);
    const today = businessDateOf(tx.at);
    const deadlineOn = businessDateOf(request.quoteDeadline);
    const decidedFrom = deadlineOn > today ? deadlineOn : today;
    const terms = readQuote(said, { asked, goods, decidedFrom, isGrade: (word) => gradeRank(word) !== null });
    await this.floor.require(tx, terms, ['terms', 'paymentPlan']);
    await this.members.requireWithin(tx, actor.organizationId, othersGoods(terms, goods));
    return terms;
  }
}

/** What is quoted of whose goods, said where it stands in the input. */
function othersGoods(terms: QuotedTerms, goods: ReadonlyMap<string, QuotableGoods>): OthersGoods[] {
  return terms.deliveries.flatMap(({ sellerId, lines }, delivery) =>
    lines.map(({ lotId, forwardSupplyId, quantityBase }, line) => ({
      sellerId,
      productId: goods.get(lotId ?? forwardSupplyId ?? '')?.productId ?? '',
      quantityBase,
      path: ['terms', 'deliveries', delivery, 'lines', line, 'quantity'],
    })),
  );
}

/** Without the cap: what a quote is held against knows of none. */
function askedGoods(line: AskedLine): AskedGoods {
  const {
    id,
    categoryCode,
    productId,
    leastGrade,
    certificates,
    unit,
    maximumBase,
    deliveryCounty,
    windows,
  } = line;
  const worst = (GRADES_BEST_FIRST as readonly string[]).indexOf(leastGrade ?? '');
  const gradesTaken = leastGrade ? GRADES_BEST_FIRST.slice(0, worst + 1) : null;
  return {
    id,
    categoryCode,
    productId,
    gradesTaken,
    certificates,
    unit,
    maximumBase,
    deliveryCounty,
    windows,
  };
}
