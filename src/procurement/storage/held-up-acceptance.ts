import { Injectable } from '@nestjs/common';
import { Audit, type Tx } from '../../platform/index';
import { OrderDesk } from './order-desk';
import { Shipment } from './shipment.entity';
import { Shipments } from './shipments';

/** An acceptance by time that the buyer's budget does not bear waits for the buyer: both sides hear of it once. */
@Injectable()
export class HeldUpAcceptance {
  constructor(
    private readonly shipments: Shipments,
    private readonly desk: OrderDesk,
    private readonly audit: Audit,
  ) {}

  async note(tx: Tx, shipmentId: string): Promise<void> {
    const found = await this.shipments.lock(tx, shipmentId);
    if (found?.shipment.state !== 'ARRIVED' || found.order.state === 'DISPUTED') return;
    const { order, shipment } = found;
    // As with reminders: the buyer may be accepting just now, so the version stays.
    await tx.manager.update(Shipment, { id: shipment.id }, { heldUpAt: tx.at });
    if (shipment.heldUpAt !== null) return;
    await this.desk.awaitBudget(tx, order, shipment.id);
    await this.desk.tell(tx, order, 'BUYER', 'ACCEPTANCE_ABOVE_BUDGET');
    await this.desk.tell(tx, order, 'SUPPLIER', 'ACCEPTANCE_WAITS_FOR_BUYER');
    await this.audit.record(tx, {
      actor: null,
      action: 'holdUpAcceptanceByTime',
      subjectKind: 'Shipment',
      subjectId: shipment.id,
      fromState: shipment.state,
      toState: shipment.state,
      reason: 'BUDGET_EXCEEDED',
      data: { orderId: order.id },
    });
  }
}
