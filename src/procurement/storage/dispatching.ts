import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LotStock } from '../../catalog/index';
import type { Tx } from '../../platform/index';
import type { DispatchedGoods } from '../domain/dispatch';
import { OrderDesk } from './order-desk';
import { OrderLots } from './order-lots';
import type { Order } from './order.entity';
import { Shipment, ShipmentLine } from './shipment.entity';

/** Writes a shipment and takes its goods out of the lots. */
@Injectable()
export class Dispatching {
  constructor(
    private readonly stock: LotStock,
    private readonly desk: OrderDesk,
    private readonly lots: OrderLots,
  ) {}

  async send(
    tx: Tx,
    order: Order,
    goods: readonly DispatchedGoods[],
    by: { readonly carrier: string; readonly trackingNo?: string | null },
  ): Promise<string> {
    const [last] = await tx.query<{ number: number }>(
      'SELECT coalesce(max(number), 0) AS number FROM shipments WHERE order_id = $1',
      [order.id],
    );
    const shipment: Shipment = {
      id: randomUUID(),
      version: 1,
      orderId: order.id,
      number: (last?.number ?? 0) + 1,
      state: 'DISPATCHED',
      carrier: by.carrier,
      trackingNo: by.trackingNo ?? null,
      dispatchedAt: tx.at,
      arrivedAt: null,
      reminders: 0,
      heldUpAt: null,
    };
    await tx.add(Shipment, shipment);
    const lines = goods.map(({ orderLineId, lotId, quantityBase }): ShipmentLine => ({
      id: randomUUID(),
      shipmentId: shipment.id,
      orderLineId,
      lotId,
      quantityBase,
    }));
    await tx.add(ShipmentLine, lines);
    await this.lots.lock(tx, order.id);
    await this.takeOut(tx, goods, lines);
    await this.desk.awaitArrival(tx, order, shipment.id);
    return shipment.id;
  }

  /** What goes beyond the reservation is reserved first: never above what the lot still has. */
  private async takeOut(
    tx: Tx,
    goods: readonly DispatchedGoods[],
    lines: readonly ShipmentLine[],
  ): Promise<void> {
    if (goods.some((one) => one.beyondBase > 0n))
      await this.stock.reserve(
        tx,
        goods.map((one) => ({ lotId: one.lotId, holderId: one.orderLineId, quantityBase: one.beyondBase })),
      );
    await this.stock.ship(
      tx,
      lines.map((line) => ({
        lotId: line.lotId,
        holderId: line.orderLineId,
        quantityBase: line.quantityBase,
        shipmentLineId: line.id,
      })),
    );
  }
}
