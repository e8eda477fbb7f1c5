import { Injectable } from '@nestjs/common';
import { Notices, Organizations, Tasks, type NewNotice, type NewTask } from '../../organizations/index';
import { addDays, startOfBusinessDate, type Tx } from '../../platform/index';
import type { OrderWork } from '../domain/order-work';
import { waitingIn, type Waiter } from '../domain/waiting';
import type { Order } from './order.entity';

/** Puts what waits on the right desks, and tells the other side what happened. */
@Injectable()
export class OrderDesk {
  constructor(
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly organizations: Organizations,
  ) {}

  /** The first desks of new orders, and word to their suppliers. */
  async begin(tx: Tx, orders: readonly Order[]): Promise<void> {
    const tasks: NewTask[] = [];
    for (const order of orders) tasks.push(...(await this.tasksOf(tx, order)));
    await Promise.all([
      this.tasks.openAll(tx, tasks),
      this.notices.sendAll(
        tx,
        orders.map((order) => noticeOf(order, order.supplierId, 'ORDER_PLACED')),
      ),
    ]);
  }

  /** Replaces what waited on the order by what waits now. */
  async refresh(tx: Tx, order: Order): Promise<void> {
    await this.tasks.close(tx, { subjectKind: 'Order', subjectId: order.id });
    for (const task of await this.tasksOf(tx, order)) await this.tasks.open(tx, task);
  }

  private async tasksOf(tx: Tx, order: Order): Promise<NewTask[]> {
    const tasks: NewTask[] = [];
    for (const { who, role, kind, dueOn } of waitingIn(order))
      for (const organizationId of await this.organizationsOf(tx, order, who))
        tasks.push({
          organizationId,
          role,
          kind,
          subjectKind: 'Order',
          subjectId: order.id,
          dueAt: dueOn === null ? null : startOfBusinessDate(addDays(dueOn, 1)),
        });
    return tasks;
  }

  async tell(
    tx: Tx,
    order: Order,
    who: Waiter,
    kind: OrderWork,
    data: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const organizations = await this.organizationsOf(tx, order, who);
    await this.notices.sendAll(
      tx,
      organizations.map((organizationId) => noticeOf(order, organizationId, kind, data)),
    );
  }

  async awaitArrival(tx: Tx, order: Order, shipmentId: string): Promise<void> {
    await this.openFor(tx, order, shipmentId, 'CONFIRM_ARRIVAL', null);
  }

  async awaitAcceptance(tx: Tx, order: Order, shipmentId: string, dueAt: Date): Promise<void> {
    await this.tasks.close(tx, { subjectKind: 'Shipment', subjectId: shipmentId });
    await this.openFor(tx, order, shipmentId, 'ACCEPT_DELIVERY', dueAt);
  }

  /** The clerk can take less, the approver can raise the budget: either lets the acceptance go on. */
  async awaitBudget(tx: Tx, order: Order, shipmentId: string): Promise<void> {
    for (const role of ['BUYER_CLERK', 'BUYER_APPROVER'] as const)
      await this.openFor(tx, order, shipmentId, 'RESOLVE_BUDGET_SHORTAGE', null, role);
  }

  async shipmentDone(tx: Tx, shipmentId: string): Promise<void> {
    await this.tasks.close(tx, { subjectKind: 'Shipment', subjectId: shipmentId });
  }

  private async openFor(
    tx: Tx,
    order: Order,
    shipmentId: string,
    kind: OrderWork,
    dueAt: Date | null,
    role: 'BUYER_CLERK' | 'BUYER_APPROVER' = 'BUYER_CLERK',
  ): Promise<void> {
    await this.tasks.open(tx, {
      organizationId: order.buyerId,
      role,
      kind,
      subjectKind: 'Shipment',
      subjectId: shipmentId,
      dueAt,
    });
  }

  private async organizationsOf(tx: Tx, order: Order, who: Waiter): Promise<string[]> {
    if (who === 'PLATFORM') return this.organizations.platformOperations(tx);
    return [who === 'BUYER' ? order.buyerId : order.supplierId];
  }
}

function noticeOf(
  order: Order,
  organizationId: string,
  kind: OrderWork,
  data: Readonly<Record<string, string>> = {},
): NewNotice {
  return {
    organizationId,
    kind,
    subjectKind: 'Order',
    subjectId: order.id,
    data: { orderNumber: order.number, ...data },
  };
}
