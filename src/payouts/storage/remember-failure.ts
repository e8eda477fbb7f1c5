import { randomUUID } from 'node:crypto';
import type { Actor, Tx } from '../../platform/index';
import { PayoutFailure } from './payout-failure.entity';
import type { PayoutStatement } from './payout-statement.entity';

/** Of what was in a file for the bank; nothing else can have been paid by it. */
export async function rememberFailure(tx: Tx, actor: Actor, statement: PayoutStatement): Promise<void> {
  const { id: statementId, calculation, fileId, bankAccountId } = statement;
  const fen = statement.payFen - statement.connectFen;
  if (fileId === null || bankAccountId === null || fen === 0n || statement.bankReference !== null) return;
  await tx.add(PayoutFailure, {
    id: randomUUID(),
    statementId,
    calculation,
    fileId,
    bankAccountId,
    fen,
    failedBy: actor.memberId,
    failedAt: tx.at,
    paidTransferId: null,
    returnedTransferId: null,
    version: 1,
  });
}
