import { Injectable } from '@nestjs/common';
import { Ledger, moving } from '../../ledger/index';
import type { Tx } from '../../platform/index';
import { FinanceTasks } from './finance-tasks';
import { returnAccount, suspenseAccount } from './order-accounts';
import { RefundRows } from './refund-rows';
import type { SuspenseReturn } from './suspense-return.entity';

/** Turns money in suspense into money due back to the account it came from. */
@Injectable()
export class SuspenseReturning {
  constructor(
    private readonly refunds: RefundRows,
    private readonly ledger: Ledger,
    private readonly tasks: FinanceTasks,
  ) {}

  /** Under the receipt's lock, `suspenseFen` being what stood there; answers with the payment finance has to make. */
  async send(
    tx: Tx,
    { id, receiptId, fen }: Pick<SuspenseReturn, 'id' | 'receiptId' | 'fen'>,
    suspenseFen: bigint,
  ): Promise<string> {
    await this.ledger.post(tx, {
      key: `suspense-return:${id}`,
      kind: 'SUSPENSE_RETURNED',
      subject: { kind: 'RECEIPT', id: receiptId },
      entries: moving(fen, suspenseAccount(receiptId), returnAccount(receiptId)),
    });
    if (fen === suspenseFen) await this.tasks.close(tx, 'MATCH_SUSPENSE', receiptId);
    return this.refunds.addReturn(tx, { suspenseReturnId: id, receiptId, fen });
  }
}
