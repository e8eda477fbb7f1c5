import { Injectable } from '@nestjs/common';
import { CatalogReader } from '../../catalog/index';
import { AgencyMandates } from '../../organizations/index';
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

/** Holds what a supplier says against the request and against what he may sell. */
@Injectable()
export class QuoteAcceptance {
  constructor(
    private readonly catalog: CatalogReader,
    private readonly mandates: AgencyMandates,
    private readonly requests: QuotedRequests,
  ) {}

  async accept(tx: Tx, actor: Actor, request: SourcingRequest, said: SaidQuote): Promise<QuotedTerms> {
    requireSomething(said);
    const lines = await this.requests.lines(tx, request);
    const asked = new Map(lines.map((line) => [line.id, askedGoods(line)]));
    const goods = await this.goods(tx, actor, said);
    const today = businessDateOf(tx.at);
    const deadlineOn = businessDateOf(request.quoteDeadline);
    return readQuote(said, { asked, goods, decidedFrom: deadlineOn > today ? deadlineOn : today });
  }

  private async goods(tx: Tx, actor: Actor, said: SaidQuote): Promise<Map<string, QuotableGoods>> {
    const lotIds = said.deliveries.flatMap(({ lines }) => lines.flatMap(({ lotId }) => lotId ?? []));
    const lots = await this.catalog.sellableLots(tx, [...new Set(lotIds)]);
    const today = businessDateOf(tx.at);
    const certificates = await this.catalog.certificatesOf(
      tx,
      [...lots.values()].map(({ productId }) => productId),
      today,
    );
    const found = new Map<string, QuotableGoods>();
    for (const lot of lots.values()) {
      if (!(await this.maySell(tx, actor, lot.supplierId))) continue;
      found.set(lot.lotId, {
        id: lot.lotId,
        kind: 'LOT',
        sellerId: lot.supplierId,
        productId: lot.productId,
        categoryCode: lot.categoryCode,
        grade: lot.grade,
        certificates: certificates.get(lot.productId) ?? [],
        displayUnit: lot.displayUnit,
        onSale: lot.state === 'AVAILABLE' && lot.listingState === 'LISTED' && !lot.supplierSuspended,
        availableBase: lot.availableBase,
        expiresOn: lot.expiresOn,
      });
    }
    return found;
  }

  /** One's own lots, and as an agent those of one's principal: they stay his, and so does the order. */
  private async maySell(tx: Tx, { organizationId }: Actor, sellerId: string): Promise<boolean> {
    if (sellerId === organizationId) return true;
    return this.mandates.covers(tx, {
      agentId: organizationId,
      principalId: sellerId,
      on: businessDateOf(tx.at),
    });
  }
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
