import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/index';
import type { MismatchOwner, MismatchReason } from '../domain/mismatch';
import { matchesOf } from './line-matches';

/** A settled order line beside its invoices. */
export interface LineMatch {
  readonly orderLineId: string;
  readonly orderId: string;
  readonly settledOn: string;
  readonly matched: boolean;
  readonly goodsFen: bigint;
  readonly refundedFen: bigint;
  readonly invoicedFen: bigint;
  /** Of the whole order. */
  readonly freightFen: bigint;
  readonly invoicedFreightFen: bigint;
  readonly acceptedBase: bigint;
  readonly invoicedBase: bigint;
  readonly reasons: readonly MismatchReason[];
  readonly owner: MismatchOwner;
}

/** SQL: a LineMatch of the match `m`. */
export const MATCH_COLUMNS = `m.order_line_id AS "orderLineId", m.order_id AS "orderId", m.settled_on AS "settledOn", m.matched,
  m.goods_fen AS "goodsFen", m.refunded_fen AS "refundedFen", m.fen AS "invoicedFen",
  m.freight_fen AS "freightFen", m.invoiced_freight_fen AS "invoicedFreightFen", m.accepted_base AS "acceptedBase",
  m.base AS "invoicedBase", m.reasons, m.owner`;

const ASKED = 'SELECT DISTINCT order_line_id FROM invoice_lines WHERE order_line_id = ANY($1::uuid[])';
const OF_ORDERS = 'SELECT id AS order_line_id FROM order_lines WHERE order_id = ANY($1::uuid[])';

/** The door for who asks whether order, acceptance and invoice agree; as it stands when asked. */
@Injectable()
export class InvoiceMatches {
  /** Those of the order lines whose invoices, confirmed by both sides, match what was accepted. */
  async matchedOf(reader: Reader, orderLineIds: readonly string[]): Promise<Set<string>> {
    if (orderLineIds.length === 0) return new Set();
    const rows = await reader.query<{ id: string }>(
      `SELECT order_line_id AS id FROM (${matchesOf(ASKED)}) m WHERE matched`,
      [orderLineIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Every settled line of the orders. */
  ofOrders(
    reader: Reader,
    orderIds: readonly string[],
  ): Promise<(LineMatch & { readonly displayUnit: string })[]> {
    return reader.query(
      `SELECT ${MATCH_COLUMNS}, l.display_unit AS "displayUnit" FROM (${matchesOf(OF_ORDERS)}) m
       JOIN order_lines l ON l.id = m.order_line_id ORDER BY l.order_id, l.position`,
      [orderIds],
    );
  }
}
