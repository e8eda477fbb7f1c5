import { Injectable } from '@nestjs/common';
import type { PlanDetails } from '../../../libs/payment-plan/src/index';
import { shownPlan } from '../../payments/index';
import { formatMoney, formatQuantity } from '../../../libs/money/src/index';
import { Clock, Database } from '../../platform/index';
import type { QuoteDeliveryType, QuoteLineType, QuoteVersionType } from './quote-version.type';
import { freightCost } from '../domain/freight-cost';
import type { FreightKind } from '../domain/said-quote';

type Facts = Omit<QuoteVersionType, 'total' | 'deliveries'>;

interface LineRow extends Pick<
  QuoteLineType,
  'id' | 'sourcingLineId' | 'lotId' | 'forwardSupplyId' | 'leastGrade' | 'priceUnit'
> {
  readonly deliveryId: string;
  readonly unit: string;
  readonly quantityBase: bigint;
  readonly minimumBase: bigint;
  readonly unitPriceFen: bigint;
  readonly goodsFen: bigint;
}
interface DeliveryRow extends Pick<QuoteDeliveryType, 'id' | 'sellerId' | 'deliveryCounty' | 'deliveryOn'> {
  readonly versionId: string;
  readonly freightKind: FreightKind;
  readonly freightFen: bigint;
}

const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' });

/** Reads versions of quotes their reader sees already; of those of others only what is open. */
@Injectable()
export class VersionReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async of(quotes: readonly { readonly id: string; readonly own: boolean }[]): Promise<QuoteVersionType[][]> {
    const rows = await this.database.query<Facts & PlanDetails & { quoteId: string }>(
      `SELECT v.quote_id AS "quoteId", v.id, v.number, v.side, v.revision AS "requestRevision",
              v.payment_terms AS "paymentTerms", v.deposit_percent AS "depositPercent",
              v.rest_due AS "restDue", v.instalments, v.valid_until AS "validUntil", v.note, v.said_at AS "saidAt"
         FROM unnest($1::uuid[], $2::boolean[]) q (id, own)
         JOIN quote_versions v ON v.quote_id = q.id AND (q.own OR v.opens_at <= $3) ORDER BY v.quote_id, v.number`,
      [quotes.map(({ id }) => id), quotes.map(({ own }) => own), this.clock.now()],
    );
    const deliveries = await this.deliveries(rows.map(({ id }) => id));
    return quotes.map(({ id }) =>
      rows
        .filter(({ quoteId }) => quoteId === id)
        .map(({ quoteId: _quote, ...version }) => {
          const own = deliveries.filter(({ versionId }) => versionId === version.id);
          return {
            ...version,
            paymentPlan: shownPlan({ ...version, terms: version.paymentTerms }),
            deliveries: own.map(({ shown }) => shown),
            total: yuan(own.reduce((sum, { totalFen }) => sum + totalFen, 0n)),
          };
        }),
    );
  }

  /** Of versions their reader may see, what is of one seller’s goods. */
  async deliveriesOf(
    versionIds: readonly string[],
    sellerId: string,
  ): Promise<Map<string, QuoteDeliveryType[]>> {
    const own = (await this.deliveries(versionIds)).filter(({ shown }) => shown.sellerId === sellerId);
    return new Map(
      versionIds.map((id) => [id, own.filter(({ versionId }) => versionId === id).map(({ shown }) => shown)]),
    );
  }

  private async deliveries(versionIds: readonly string[]) {
    const rows = await this.database.query<DeliveryRow>(
      `SELECT id, version_id AS "versionId", seller_id AS "sellerId", delivery_county AS "deliveryCounty",
              delivery_on AS "deliveryOn", freight_kind AS "freightKind", freight_fen AS "freightFen"
         FROM quote_deliveries WHERE version_id = ANY($1::uuid[]) ORDER BY version_id, position`,
      [versionIds],
    );
    const lines = await this.database.query<LineRow>(
      `SELECT l.id, l.delivery_id AS "deliveryId", l.sourcing_line_id AS "sourcingLineId", l.lot_id AS "lotId",
              l.forward_supply_id AS "forwardSupplyId", l.least_grade AS "leastGrade", l.quantity_base AS "quantityBase",
              l.minimum_base AS "minimumBase", l.unit_price_fen AS "unitPriceFen", l.price_unit AS "priceUnit",
              l.goods_fen AS "goodsFen", s.unit
         FROM quote_deliveries d JOIN quote_lines l ON l.delivery_id = d.id
         JOIN sourcing_lines s ON s.id = l.sourcing_line_id
        WHERE d.version_id = ANY($1::uuid[]) ORDER BY d.id, l.position`,
      [versionIds],
    );
    return rows.map((row) => ({
      versionId: row.versionId,
      ...shownDelivery(
        row,
        lines.filter(({ deliveryId }) => deliveryId === row.id),
      ),
    }));
  }
}

function shownDelivery(row: DeliveryRow, lines: readonly LineRow[]) {
  const { id, sellerId, deliveryCounty, deliveryOn, freightKind, freightFen } = row;
  const freight = freightCost(row, lines);
  const shown: QuoteDeliveryType = {
    id,
    sellerId,
    deliveryCounty,
    deliveryOn,
    freightKind,
    freightRate: yuan(freightFen),
    freight: yuan(freight),
    lines: lines.map(shownLine),
  };
  return { shown, totalFen: lines.reduce((sum, { goodsFen }) => sum + goodsFen, freight) };
}

function shownLine(row: LineRow): QuoteLineType {
  const { id, sourcingLineId, lotId, forwardSupplyId, leastGrade, priceUnit, unit } = row;
  return {
    id,
    sourcingLineId,
    lotId,
    forwardSupplyId,
    leastGrade,
    priceUnit,
    quantity: formatQuantity(row.quantityBase, unit),
    minimum: formatQuantity(row.minimumBase, unit),
    unitPrice: yuan(row.unitPriceFen),
    goods: yuan(row.goodsFen),
  };
}
