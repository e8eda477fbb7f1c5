import { Injectable } from '@nestjs/common';
import { Audit, type Actor, type Tx } from '../../platform/index';
import type { HeldReason } from '../domain/receipt-finding';
import { FinanceTasks } from './finance-tasks';
import { ReceiptMatching } from './receipt-matching';
import { ReceiptRows, type NewReceipt, type WrittenBy } from './receipt-rows';

/** A transfer that arrived becomes a receipt, once, and goes to its order or into suspense. */
@Injectable()
export class ReceiptTaking {
  constructor(
    private readonly receipts: ReceiptRows,
    private readonly matching: ReceiptMatching,
    private readonly tasks: FinanceTasks,
    private readonly audit: Audit,
  ) {}

  /** Refuses BANK_REFERENCE_REUSED. What is held goes to no order by itself. */
  async take(
    tx: Tx,
    actor: Actor | null,
    receipt: NewReceipt,
    by: WrittenBy,
    held: HeldReason | null = null,
  ): Promise<string> {
    await this.receipts.lockPayer(tx, receipt.payerAccount);
    const { id, added } = await this.receipts.add(tx, receipt, by);
    if (!added) return id;
    const { matchedFen, orderId, reason } = await this.matching.match(tx, id, receipt, held);
    if (matchedFen < receipt.fen) await this.tasks.open(tx, 'MATCH_SUSPENSE', id);
    await this.audit.record(tx, {
      actor,
      action: 'bookBankReceipt',
      subjectKind: 'BankReceipt',
      subjectId: id,
      toState: matchedFen === receipt.fen ? 'MATCHED' : 'SUSPENSE',
      reason,
      data: { fen: String(receipt.fen), matchedFen: String(matchedFen), orderId },
    });
    return id;
  }
}
