import { Injectable } from '@nestjs/common';
import { sumFen } from '../../../libs/money/src/index';
import type { PaymentPart } from '../../../libs/payment-plan/src/index';
import { Organizations } from '../../organizations/index';
import { PaymentRequests } from '../../payments/index';
import type { Tx } from '../../platform/index';
import type { Order } from './order.entity';

/** Opens an order's payment request: its transfer code, and the payer the bank should name. */
@Injectable()
export class AskForPayment {
  constructor(
    private readonly organizations: Organizations,
    private readonly requests: PaymentRequests,
  ) {}

  async open(tx: Tx, order: Order, parts: readonly PaymentPart[]): Promise<void> {
    const buyer = await this.organizations.find(tx, order.buyerId);
    if (!buyer) throw new Error(`order ${order.id} has no buyer`);
    await this.requests.open(tx, {
      subject: { kind: 'ORDER', id: order.id },
      buyerId: order.buyerId,
      supplierId: order.supplierId,
      fen: sumFen(parts.map(({ fen }) => fen)),
      dueOn: parts[0]?.dueOn ?? null,
      parts,
      expectedPayerName: buyer.name,
    });
  }
}
