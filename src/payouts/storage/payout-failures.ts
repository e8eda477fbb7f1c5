import { Injectable } from '@nestjs/common';
import {
  Ledger,
  PLATFORM,
  type AccountPurpose,
  type LedgerAccount,
  type PostingEntry,
} from '../../ledger/index';
import type { Tx } from '../../platform/index';
import { leastOf, type OrderAmount } from '../domain/payout-amounts';
import { RETURN_SUBJECT } from './open-entries';
import { PayoutDesk } from './payout-desk';
import { PayoutFailure } from './payout-failure.entity';
import { PayoutPosting } from './payout-posting';
import type { PayoutStatement } from './payout-statement.entity';
import { PayoutStatements } from './payout-statements';
import { StatementLines } from './statement-lines';

const PAID_AFTER_ALL = '银行已付此前登记为失败的款项';

/**
 * What people said the bank had not paid. Where the bank has paid it after all, the supplier has the money and
 * owes it back until his next statement takes it off what he is owed again: so it is never paid twice for good.
 */
@Injectable()
export class PayoutFailures {
  constructor(
    private readonly ledger: Ledger,
    private readonly lines: StatementLines,
    private readonly statements: PayoutStatements,
    private readonly posting: PayoutPosting,
    private readonly desk: PayoutDesk,
  ) {}

  /** Beside a part by Connect its promise still stands, and no other file has it: in the same file again, it is that payout. */
  async inItsFileAgain(tx: Tx, id: string): Promise<PayoutStatement | null> {
    const { statementId, calculation, fileId, bankAccountId } = await this.lock(tx, id);
    const statement = await this.statements.lock(tx, statementId);
    const stands = statement.state === 'APPROVED' && statement.calculation === calculation;
    if (!stands || statement.connectFen === 0n) return null;
    return this.statements.move(tx, null, statement, 'instruct', { fileId, bankAccountId });
  }

  /** The bank had paid it. Answers with the transfer; null where a line has told so before. */
  async paid(tx: Tx, id: string, at: Date): Promise<string | null> {
    const failure = await this.lock(tx, id);
    if (failure.paidTransferId !== null) return null;
    const statement = await this.statements.lock(tx, failure.statementId);
    await this.statements.lockSupplier(tx, statement.supplierId); // nobody calculates without knowing of it
    await this.reopen(tx, statement.supplierId);
    const entries = (await this.shares(tx, failure)).flatMap(({ orderId, fen }) => [
      { ...account(statement, 'PAID_OUT', orderId), fen: -fen },
      { ...account(statement, 'OWED_BACK', orderId), fen },
    ]);
    const transferId = await this.post(tx, failure, 'PAYOUT_PAID_AFTER_ALL', at, [
      ...entries,
      ...leaves(failure.fen),
    ]);
    await tx.change(PayoutFailure, failure, { paidTransferId: transferId });
    await this.desk.tellOfFailure(tx, 'PAYOUT_PAID_AFTER_ALL', statement, failure.fen);
    return transferId;
  }

  /** It came back: he owes it no more, or where it was taken off already is owed it again. Null where the book does not let it. */
  async cameBack(tx: Tx, id: string, at: Date): Promise<string | null> {
    const failure = await this.lock(tx, id);
    if (failure.paidTransferId === null || failure.returnedTransferId !== null) return null;
    const statement = await this.statements.lock(tx, failure.statementId);
    const entries: PostingEntry[] = [];
    for (const { orderId, fen } of await this.shares(tx, failure)) {
      const paidOut = account(statement, 'PAID_OUT', orderId);
      const owed = account(statement, 'OWED_BACK', orderId);
      if (fen > (await this.ledger.available(tx, paidOut))) return null;
      const forgiven = leastOf(fen, await this.ledger.available(tx, owed));
      entries.push({ ...paidOut, fen }, { ...owed, fen: -forgiven });
      entries.push({ ...account(statement, 'PAYABLE', orderId), fen: forgiven - fen });
    }
    const transferId = await this.post(tx, failure, 'PAYOUT_RETURNED_AFTER_ALL', at, [
      ...entries,
      ...leaves(-failure.fen),
    ]);
    await tx.change(PayoutFailure, failure, { returnedTransferId: transferId });
    await this.desk.tellOfFailure(tx, 'PAYOUT_FAILED', statement, failure.fen);
    return transferId;
  }

  /** What is agreed on and not at the bank yet does not know of it: it would be paid without taking it off. */
  private async reopen(tx: Tx, supplierId: string): Promise<void> {
    for (const id of await this.statements.notAtTheBank(tx, supplierId)) {
      const statement = await this.statements.lock(tx, id);
      if (statement.state !== 'CALCULATED' && statement.state !== 'APPROVED') continue; // in a file meanwhile
      if (statement.ledgerTransferId !== null) await this.posting.void(tx, statement);
      await this.lines.release(tx, statement);
      await this.statements.move(tx, null, statement, 'reopen', { returnNote: PAID_AFTER_ALL });
    }
  }

  /** Over the orders it was to be paid for. */
  private async shares(tx: Tx, { statementId: id, calculation, fen }: PayoutFailure): Promise<OrderAmount[]> {
    let left = fen;
    const shares: OrderAmount[] = [];
    for (const payable of await this.lines.payables(tx, { id, calculation })) {
      const part = leastOf(payable.fen, left);
      if (part <= 0n) continue;
      shares.push({ orderId: payable.orderId, fen: part });
      left -= part;
    }
    if (left > 0n) throw new Error(`statement ${id} was to be paid for less than it paid`);
    return shares;
  }

  private async post(
    tx: Tx,
    failure: PayoutFailure,
    kind: string,
    eventAt: Date,
    entries: PostingEntry[],
  ): Promise<string> {
    const subject = { kind: RETURN_SUBJECT, id: failure.statementId };
    const key = `${kind}:${failure.id}`;
    return (await this.ledger.post(tx, { key, kind, subject, eventAt, entries })).transferId;
  }

  private async lock(tx: Tx, id: string): Promise<PayoutFailure> {
    return tx.manager.findOneOrFail(PayoutFailure, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }
}

const account = (
  { supplierId: owner }: PayoutStatement,
  purpose: AccountPurpose,
  subjectId: string,
): LedgerAccount => ({ owner, purpose, currency: 'CNY', subjectId });

const leaves = (fen: bigint): PostingEntry[] => [
  { owner: PLATFORM, purpose: 'DISBURSED', currency: 'CNY', fen },
  { owner: PLATFORM, purpose: 'BANK', currency: 'CNY', fen: -fen },
];
