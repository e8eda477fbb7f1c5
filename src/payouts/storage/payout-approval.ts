import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { BankAccounts, isSamePerson } from '../../organizations/index';
import type { Actor, Tx } from '../../platform/index';
import { payoutStatementStates } from '../domain/payout-statement.states';
import { payoutsRefusals } from '../domain/payouts.refusals';
import { ConnectPart } from './connect-part';
import { PayoutDesk } from './payout-desk';
import { PayoutPosting } from './payout-posting';
import type { PayoutStatement } from './payout-statement.entity';
import { PayoutStatements } from './payout-statements';
import { rememberFailure } from './remember-failure';
import { StatementLines } from './statement-lines';

const RETURNED_BY_BANK = '银行退汇';

/** What two people agree on is promised; the bank's word, or their second thoughts, resolve the promise. */
@Injectable()
export class PayoutApproval {
  constructor(
    private readonly statements: PayoutStatements,
    private readonly posting: PayoutPosting,
    private readonly lines: StatementLines,
    private readonly accounts: BankAccounts,
    private readonly desk: PayoutDesk,
    private readonly connectPart: ConnectPart,
  ) {}

  /** Refuses FOUR_EYES, money on its way to the provider’s account, an account that cannot be paid to, and STATEMENT_OUTDATED. */
  async approve(tx: Tx, actor: Actor, statement: PayoutStatement): Promise<void> {
    const pays = statement.payFen > 0n;
    payoutStatementStates.next(statement.state, pays ? 'approve' : 'approveUnpaid');
    if (await isSamePerson(tx, actor.memberId, [statement.calculatedBy]))
      refuse(payoutsRefusals.FOUR_EYES(['statementId']));
    const { supplierId, payFen } = statement;
    const orderIds = (await this.lines.payables(tx, statement)).map(({ orderId }) => orderId);
    await this.connectPart.requireArrived(tx, supplierId, orderIds);
    const atConnectFen = pays ? await this.connectPart.payableFen(tx, supplierId) : 0n;
    const promised = await this.posting.approve(tx, statement, atConnectFen);
    const { connectFen: fen } = promised;
    if (payFen > fen) await this.accounts.requirePayable(tx, supplierId, ['statementId']);
    const asked = fen === 0n ? {} : await this.connectPart.ask(tx, statement, fen);
    const verb = pays ? (fen === payFen ? 'approveByConnect' : 'approve') : 'approveUnpaid';
    const approved = await this.statements.move(tx, actor, statement, verb, {
      approvedBy: actor.memberId,
      approvedAt: tx.at,
      ...promised,
      ...asked,
    });
    await this.desk.tell(tx, 'PAYOUT_APPROVED', approved);
  }

  /** By a person, or by a line of a bank statement (`actor` null, `memberId` who loaded it); answers with the transfer. */
  async confirm(
    tx: Tx,
    actor: Actor | null,
    statement: PayoutStatement,
    bank: { readonly bankReference: string; readonly paidAt: Date; readonly memberId: string },
  ): Promise<string> {
    const waits = statement.connectState === 'ASKED' || statement.connectState === 'FAILED';
    const verb = waits ? 'confirmBankPart' : actor === null ? 'confirmByBank' : 'confirm';
    payoutStatementStates.next(statement.state, verb);
    if (statement.payFen === statement.connectFen || statement.bankReference !== null)
      refuse(payoutsRefusals.NOTHING_BY_BANK(['statementId']));
    const { paidAt, memberId } = bank;
    if (paidAt > tx.at || statement.approvedAt === null || paidAt < statement.approvedAt)
      refuse(payoutsRefusals.PAID_BEFORE_APPROVED(['paidAt']));
    const bankReference = bank.bankReference.normalize('NFKC').replace(/\s/g, '').toUpperCase();
    await this.requireFreeReference(tx, bankReference);
    const transferId = await this.posting.paid(tx, statement, paidAt);
    const changes = { bankReference, paidAt, confirmedBy: memberId, byStatement: actor === null };
    const paid = await this.statements.move(tx, actor, statement, verb, changes);
    if (!waits) await this.desk.tell(tx, 'PAYOUT_PAID', paid);
    return transferId;
  }

  /**
   * Nothing is promised or frozen any more. What is paid by Connect, or may be, is never taken back: then only the bank's
   * part is tried again, or where the bank has paid and Connect cannot, the rest goes into the next statement.
   */
  async takeBack(
    tx: Tx,
    actor: Actor,
    statement: PayoutStatement,
    verb: 'reopen' | 'fail',
    returnNote: string,
  ): Promise<void> {
    payoutStatementStates.next(statement.state, verb);
    if (statement.connectFen > 0n) {
      const underWay = statement.connectState !== 'FAILED';
      const bankPaid = statement.bankReference !== null;
      const bankFails = verb === 'fail' && !bankPaid && statement.fileId !== null;
      if (underWay && !bankFails) refuse(payoutsRefusals.CONNECT_PART_UNDER_WAY(['statementId']));
      if (bankPaid) return this.connectPart.leave(tx, actor, statement, returnNote);
      if (underWay) return this.failBankPart(tx, actor, statement, returnNote);
    }
    if (statement.ledgerTransferId !== null || statement.connectTransferId !== null)
      await this.posting.void(tx, statement);
    await this.lines.release(tx, statement);
    if (verb === 'fail') await rememberFailure(tx, actor, statement);
    await this.statements.move(tx, actor, statement, verb, { returnNote });
    if (verb === 'fail') await this.desk.tell(tx, 'PAYOUT_FAILED', statement);
  }

  /** What the bank had paid came back: calculated and approved anew. Null where its money was taken otherwise since. */
  async comeBack(tx: Tx, statement: PayoutStatement, at: Date): Promise<string | null> {
    const transferId = await this.posting.returned(tx, statement, at);
    if (transferId === null) return null;
    await this.lines.release(tx, statement);
    await this.statements.move(tx, null, statement, 'comeBack', { returnNote: RETURNED_BY_BANK });
    await this.desk.tell(tx, 'PAYOUT_FAILED', statement);
    return transferId;
  }

  /** What two people approved is in the next file. */
  private async failBankPart(
    tx: Tx,
    actor: Actor,
    statement: PayoutStatement,
    returnNote: string,
  ): Promise<void> {
    await rememberFailure(tx, actor, statement);
    const free = { fileId: null, bankAccountId: null, returnNote };
    await this.statements.move(tx, actor, statement, 'failBankPart', free);
    await this.desk.tell(tx, 'PAYOUT_FAILED', statement);
  }

  /** The lock keeps two confirmations with one reference apart; the unique index stands behind it. */
  private async requireFreeReference(tx: Tx, reference: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1017))', [`payout-bank:${reference}`]);
    const used = await tx.query('SELECT id FROM payout_statements WHERE bank_reference = $1', [reference]);
    if (used.length > 0) refuse(payoutsRefusals.BANK_REFERENCE_REUSED(['bankReference']));
  }
}
