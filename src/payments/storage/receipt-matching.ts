import { Injectable } from '@nestjs/common';
import { Ledger } from '../../ledger/index';
import type { Tx } from '../../platform/index';
import { findingOf, type FindingReason, type HeldReason } from '../domain/receipt-finding';
import { transferCodesIn } from '../domain/transfer-code';
import { Crediting } from './crediting';
import { bankAccount, orderAccount, suspenseAccount } from './order-accounts';
import type { PaymentRequest } from './payment-request.entity';
import { Payers } from './payers';
import { Positions } from './positions';
import { ReceiptFindings } from './receipt-findings';
import type { NewReceipt } from './receipt-rows';
import { RequestRows } from './request-rows';

interface Found {
  readonly request: PaymentRequest | null;
  readonly reason: FindingReason;
  readonly creditFen: bigint;
}

/** Finds the order by its code, credits what is due and leaves the rest in suspense; says why. */
@Injectable()
export class ReceiptMatching {
  constructor(
    private readonly requests: RequestRows,
    private readonly positions: Positions,
    private readonly payers: Payers,
    private readonly findings: ReceiptFindings,
    private readonly crediting: Crediting,
    private readonly ledger: Ledger,
  ) {}

  async match(
    tx: Tx,
    receiptId: string,
    receipt: NewReceipt,
    held: HeldReason | null,
  ): Promise<{ matchedFen: bigint; orderId: string | null; reason: FindingReason }> {
    const {
      request,
      reason,
      creditFen: fen,
    } = held ? { request: null, reason: held, creditFen: 0n } : await this.find(tx, receipt);
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
    await this.findings.add(tx, receiptId, { reason, requestId: request?.id ?? null });
    if (credited) {
      const { payerName } = receipt;
      await this.crediting.credit(tx, credited, { receiptId, suspenseMatchId: null, fen, payerName });
    }
    if (request && reason === 'PAYER_UNDECLARED') await this.crediting.askWhoPaid(tx, request, receipt.fen);
    return { matchedFen: fen, orderId: request?.subjectId ?? null, reason };
  }

  /** A memo with no code, or with codes of several orders, is for people to decide. */
  private async find(tx: Tx, { memo, fen, payerName }: NewReceipt): Promise<Found> {
    const [code, ...others] = transferCodesIn(memo ?? '');
    if (code === undefined) return { request: null, reason: 'NO_CODE', creditFen: 0n };
    if (others.length > 0) return { request: null, reason: 'SEVERAL_CODES', creditFen: 0n };
    const request = await this.requests.lockByCode(tx, code);
    if (!request) return { request, reason: 'CODE_UNKNOWN', creditFen: 0n };
    const { outstandingFen } = await this.positions.of(tx, request);
    const payerKnown = await this.payers.mayPay(tx, request, payerName);
    return { request, ...findingOf({ fen, outstandingFen, open: request.state === 'OPEN', payerKnown }) };
  }
}
