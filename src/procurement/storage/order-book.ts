import { Injectable } from '@nestjs/common';
import { Audit, Events, hasRole, notFound, type Actor, type Origin, type Tx } from '../../platform/index';
import type { FreightLine, FreightTerms } from '../domain/freight';
import { orderEvents, orderStream, type OrderEvent } from '../domain/order.events';
import { orderStates, type OrderVerb } from '../domain/order.states';
import type { OrderWork } from '../domain/order-work';
import { OrderDesk } from './order-desk';
import { OrderLine, type OrderLineValues } from './order-line.entity';
import { Order } from './order.entity';

export type OrderSide = 'BUYER' | 'SUPPLIER';

export interface OrderStep {
  /** Null where time or a reaction acts. */
  readonly actor: Actor | null;
  readonly changes?: Partial<Order>;
  readonly reason?: string;
  readonly data?: Readonly<Record<string, string | number | boolean | null>>;
}

export interface PlacedOrder {
  readonly actor: Actor;
  readonly cause: Origin | undefined;
  readonly order: Order;
  readonly contractSha256: string;
}

/** Loads orders under lock and moves them through their states, with the audit row and the tasks of each step. */
@Injectable()
export class OrderBook {
  constructor(
    private readonly audit: Audit,
    private readonly events: Events,
    private readonly desk: OrderDesk,
  ) {}

  /** The order under lock; throws NOT_FOUND unless the actor's organization stands on one of these sides. */
  async lockFor(
    tx: Tx,
    actor: Actor,
    orderId: string,
    sides: readonly OrderSide[],
    path: readonly string[] = ['orderId'],
  ): Promise<{ order: Order; side: OrderSide }> {
    const order = await this.lock(tx, orderId);
    const side = sides.find((one) => order && sideId(order, one) === actor.organizationId);
    if (!order || !side) throw notFound(path);
    return { order, side };
  }

  lock(tx: Tx, orderId: string): Promise<Order | null> {
    return tx.manager.findOne(Order, { where: { id: orderId }, lock: { mode: 'pessimistic_write' } });
  }

  lines(tx: Tx, orderId: string): Promise<OrderLine[]> {
    return tx.manager.find(OrderLine, { where: { orderId }, order: { position: 'ASC' } });
  }

  /** One step of the order's lifecycle: refuses ILLEGAL_TRANSITION, writes state and audit, puts tasks on the desks. */
  async move(tx: Tx, order: Order, verb: OrderVerb, step: OrderStep): Promise<Order> {
    const state = orderStates.next(order.state, verb, ['orderId']);
    const moved = await tx.change(Order, order, { ...step.changes, state });
    await this.audit.record(tx, {
      actor: step.actor,
      action: verb,
      subjectKind: 'Order',
      subjectId: order.id,
      fromState: order.state,
      toState: state,
      ...(step.reason ? { reason: step.reason } : {}),
      ...(step.data ? { data: step.data } : {}),
    });
    await this.desk.refresh(tx, moved);
    return moved;
  }

  /** The first row of each order's history, its first tasks, and word to its supplier. */
  async recordPlaced(tx: Tx, placed: readonly PlacedOrder[]): Promise<void> {
    const history = this.audit.recordAll(
      tx,
      placed.map(({ actor, order, contractSha256 }) => ({
        actor,
        action: 'placeOrder',
        subjectKind: 'Order',
        subjectId: order.id,
        toState: order.state,
        data: {
          basketId: order.basketId,
          unitId: order.unitId,
          goodsFen: String(order.goodsFen),
          contractSha256,
          ...(order.quoteVersionId ? { quoteVersionId: order.quoteVersionId } : {}),
          ...(order.frameworkId ? { frameworkId: order.frameworkId } : {}),
        },
      })),
    );
    const told = this.events.publishAll(
      tx,
      placed.map(({ order, cause }) => ({
        stream: orderStream(order.id),
        kind: orderEvents.placed,
        payload: { orderId: order.id },
        ...(cause ? { cause } : {}),
      })),
    );
    const orders = placed.map(({ order }) => order);
    await Promise.all([history, told, this.desk.begin(tx, orders)]);
  }

  /** Lines as they are decided now. */
  async changeLines(tx: Tx, lines: readonly OrderLineValues[]): Promise<void> {
    for (const { id, ...changes } of lines) await tx.manager.update(OrderLine, { id }, changes);
  }

  /** These quantities will not be shipped any more. */
  async cancelQuantities(
    tx: Tx,
    rests: readonly { readonly holderId: string; readonly quantityBase: bigint }[],
  ): Promise<void> {
    for (const { holderId, quantityBase } of rests)
      await tx.query('UPDATE order_lines SET cancelled_base = cancelled_base + $2 WHERE id = $1', [
        holderId,
        quantityBase,
      ]);
  }

  publish(tx: Tx, order: Order, kind: OrderEvent, data: Record<string, string> = {}): Promise<void> {
    const payload = { orderId: order.id, ...data };
    return this.events.publish(tx, { stream: orderStream(order.id), kind, payload });
  }

  /** Tells the side that did not act. */
  async tellOther(tx: Tx, order: Order, side: OrderSide, kind: OrderWork): Promise<void> {
    await this.desk.tell(tx, order, side === 'BUYER' ? 'SUPPLIER' : 'BUYER', kind);
  }

  async tellBoth(
    tx: Tx,
    order: Order,
    kind: OrderWork,
    data: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    await this.desk.tell(tx, order, 'BUYER', kind, data);
    await this.desk.tell(tx, order, 'SUPPLIER', kind, data);
  }
}

/** What the supplier agreed for the whole order, if he did. */
export function agreedFreight(order: Order): FreightTerms | null {
  if (order.freightKind === null || order.freightRateFen === null) return null;
  return { kind: order.freightKind, fen: order.freightRateFen };
}

function sideId(order: Order, side: OrderSide): string {
  return side === 'BUYER' ? order.buyerId : order.supplierId;
}

/** The sides a member may act on. */
export function sidesOf(actor: Actor): OrderSide[] {
  return [
    ...(hasRole(actor, 'BUYER_CLERK', 'BUYER_APPROVER') ? (['BUYER'] as const) : []),
    ...(hasRole(actor, 'SUPPLIER') ? (['SUPPLIER'] as const) : []),
  ];
}

/** What of the line is still ordered. */
export const orderedBase = ({
  quantityBase,
  cancelledBase,
}: Pick<OrderLine, 'quantityBase' | 'cancelledBase'>): bigint => quantityBase - cancelledBase;

export function freightLine(line: OrderLineValues): FreightLine {
  return {
    listingVersionId: line.listingVersionId,
    freight: { kind: line.freightKind, fen: line.freightRateFen },
    quantityBase: orderedBase(line),
  };
}
