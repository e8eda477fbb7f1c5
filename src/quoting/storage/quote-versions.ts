import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor, Reader, Tx } from '../../platform/index';
import type { QuotedTerms } from '../domain/said-quote';
import { QuoteDelivery } from './quote-delivery.entity';
import { QuoteLine } from './quote-line.entity';
import { QuoteVersion } from './quote-version.entity';

/** A line as it was read: a plain row. */
export type LineRow = { readonly [Name in keyof QuoteLine]: QuoteLine[Name] };

/** The same of a delivery. */
export type DeliveryRow = { readonly [Name in keyof QuoteDelivery]: QuoteDelivery[Name] };

interface Said {
  readonly quoteId: string;
  readonly number: number;
  readonly side: 'SUPPLIER' | 'BUYER';
  readonly revision: number;
  /** From when on others than the supplier know of it. */
  readonly opensAt: Date;
}

/** Writes and reads what was said, version by version. */
@Injectable()
export class QuoteVersions {
  async write(tx: Tx, actor: Actor, said: Said, terms: QuotedTerms): Promise<string> {
    const versionId = randomUUID();
    const { paymentTerms, depositPercent, restDue, instalments, validUntil, note } = terms;
    await tx.add(QuoteVersion, {
      id: versionId,
      ...said,
      paymentTerms,
      depositPercent,
      restDue,
      instalments,
      validUntil,
      note,
      saidBy: actor.memberId,
      saidAt: tx.at,
    });
    const deliveries = terms.deliveries.map(({ lines, ...delivery }, index) => ({
      lines,
      row: { id: index === 0 ? versionId : randomUUID(), versionId, position: index + 1, ...delivery },
    }));
    await tx.add(
      QuoteDelivery,
      deliveries.map(({ row }) => row),
    );
    await tx.add(
      QuoteLine,
      deliveries.flatMap(({ lines, row }) =>
        lines.map((line, index) => ({ id: randomUUID(), deliveryId: row.id, position: index + 1, ...line })),
      ),
    );
    return versionId;
  }

  async find(reader: Reader, quoteId: string, number: number): Promise<QuoteVersion | null> {
    const rows = await reader.query<QuoteVersion>(
      `SELECT id, quote_id AS "quoteId", number, side, revision, payment_terms AS "paymentTerms",
              deposit_percent AS "depositPercent", rest_due AS "restDue", instalments,
              valid_until AS "validUntil", note, said_by AS "saidBy", said_at AS "saidAt", opens_at AS "opensAt"
         FROM quote_versions WHERE quote_id = $1 AND number = $2`,
      [quoteId, number],
    );
    return rows[0] ?? null;
  }

  /** The terms of a stored version, as they could be said again. */
  async terms(reader: Reader, version: QuoteVersion): Promise<QuotedTerms> {
    const deliveries = await this.deliveries(reader, version.id);
    const { paymentTerms, depositPercent, restDue, instalments, validUntil, note } = version;
    return {
      paymentTerms,
      depositPercent,
      restDue,
      instalments,
      validUntil,
      note,
      deliveries: deliveries.map(({ delivery, lines }) => ({
        ...withoutKeys(delivery),
        lines: lines.map(({ id: _id, deliveryId: _delivery, position: _position, ...line }) => line),
      })),
    };
  }

  /** What stands of a quote, with the ids of its lines in the order of its terms. */
  async standing(
    reader: Reader,
    quote: { readonly id: string; readonly currentNumber: number },
  ): Promise<{ terms: QuotedTerms; lineIds: string[] }> {
    const version = await this.find(reader, quote.id, quote.currentNumber);
    if (!version) throw new Error(`quote ${quote.id} has no version ${quote.currentNumber}`);
    const deliveries = await this.deliveries(reader, version.id);
    const lineIds = deliveries.flatMap(({ lines }) => lines.map(({ id }) => id));
    return { terms: await this.terms(reader, version), lineIds };
  }

  async deliveries(
    reader: Reader,
    versionId: string,
  ): Promise<{ delivery: DeliveryRow; lines: LineRow[] }[]> {
    const deliveries = await reader.query<DeliveryRow>(
      `SELECT id, version_id AS "versionId", position, seller_id AS "sellerId", delivery_county AS "deliveryCounty",
              delivery_on AS "deliveryOn", freight_kind AS "freightKind", freight_fen AS "freightFen"
         FROM quote_deliveries WHERE version_id = $1 ORDER BY position`,
      [versionId],
    );
    const lines = await reader.query<LineRow>(
      `SELECT l.id, l.delivery_id AS "deliveryId", l.position, l.sourcing_line_id AS "sourcingLineId",
              l.lot_id AS "lotId", l.forward_supply_id AS "forwardSupplyId", l.least_grade AS "leastGrade", l.quantity_base AS "quantityBase",
              l.minimum_base AS "minimumBase", l.unit_price_fen AS "unitPriceFen", l.price_unit AS "priceUnit",
              l.goods_fen AS "goodsFen"
         FROM quote_lines l JOIN quote_deliveries d ON d.id = l.delivery_id WHERE d.version_id = $1
        ORDER BY d.position, l.position`,
      [versionId],
    );
    return deliveries.map((delivery) => ({
      delivery,
      lines: lines.filter(({ deliveryId }) => deliveryId === delivery.id),
    }));
  }
}

const withoutKeys = ({ id: _id, versionId: _version, position: _position, ...delivery }: DeliveryRow) =>
  delivery;
