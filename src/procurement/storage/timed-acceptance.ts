import { Injectable } from '@nestjs/common';
import { businessDateOf, type BusinessDate, type Tx } from '../../platform/index';
import { acceptanceStep } from '../domain/acceptance-clock';
import { Completion } from './completion';
import { OrderBook } from './order-book';
import { OrderRules } from './order-rules';
import { Receiving } from './receiving';
import { Shipments } from './shipments';
import type { Order } from './order.entity';
import { Shipment } from './shipment.entity';

/** What a silent buyer's shipment needs today: a reminder, the acceptance by time, or nothing. */
@Injectable()
export class TimedAcceptance {
  constructor(
    private readonly shipments: Shipments,
    private readonly book: OrderBook,
    private readonly receiving: Receiving,
    private readonly completion: Completion,
    private readonly rules: OrderRules,
  ) {}

  async follow(tx: Tx, shipmentId: string, today: BusinessDate): Promise<void> {
    const found = await this.shipments.lock(tx, shipmentId);
    if (!found || found.shipment.arrivedAt === null) return;
    const { order, shipment } = found;
    if (shipment.state !== 'ARRIVED' || order.state === 'DISPUTED') return;
    const step = acceptanceStep(
      { arrivedOn: businessDateOf(found.shipment.arrivedAt), reminders: shipment.reminders },
      await this.rules.acceptanceDays(tx, order.placedOn),
      today,
    );
    if (step === 'REMIND') await this.remind(tx, order, shipment);
    if (step === 'ACCEPT') await this.accept(tx, order, shipment);
  }

  private async remind(tx: Tx, order: Order, shipment: Shipment): Promise<void> {
    // The buyer may be accepting just now with the version he has seen: a reminder does not change it.
    await tx.manager.update(Shipment, { id: shipment.id }, { reminders: shipment.reminders + 1 });
    await this.book.tellOther(tx, order, 'SUPPLIER', 'ACCEPTANCE_REMINDER');
  }

  private async accept(tx: Tx, order: Order, shipment: Shipment): Promise<void> {
    const lines = await this.shipments.lines(tx, shipment.id);
    const grades = new Map((await this.book.lines(tx, order.id)).map((line) => [line.id, line.grade]));
    const taken = lines.map((line) => ({
      line,
      acceptedBase: line.quantityBase,
      grade: grades.get(line.orderLineId) ?? '-',
      varianceReason: null,
      photoIds: [],
    }));
    await this.receiving.take(tx, order, shipment, taken, null);
    await this.completion.advance(tx, order, null);
  }
}
