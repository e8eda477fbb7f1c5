import { Injectable } from '@nestjs/common';
import { enforce } from '../../../libs/workflow/src/index';
import type { Tx } from '../../platform/index';
import { matchRules } from '../domain/suspense-match.rules';
import { Payers } from './payers';
import type { PaymentRequest } from './payment-request.entity';
import { Positions } from './positions';
import { ReceiptRows } from './receipt-rows';

/** Asks whether money in suspense may go to an order: when it is proposed, and again when it is done. */
@Injectable()
export class Matchable {
  constructor(
    private readonly receipts: ReceiptRows,
    private readonly positions: Positions,
    private readonly payers: Payers,
  ) {}

  /** Under the lock of the request; locks the receipt. */
  async require(
    tx: Tx,
    request: PaymentRequest,
    { receiptId, fen }: { receiptId: string; fen: bigint },
  ): Promise<{ suspenseFen: bigint; payerName: string }> {
    const { suspenseFen, payerName } = await this.receipts.lockSuspense(tx, receiptId);
    const { outstandingFen } = await this.positions.of(tx, request);
    const payerKnown = await this.payers.mayPay(tx, request, payerName);
    enforce(matchRules, { fen, suspenseFen, outstandingFen, payerKnown, requestState: request.state });
    return { suspenseFen, payerName };
  }
}
