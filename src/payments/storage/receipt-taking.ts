import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Audit, type Actor, type Tx } from '../../platform/index';
import { paymentsRefusals } from '../domain/payments.refusals';
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

  /** Refuses BANK_REFERENCE_REUSED, and RECEIPT_ON_STATEMENT where a statement has brought what is typed. */
  async take(tx: Tx, actor: Actor | null, receipt: NewReceipt, by: WrittenBy): Promise<string> {
    await this.receipts.lockPayer(tx, receipt.payerAccount);
    const { id, added } = await this.receipts.add(tx, receipt, by);
    if (!added) return id;
    if (by.typed && (await this.receipts.alike(tx, receipt, false)).length > 0)
      refuse(paymentsRefusals.RECEIPT_ON_STATEMENT(['bankReference']));
    const { matchedFen, orderId, reason } = await this.matching.match(tx, id, receipt);
    if (matchedFen < receipt.fen) await this.tasks.open(tx, 'MATCH_SUSPENSE', id);
    await this.audit.record(tx, {
      actor,
      action: 'recordBankReceipt',
      subjectKind: 'BankReceipt',
      subjectId: id,
      toState: matchedFen === receipt.fen ? 'MATCHED' : 'SUSPENSE',
      reason,
      data: { fen: String(receipt.fen), matchedFen: String(matchedFen), orderId },
    });
    return id;
  }
}
