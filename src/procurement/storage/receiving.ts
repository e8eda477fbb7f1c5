import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LotStock, type Dispatch } from '../../catalog/index';
import { Audit, type Actor, type Tx } from '../../platform/index';
import { withoutRecalled, type TakenLine } from '../domain/acceptance';
import { beyondReserved } from '../domain/delivery.rules';
import { shipmentStates, type ShipmentState } from '../domain/shipment.states';
import { Acceptance, AcceptanceLine } from './acceptance.entity';
import { OrderBudget } from './order-budget';
import { OrderDesk } from './order-desk';
import { OrderLots } from './order-lots';
import { readProgress } from './progress';
import type { Order } from './order.entity';
import { Shipment } from './shipment.entity';

/** Writes down what was taken of a shipment, and moves the stock accordingly. */
@Injectable()
export class Receiving {
  constructor(
    private readonly stock: LotStock,
    private readonly audit: Audit,
    private readonly desk: OrderDesk,
    private readonly budget: OrderBudget,
    private readonly lots: OrderLots,
  ) {}

  async take(
    tx: Tx,
    order: Order,
    shipment: Shipment,
    wished: readonly TakenLine[],
    actor: Actor | null,
  ): Promise<Shipment> {
    shipmentStates.next(shipment.state, verbFor(wished), ['shipmentId']);
    await this.budget.lockBeforeLots(tx, order);
    await this.lots.lock(tx, order.id);
    const taken = withoutRecalled(wished, await this.lots.recalled(tx, order.id), actor === null);
    const state = shipmentStates.next(shipment.state, verbFor(taken), ['shipmentId']);
    const progress = await readProgress(tx, order.id);
    const acceptance: Acceptance = {
      id: randomUUID(),
      orderId: order.id,
      shipmentId: shipment.id,
      acceptedBy: actor?.memberId ?? null,
      acceptedAt: tx.at,
      automatic: actor === null,
    };
    const lines = taken.map((one) => acceptanceLine(acceptance, one));
    await tx.add(Acceptance, acceptance);
    await tx.add(AcceptanceLine, lines);
    await this.moveStock(tx, taken, lines, progress);
    const done = await tx.change(Shipment, shipment, { state });
    await this.record(tx, shipment, state, actor);
    await this.desk.shipmentDone(tx, shipment.id);
    await this.desk.tell(
      tx,
      order,
      'SUPPLIER',
      state === 'REJECTED' ? 'DELIVERY_REFUSED' : 'DELIVERY_ACCEPTED',
    );
    return done;
  }

  /** A shortage is lost on the way; a surplus comes out of the reservation and, beyond it, of what the lot still has. */
  private async moveStock(
    tx: Tx,
    taken: readonly TakenLine[],
    lines: readonly AcceptanceLine[],
    progress: Awaited<ReturnType<typeof readProgress>>,
  ): Promise<void> {
    const losses: Dispatch[] = [];
    const surplus: Dispatch[] = [];
    taken.forEach(({ line, acceptedBase }, index) => {
      const difference = acceptedBase - line.quantityBase;
      const holding = { holderId: line.orderLineId, lotId: line.lotId };
      if (difference < 0n) losses.push({ ...holding, quantityBase: -difference, shipmentLineId: line.id });
      if (difference > 0n)
        surplus.push({ ...holding, quantityBase: difference, shipmentLineId: lines[index]?.id ?? line.id });
    });
    const beyond = surplus.map((one) => {
      const before = progress.find((line) => line.orderLineId === one.holderId);
      return { ...one, quantityBase: before ? beyondReserved(before, one.quantityBase) : one.quantityBase };
    });
    if (beyond.some((one) => one.quantityBase > 0n)) await this.stock.reserve(tx, beyond);
    if (surplus.length > 0) await this.stock.ship(tx, surplus);
    if (losses.length > 0) await this.stock.loseInTransit(tx, losses);
  }

  private async record(tx: Tx, shipment: Shipment, state: ShipmentState, actor: Actor | null): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action: actor ? 'acceptDelivery' : 'acceptDeliveryByTime',
      subjectKind: 'Shipment',
      subjectId: shipment.id,
      fromState: shipment.state,
      toState: state,
      data: { orderId: shipment.orderId },
    });
  }
}

function verbFor(taken: readonly TakenLine[]) {
  if (taken.every(({ acceptedBase }) => acceptedBase === 0n)) return 'refuse';
  return taken.some(({ acceptedBase, line }) => acceptedBase < line.quantityBase)
    ? 'acceptPart'
    : 'acceptAll';
}

function acceptanceLine(acceptance: Acceptance, taken: TakenLine): AcceptanceLine {
  return {
    id: randomUUID(),
    acceptanceId: acceptance.id,
    orderId: acceptance.orderId,
    shipmentLineId: taken.line.id,
    orderLineId: taken.line.orderLineId,
    lotId: taken.line.lotId,
    acceptedBase: taken.acceptedBase,
    grade: taken.grade,
    varianceReason: taken.varianceReason,
    photoIds: [...taken.photoIds],
  };
}
