import { Injectable } from '@nestjs/common';
import { formatMoney, formatQuantity } from '../../../libs/money/src/index';
import { Clock, Database, businessDateOf } from '../../platform/index';
import { shownPlan } from '../../payments/index';
import { QuotedRequests, type AskedLine } from '../../sourcing/index';
import { isAbove, isCheaper, landedFens, landedPer } from '../domain/landed-cost';
import type { QuoteState } from '../domain/quote.states';
import type { PaymentTerms, PlanDetails } from '../../../libs/payment-plan/src/index';
import type { FreightKind } from '../domain/said-quote';
import type { ComparedLine, ComparedOffer } from './comparison.type';

interface OfferRow extends PlanDetails {
  readonly quoteId: string;
  readonly quoteLineId: string;
  readonly deliveryId: string;
  readonly number: number;
  readonly state: QuoteState;
  readonly supplierId: string;
  readonly supplierName: string;
  readonly sellerId: string;
  readonly paymentTerms: PaymentTerms;
  readonly validUntil: string;
  readonly deliveryOn: string;
  readonly freightKind: FreightKind;
  readonly freightFen: bigint;
  readonly sourcingLineId: string;
  readonly forwardSupplyId: string | null;
  readonly leastGrade: string | null;
  readonly quantityBase: bigint;
  readonly minimumBase: bigint;
  readonly goodsFen: bigint;
}
interface Landed extends OfferRow {
  readonly landedFen: bigint;
  readonly shareFen: bigint;
}

/** The caps of a pooled request are its units’ own: it shows none. */
interface Seen {
  readonly today: string;
  readonly pooled: boolean;
}

/**
 * Open quotes that stand, line by line of their delivery, as their suppliers said them last: a counter-offer is the buyer's
 * wish. A sealed request has none before its deadline.
 */
const OFFERS = `
  SELECT q.id AS "quoteId", l.id AS "quoteLineId", d.id AS "deliveryId", v.number, q.state,
         q.supplier_id AS "supplierId", o.name AS "supplierName", d.seller_id AS "sellerId", v.payment_terms AS "paymentTerms",
         v.deposit_percent AS "depositPercent", v.rest_due AS "restDue", v.instalments,
         v.valid_until AS "validUntil", d.delivery_on AS "deliveryOn", d.freight_kind AS "freightKind",
         d.freight_fen AS "freightFen", l.sourcing_line_id AS "sourcingLineId", l.quantity_base AS "quantityBase",
         l.forward_supply_id AS "forwardSupplyId", l.least_grade AS "leastGrade",
         l.minimum_base AS "minimumBase", l.goods_fen AS "goodsFen"
    FROM sourcing_requests r JOIN quotes q ON q.request_id = r.id
    JOIN LATERAL (SELECT * FROM quote_versions WHERE quote_id = q.id AND side = 'SUPPLIER' AND revision = r.revision
      ORDER BY number DESC LIMIT 1) v ON true
    JOIN quote_deliveries d ON d.version_id = v.id JOIN quote_lines l ON l.delivery_id = d.id
    JOIN organizations o ON o.id = q.supplier_id
   WHERE r.id = $1 AND q.state IN ('SUBMITTED', 'COUNTERED', 'REVISED', 'SHORTLISTED', 'ACCEPTED')
     AND v.opens_at <= $2::timestamptz AND NOT (r.sealed AND r.quote_deadline > $2::timestamptz)
   ORDER BY d.id, l.position`;

const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' });

/** Lays the quotes on a request side by side by what they cost delivered. Its caps are in it: for the buyer's house alone. */
@Injectable()
export class Comparison {
  constructor(
    private readonly database: Database,
    private readonly requests: QuotedRequests,
    private readonly clock: Clock,
  ) {}

  async of(request: {
    readonly id: string;
    readonly revision: number;
    readonly pooled: boolean;
  }): Promise<ComparedLine[]> {
    const lines = await this.requests.lines(this.database, request);
    const now = this.clock.now();
    const offers = landedOffers(await this.database.query<OfferRow>(OFFERS, [request.id, now]));
    return lines.map((line) =>
      comparedLine(
        line,
        offers.filter(({ sourcingLineId }) => sourcingLineId === line.id),
        { today: businessDateOf(now), pooled: request.pooled },
      ),
    );
  }
}

function landedOffers(rows: readonly OfferRow[]): Landed[] {
  const deliveries = new Map<string, OfferRow[]>();
  for (const row of rows) deliveries.set(row.deliveryId, [...(deliveries.get(row.deliveryId) ?? []), row]);
  return [...deliveries.values()].flatMap((lines) => {
    const [first] = lines;
    const fens = first ? landedFens(first, lines) : [];
    return lines.map((line, index) => ({
      ...line,
      landedFen: fens[index]?.landedFen ?? 0n,
      shareFen: fens[index]?.freightFen ?? 0n,
    }));
  });
}

function comparedLine(line: AskedLine, offers: readonly Landed[], seen: Seen): ComparedLine {
  const sorted = offers.toSorted((one, other) =>
    isCheaper(one, other) ? -1 : isCheaper(other, one) ? 1 : 0,
  );
  const [best] = sorted;
  return {
    sourcingLineId: line.id,
    position: line.position,
    deliveryCounty: line.deliveryCounty,
    wanted: formatQuantity(line.maximumBase, line.unit),
    awarded: formatQuantity(line.awardedBase, line.unit),
    cap: seen.pooled ? null : yuan(line.capFen),
    capUnit: line.capUnit,
    offers: sorted.map((offer) =>
      shownOffer(line, offer, best !== undefined && !isCheaper(best, offer), seen),
    ),
  };
}

function shownOffer(
  line: AskedLine,
  offer: Landed,
  cheapest: boolean,
  { today, pooled }: Seen,
): ComparedOffer {
  const { quoteId, quoteLineId, number, state, supplierId, supplierName, sellerId } = offer;
  const { paymentTerms, validUntil, deliveryOn, landedFen, quantityBase, forwardSupplyId, leastGrade } =
    offer;
  return {
    quoteId,
    quoteLineId,
    number,
    state,
    supplierId,
    supplierName,
    sellerId,
    forwardSupplyId,
    leastGrade,
    paymentTerms,
    paymentPlan: shownPlan({ ...offer, terms: paymentTerms }),
    validUntil,
    deliveryOn,
    quantity: formatQuantity(quantityBase, line.unit),
    minimum: formatQuantity(offer.minimumBase, line.unit),
    goods: yuan(offer.goodsFen),
    freight: yuan(offer.shareFen),
    landed: yuan(landedFen),
    landedPerUnit: yuan(landedPer(line.capUnit, landedFen, quantityBase)),
    cheapest,
    aboveCap: pooled ? null : isAbove(line, landedFen, quantityBase),
    onTime:
      deliveryOn >= today &&
      line.windows.some(({ from, until }) => from <= deliveryOn && deliveryOn <= until),
  };
}
