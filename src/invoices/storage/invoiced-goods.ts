import { Injectable } from '@nestjs/common';
import { orRefused, parseQuantity } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { notFound, type Actor, type Reader } from '../../platform/index';
import { invoicesRefusals } from '../domain/invoices.refusals';
import { readAmounts, type Amounts, type SaidAmounts } from '../domain/said-invoice';

export interface SaidLine extends SaidAmounts {
  readonly orderId: string;
  /** Not given: freight of the order. */
  readonly orderLineId?: string | null;
}

export interface InvoicedLine extends Amounts {
  readonly orderId: string;
  readonly orderLineId: string | null;
  readonly quantityBase: bigint;
}

/** The order lines an invoice names belong to these. */
export interface InvoiceParties {
  readonly sellerId: string;
  readonly agentId: string | null;
  readonly buyerId: string;
  readonly unitId: string;
  /** Of the latest of the orders. */
  readonly placedOn: string;
}

interface OrderFacts extends InvoiceParties {
  readonly id: string;
  readonly signed: boolean;
}

/** What an invoice is about: lines of signed orders between the same two, seen by either of them. */
@Injectable()
export class InvoicedGoods {
  async read(
    reader: Reader,
    actor: Actor,
    said: readonly SaidLine[],
  ): Promise<{ parties: InvoiceParties; lines: InvoicedLine[] }> {
    const orders = await this.orders(reader, actor, said);
    const units = await this.unitsOf(reader, said);
    const lines: InvoicedLine[] = [];
    for (const [index, line] of said.entries()) {
      const path = ['lines', index] as const;
      if (!orders.has(line.orderId)) throw notFound([...path, 'orderId']);
      const orderLineId = line.orderLineId ?? null;
      const unit = orderLineId === null ? null : units.get(`${line.orderId} ${orderLineId}`);
      if (unit === undefined) throw notFound([...path, 'orderLineId']);
      if (lines.some((one) => one.orderId === line.orderId && one.orderLineId === orderLineId))
        refuse(invoicesRefusals.LINE_TWICE([...path, 'orderLineId']));
      const quantityBase = unit === null ? 0n : quantityOf(line, unit, [...path, 'quantity']);
      lines.push({ orderId: line.orderId, orderLineId, quantityBase, ...readAmounts(line, path) });
    }
    return { parties: oneOf([...orders.values()]), lines };
  }

  private async orders(reader: Reader, actor: Actor, said: readonly SaidLine[]) {
    const rows = await reader.query<OrderFacts>(
      `SELECT id, supplier_id AS "sellerId", agent_id AS "agentId", buyer_id AS "buyerId", unit_id AS "unitId",
         placed_on AS "placedOn", contract_signed_at IS NOT NULL AS signed
       FROM orders WHERE id = ANY($1::uuid[]) AND $2 IN (supplier_id, buyer_id) ORDER BY placed_on`,
      [said.map(({ orderId }) => orderId), actor.organizationId],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async unitsOf(reader: Reader, said: readonly SaidLine[]) {
    const rows = await reader.query<{ key: string; unit: string }>(
      `SELECT order_id || ' ' || id AS key, display_unit AS unit FROM order_lines WHERE id = ANY($1::uuid[])`,
      [said.flatMap(({ orderLineId }) => orderLineId ?? [])],
    );
    return new Map(rows.map(({ key, unit }) => [key, unit]));
  }
}

function quantityOf({ quantity }: SaidLine, unit: string, path: readonly (string | number)[]): bigint {
  if (!quantity) return refuse(invoicesRefusals.QUANTITY_MISSING(path));
  const { base } = orRefused(path, () => parseQuantity(quantity, unit));
  return base > 0n ? base : refuse(invoicesRefusals.QUANTITY_MISSING(path));
}

function oneOf(orders: readonly OrderFacts[]): InvoiceParties {
  const last = orders.at(-1);
  if (!last) throw new Error('an invoice without orders is refused before');
  if (orders.some(({ signed }) => !signed)) refuse(invoicesRefusals.ORDER_NOT_SIGNED(['lines']));
  const alike = ({ sellerId, buyerId, unitId }: OrderFacts) =>
    sellerId === last.sellerId && buyerId === last.buyerId && unitId === last.unitId;
  if (!orders.every(alike)) refuse(invoicesRefusals.ORDERS_DIFFER(['lines']));
  return last;
}
