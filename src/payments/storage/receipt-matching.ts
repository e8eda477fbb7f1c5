import { Injectable } from '@nestjs/common';
import { Ledger } from '../../ledger/index';
import type { Tx } from '../../platform/index';
import { transferCodesIn } from '../domain/transfer-code';
import { Crediting } from './crediting';
import { bankAccount, orderAccount, suspenseAccount } from './order-accounts';
import type { PaymentRequest } from './payment-request.entity';
import { Positions } from './positions';
import type { NewReceipt } from './receipt-rows';
import { RequestRows } from './request-rows';

/** Finds the order by its code, credits what is due and leaves the rest in suspense. */
@Injectable()
export class ReceiptMatching {
  constructor(
    private readonly requests: RequestRows,
    private readonly positions: Positions,
    private readonly crediting: Crediting,
    private readonly ledger: Ledger,
  ) {}

  async match(
    tx: Tx,
    receiptId: string,
    receipt: NewReceipt,
  ): Promise<{ matchedFen: bigint; orderId: string | null }> {
    const request = await this.requestFor(tx, receipt.memo);
    const dueFen = request ? (await this.positions.of(tx, request)).outstandingFen : 0n;
    const fen = dueFen < receipt.fen ? dueFen : receipt.fen;
    const credited = request && fen > 0n ? request : null;
    await this.ledger.post(tx, {
      key: `receipt:${receiptId}`,
      kind: 'BANK_RECEIPT',
      subject: credited ? { kind: 'ORDER', id: credited.subjectId } : { kind: 'RECEIPT', id: receiptId },
      eventAt: receipt.receivedAt,
      entries: [
        { ...bankAccount, fen: receipt.fen },
        ...(credited ? [{ ...orderAccount(credited, 'HELD'), fen: -fen }] : []),
        { ...suspenseAccount(receiptId), fen: fen - receipt.fen },
      ],
    });
    if (credited) {
      const { payerName } = receipt;
      await this.crediting.credit(tx, credited, { receiptId, suspenseMatchId: null, fen, payerName });
    }
    return { matchedFen: fen, orderId: request?.subjectId ?? null };
  }

  /** A memo with no code, or with codes of several orders, is for people to decide. */
  private async requestFor(tx: Tx, memo: string | null): Promise<PaymentRequest | null> {
    const [code, ...others] = transferCodesIn(memo ?? '');
    if (code === undefined || others.length > 0) return null;
    const request = await this.requests.lockByCode(tx, code);
    return request?.state === 'OPEN' ? request : null;
  }
}
