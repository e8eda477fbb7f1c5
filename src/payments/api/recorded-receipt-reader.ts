import { Injectable } from '@nestjs/common';
import { Role } from '../../organizations/index';
import { Database, FieldCipher, hasRole, withMaskedDigits, type Actor } from '../../platform/index';
import type { RecordedReceipt } from '../storage/recorded-receipt.entity';
import { RecordedReceipts } from '../storage/recorded-receipts';
import { BankReceiptReader } from './bank-receipt-reader';
import type { RecordedReceiptType } from './recorded-receipt.type';
import { yuan } from './yuan';

@Injectable()
export class RecordedReceiptReader {
  constructor(
    private readonly database: Database,
    private readonly recorded: RecordedReceipts,
    private readonly receipts: BankReceiptReader,
    private readonly cipher: FieldCipher,
  ) {}

  async find(actor: Actor, id: string): Promise<RecordedReceiptType> {
    return this.shown(actor, await this.recorded.get(this.database, id));
  }

  /** As of receipts: names and memos only to those who work with them. */
  async shown(actor: Actor, row: RecordedReceipt): Promise<RecordedReceiptType> {
    const works = hasRole(actor, Role.FINANCE);
    return {
      id: row.id,
      version: row.version,
      state: row.state,
      bankReference: row.bankReference,
      amount: yuan(row.fen),
      payerName: works ? this.cipher.decrypt(row.payerNameEncrypted) : null,
      payerAccount: `****${row.payerAccountLastFour}`,
      memo:
        works && row.memoEncrypted !== null ? withMaskedDigits(this.cipher.decrypt(row.memoEncrypted)) : null,
      receivedAt: row.receivedAt,
      recordedBy: row.proposedBy,
      recordedAt: row.proposedAt,
      withdrawalReason: row.withdrawalReason,
      receipt: row.receiptId === null ? null : await this.receipts.find(actor, row.receiptId),
    };
  }
}
