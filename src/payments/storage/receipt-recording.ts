import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Audit, type Actor, type Tx } from '../../platform/index';
import { paymentsRefusals } from '../domain/payments.refusals';
import { recordedReceiptStates } from '../domain/proposal.states';
import { AlikeReceipts, type SeenReceipt } from './alike-receipts';
import { FinanceTasks } from './finance-tasks';
import { RecordedReceipt } from './recorded-receipt.entity';
import { RecordedReceipts } from './recorded-receipts';
import { ReceiptRows, type NewReceipt } from './receipt-rows';
import { ReceiptTaking } from './receipt-taking';

/** A transfer written down by hand: one person’s word, until another’s or the bank’s own stands beside it. */
@Injectable()
export class ReceiptRecording {
  constructor(
    private readonly recorded: RecordedReceipts,
    private readonly receipts: ReceiptRows,
    private readonly alike: AlikeReceipts,
    private readonly taking: ReceiptTaking,
    private readonly tasks: FinanceTasks,
    private readonly audit: Audit,
  ) {}

  /** Once per reference. Refuses BANK_REFERENCE_REUSED, and what a statement has brought, or may have. */
  async record(tx: Tx, actor: Actor, receipt: NewReceipt): Promise<string> {
    await this.receipts.lockPayer(tx, receipt.payerAccount);
    const path = ['bankReference'];
    const before = await this.before(tx, receipt, path);
    if (before !== null) return before;
    const known = await this.receipts.known(tx, receipt);
    if (known?.same === false) refuse(paymentsRefusals.BANK_REFERENCE_REUSED(path));
    await this.requireOffStatement(tx, receipt, path);
    const id = await this.recorded.add(tx, receipt, actor.memberId);
    // Somebody wrote the reference down meanwhile, for another account.
    if (id === null)
      return (await this.before(tx, receipt, path)) ?? refuse(paymentsRefusals.BANK_REFERENCE_REUSED(path));
    await this.audit.record(tx, {
      actor,
      action: 'recordBankReceipt',
      subjectKind: 'RecordedReceipt',
      subjectId: id,
      toState: recordedReceiptStates.initial,
      data: { fen: String(receipt.fen) },
    });
    return id;
  }

  /** The row as it stands once nobody else writes down or books what this payer sent. Throws NOT_FOUND. */
  async lock(tx: Tx, id: string): Promise<RecordedReceipt> {
    const { payerAccount } = this.recorded.said(await this.recorded.get(tx, id));
    await this.receipts.lockPayer(tx, payerAccount);
    return this.recorded.get(tx, id);
  }

  /** Under the payer’s lock: it becomes a receipt and goes to its order or into suspense. */
  async book(tx: Tx, actor: Actor, recorded: RecordedReceipt, path: RefusalPath): Promise<string> {
    const receipt = this.recorded.said(recorded);
    if ((await this.receipts.known(tx, receipt))?.same === false)
      refuse(paymentsRefusals.RECEIPT_BOOKED_OTHERWISE(path));
    await this.requireOffStatement(tx, receipt, path);
    return this.taking.take(tx, actor, receipt, { memberId: recorded.proposedBy, typed: true });
  }

  /** Receipts typed by hand that a transfer of a statement is, the likeliest first. Under the payer’s lock from here on. */
  async typedBefore(tx: Tx, seen: SeenReceipt): Promise<string[]> {
    if (seen.payerAccount !== null) await this.receipts.lockPayer(tx, seen.payerAccount);
    return this.alike.typed(tx, seen);
  }

  /** Receipts typed by hand with this reference. */
  typedOtherwise(tx: Tx, reference: string): Promise<string[]> {
    return this.alike.typedWith(tx, reference);
  }

  /**
   * A statement has brought the transfer, and with it the receipt: nobody needs to confirm what was written down. Under the
   * payer’s lock; locks the row, too, because who withdraws takes no other.
   */
  async prove(tx: Tx, receipt: NewReceipt, receiptId: string): Promise<void> {
    const [likeliest] = await this.alike.waiting(tx, receipt);
    const waiting = likeliest === undefined ? null : await this.recorded.lockWaiting(tx, likeliest);
    if (!waiting) return;
    const state = recordedReceiptStates.next(waiting.state, 'confirm');
    await tx.change(RecordedReceipt, waiting, { state, decidedAt: tx.at, receiptId });
    await this.tasks.close(tx, 'CONFIRM_RECEIPT', waiting.id);
    await this.audit.record(tx, {
      actor: null,
      action: 'confirmRecordedReceipt',
      subjectKind: 'RecordedReceipt',
      subjectId: waiting.id,
      fromState: waiting.state,
      toState: state,
      reason: 'STATEMENT',
      data: { receiptId, fen: String(waiting.fen) },
    });
  }

  private async before(tx: Tx, receipt: NewReceipt, path: RefusalPath): Promise<string | null> {
    const before = await this.recorded.known(tx, receipt);
    if (before?.same === false) refuse(paymentsRefusals.BANK_REFERENCE_REUSED(path));
    return before?.id ?? null;
  }

  private async requireOffStatement(tx: Tx, receipt: NewReceipt, path: RefusalPath): Promise<void> {
    const found = await this.alike.onStatement(tx, receipt);
    if (found?.sure) refuse(paymentsRefusals.RECEIPT_ON_STATEMENT(path));
    if (found) refuse(paymentsRefusals.RECEIPT_MAYBE_ON_STATEMENT({ day: found.day }, path));
  }
}
