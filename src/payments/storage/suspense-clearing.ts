import { Injectable } from '@nestjs/common';
import { Ledger, moving } from '../../ledger/index';
import type { Tx } from '../../platform/index';
import { Crediting } from './crediting';
import { FinanceTasks } from './finance-tasks';
import { orderAccount, suspenseAccount } from './order-accounts';
import { Matchable } from './matchable';
import type { PaymentRequest } from './payment-request.entity';
import type { SuspenseMatch } from './suspense-match.entity';

/** Moves matched money out of suspense to its order. */
@Injectable()
export class SuspenseClearing {
  constructor(
    private readonly matchable: Matchable,
    private readonly crediting: Crediting,
    private readonly ledger: Ledger,
    private readonly tasks: FinanceTasks,
  ) {}

  /** Under the lock of the request; what was true when it was proposed is asked again. */
  async clear(tx: Tx, request: PaymentRequest, match: SuspenseMatch): Promise<string> {
    const { id: suspenseMatchId, receiptId, fen } = match;
    const { suspenseFen, payerName } = await this.matchable.require(tx, request, { receiptId, fen });
    await this.ledger.post(tx, {
      key: `suspense-match:${suspenseMatchId}`,
      kind: 'SUSPENSE_MATCHED',
      subject: { kind: 'ORDER', id: request.subjectId },
      entries: moving(fen, suspenseAccount(receiptId), orderAccount(request, 'HELD')),
    });
    if (fen === suspenseFen) await this.tasks.close(tx, 'MATCH_SUSPENSE', receiptId);
    return this.crediting.credit(tx, request, { receiptId, suspenseMatchId, fen, payerName });
  }
}
