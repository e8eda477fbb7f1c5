import { Injectable } from '@nestjs/common';
import {
  Audit,
  addDays,
  businessDateOf,
  startOfBusinessDate,
  type Actor,
  type Tx,
} from '../../platform/index';
import { shipmentStates } from '../domain/shipment.states';
import { OrderDesk } from './order-desk';
import { OrderRules } from './order-rules';
import type { Order } from './order.entity';
import { Shipment } from './shipment.entity';

/** Writes down an arrival, and puts the acceptance on the buyer's desk with the day on which time accepts. */
@Injectable()
export class Arriving {
  constructor(
    private readonly audit: Audit,
    private readonly desk: OrderDesk,
    private readonly rules: OrderRules,
  ) {}

  async arrive(tx: Tx, order: Order, shipment: Shipment, actor: Actor): Promise<Shipment> {
    const state = shipmentStates.next(shipment.state, 'markArrived', ['shipmentId']);
    const arrived = await tx.change(Shipment, shipment, { state, arrivedAt: tx.at });
    await this.audit.record(tx, {
      actor,
      action: 'markArrived',
      subjectKind: 'Shipment',
      subjectId: shipment.id,
      fromState: shipment.state,
      toState: state,
      data: { orderId: order.id },
    });
    const days = await this.rules.days(tx, 'AUTO_ACCEPTANCE_DAYS', order.placedOn);
    const dueAt = startOfBusinessDate(addDays(businessDateOf(tx.at), days));
    await this.desk.awaitAcceptance(tx, order, shipment.id, dueAt);
    return arrived;
  }
}
