import { Injectable } from '@nestjs/common';
import { Notices, describeWork } from '../../organizations/index';
import type { Tx } from '../../platform/index';
import type { PaymentRequest } from './payment-request.entity';

describeWork({
  PAYMENT_RECEIVED: { zh: '货款已到账', en: 'Your payment has arrived' },
  PAYER_UNDECLARED: {
    zh: '有款项写了本单位订单的识别码，但付款人名称不同：如由他人代付，请登记代付声明',
    en: 'Money with the code of your order came in another name: declare who pays for you, if that is so',
  },
  REFUND_DONE: { zh: '退款已汇出', en: 'Your refund has been paid' },
  REFUND_RETURNED: {
    zh: '退款被银行退回：请确认付款账户仍可收款，平台将重新退款',
    en: 'The bank could not pay your refund out: see that the account you paid from takes money; it will be sent again',
  },
});

/** Tells the buyer that his money arrived or went back. */
@Injectable()
export class BuyerNotices {
  constructor(private readonly notices: Notices) {}

  async send(
    tx: Tx,
    kind: 'PAYMENT_RECEIVED' | 'REFUND_DONE' | 'REFUND_RETURNED' | 'PAYER_UNDECLARED',
    request: PaymentRequest,
    fen: bigint,
  ): Promise<void> {
    const subject = { subjectKind: 'Order', subjectId: request.subjectId };
    await this.notices.send(tx, {
      organizationId: request.buyerId,
      kind,
      ...subject,
      data: { fen: String(fen) },
    });
  }
}
