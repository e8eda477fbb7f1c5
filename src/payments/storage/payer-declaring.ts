import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Ledger, moving } from '../../ledger/index';
import type { Tx } from '../../platform/index';
import { samePayer } from '../domain/payer';
import { paymentsRefusals } from '../domain/payments.refusals';
import { findingOf, type PayerRelation } from '../domain/receipt-finding';
import { Crediting } from './crediting';
import { orderAccount, suspenseAccount } from './order-accounts';
import { Payers } from './payers';
import type { PaymentRequest } from './payment-request.entity';
import { Positions } from './positions';
import { ReceiptFindings } from './receipt-findings';
import { ReceiptRows } from './receipt-rows';

export interface DeclaredPayer {
  readonly name: string;
  readonly relation: PayerRelation;
  readonly memberId: string;
}

/** The buyer says who pays for him: money that waited for it goes to its order, as it would have gone at once. */
@Injectable()
export class PayerDeclaring {
  constructor(
    private readonly payers: Payers,
    private readonly receipts: ReceiptRows,
    private readonly positions: Positions,
    private readonly findings: ReceiptFindings,
    private readonly crediting: Crediting,
    private readonly ledger: Ledger,
  ) {}

  /**
   * Under the lock of the request; once per name. Answers the receipts that are in no suspense any more. Refuses
   * PAYMENT_REQUEST_CLOSED and PAYER_IS_BUYER.
   */
  async declare(tx: Tx, request: PaymentRequest, payer: DeclaredPayer): Promise<string[]> {
    if (request.state === 'CLOSED') refuse(paymentsRefusals.PAYMENT_REQUEST_CLOSED(['orderId']));
    if (samePayer(payer.name, request.expectedPayerName))
      refuse(paymentsRefusals.PAYER_IS_BUYER(['payerName']));
    if (!(await this.payers.declare(tx, request, payer))) return [];
    const cleared: string[] = [];
    for (const receiptId of await this.findings.undeclared(tx, request.id))
      if (await this.credit(tx, request, receiptId)) cleared.push(receiptId);
    return cleared;
  }

  /** True where nothing of it is left in suspense. */
  private async credit(tx: Tx, request: PaymentRequest, receiptId: string): Promise<boolean> {
    const { suspenseFen, payerName } = await this.receipts.lockSuspense(tx, receiptId);
    const { outstandingFen } = await this.positions.of(tx, request);
    const payerKnown = await this.payers.mayPay(tx, request, payerName);
    const { reason, creditFen } = findingOf({ fen: suspenseFen, outstandingFen, open: true, payerKnown });
    if (creditFen === 0n) return false;
    await this.ledger.post(tx, {
      key: `receipt-declared:${receiptId}`,
      kind: 'SUSPENSE_MATCHED',
      subject: { kind: 'ORDER', id: request.subjectId },
      entries: moving(creditFen, suspenseAccount(receiptId), orderAccount(request, 'HELD')),
    });
    await this.findings.add(tx, receiptId, { reason, requestId: request.id });
    await this.crediting.credit(tx, request, { receiptId, suspenseMatchId: null, fen: creditFen, payerName });
    return creditFen === suspenseFen;
  }
}
