import { Injectable } from '@nestjs/common';
import { notFound, type Actor, type Tx } from '../../platform/index';
import { OrderBook, type OrderSide } from './order-book';
import type { Order } from './order.entity';
import { Shipment, ShipmentLine } from './shipment.entity';

/** Loads shipments under lock, the order first. */
@Injectable()
export class Shipments {
  constructor(private readonly book: OrderBook) {}

  async lockFor(
    tx: Tx,
    actor: Actor,
    shipmentId: string,
    sides: readonly OrderSide[],
  ): Promise<{ order: Order; side: OrderSide; shipment: Shipment }> {
    const seen = await tx.manager.findOneBy(Shipment, { id: shipmentId });
    const path = ['shipmentId'];
    if (!seen) throw notFound(path);
    const { order, side } = await this.book.lockFor(tx, actor, seen.orderId, sides, path);
    return { order, side, shipment: await this.reload(tx, shipmentId) };
  }

  /** Order and shipment under lock, without an actor. */
  async lock(tx: Tx, shipmentId: string): Promise<{ order: Order; shipment: Shipment } | null> {
    const seen = await tx.manager.findOneBy(Shipment, { id: shipmentId });
    const order = seen && (await this.book.lock(tx, seen.orderId));
    return order ? { order, shipment: await this.reload(tx, shipmentId) } : null;
  }

  lines(tx: Tx, shipmentId: string): Promise<ShipmentLine[]> {
    return tx.manager.find(ShipmentLine, { where: { shipmentId }, order: { id: 'ASC' } });
  }

  /** Read again once the order is locked: every change of a shipment happens under its order's lock. */
  private reload(tx: Tx, id: string): Promise<Shipment> {
    return tx.manager.findOneByOrFail(Shipment, { id });
  }
}
