import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import type { Actor, Tx } from '../../platform/index';
import { ConnectPayouts } from '../../stripe/index';
import { payoutsRefusals } from '../domain/payouts.refusals';
import { ConnectPosting } from './connect-posting';
import { PayoutDesk } from './payout-desk';
import { PayoutPosting } from './payout-posting';
import type { PayoutStatement } from './payout-statement.entity';
import { PayoutStatements } from './payout-statements';

export interface ConnectNews {
  readonly statementId: string;
  readonly attempt: number;
  readonly endedAt: Date;
}

/** The part of a statement that is paid out of the supplier's account at the provider. */
@Injectable()
export class ConnectPart {
  constructor(
    private readonly connect: ConnectPayouts,
    private readonly statements: PayoutStatements,
    private readonly posting: PayoutPosting,
    private readonly connectPosting: ConnectPosting,
    private readonly desk: PayoutDesk,
  ) {}

  payableFen(tx: Tx, supplierId: string): Promise<bigint> {
    return this.connect.payableFen(tx, supplierId);
  }

  requireArrived(tx: Tx, supplierId: string, orderIds: readonly string[]): Promise<void> {
    return this.connect.requireArrived(tx, supplierId, orderIds, ['statementId']);
  }

  async ask(
    tx: Tx,
    { id: statementId, supplierId }: PayoutStatement,
    fen: bigint,
  ): Promise<Pick<PayoutStatement, 'connectState' | 'connectAttempt'>> {
    const connectAttempt = await this.connect.ask(tx, { supplierId, statementId, fen }, ['statementId']);
    return { connectState: 'ASKED', connectAttempt };
  }

  /** After a failure, under a new attempt; never while one is under way. */
  async retry(tx: Tx, actor: Actor, statement: PayoutStatement): Promise<void> {
    if (statement.connectState !== 'FAILED') refuse(payoutsRefusals.CONNECT_PART_NOT_FAILED(['statementId']));
    const asked = await this.ask(tx, statement, statement.connectFen);
    await this.statements.note(tx, actor, statement, 'retryConnectPayout', asked);
  }

  async arrived(tx: Tx, news: ConnectNews): Promise<void> {
    const statement = await this.statements.lock(tx, news.statementId);
    if (statement.connectState !== 'ASKED' || statement.connectAttempt !== news.attempt) return;
    await this.connectPosting.paid(tx, statement, news.endedAt);
    const paid = { connectState: 'PAID', connectPaidAt: news.endedAt } as const;
    const noBankPart = statement.payFen === statement.connectFen;
    if (noBankPart && statement.ledgerTransferId !== null)
      await this.posting.paid(tx, statement, news.endedAt);
    if (!noBankPart && statement.bankReference === null)
      return void (await this.statements.note(tx, null, statement, 'connectPayoutPaid', paid));
    const done = await this.statements.move(tx, null, statement, 'confirmConnectPart', paid);
    await this.desk.tell(tx, 'PAYOUT_PAID', done);
  }

  /** Not paid, or sent back by the supplier's bank after it was: then it is a line of his next statement. */
  async failed(tx: Tx, news: ConnectNews): Promise<void> {
    const statement = await this.statements.lock(tx, news.statementId);
    if (statement.connectAttempt !== news.attempt) return;
    if (statement.connectState === 'ASKED') {
      const failed = { connectState: 'FAILED' } as const;
      await this.statements.note(tx, null, statement, 'connectPayoutFailed', failed);
    } else if (statement.connectState === 'PAID') {
      if (statement.connectReturnWaits) return;
      if (!(await this.comeBack(tx, statement))) {
        const waits = { connectReturnWaits: true };
        await this.statements.note(tx, null, statement, 'connectPayoutReturnWaits', waits);
      }
    } else return;
    await this.desk.tell(tx, 'PAYOUT_FAILED', statement);
  }

  /** What came back while another statement took off of what was paid: tried until that one is through. */
  async finishReturn(tx: Tx, statementId: string): Promise<void> {
    const statement = await this.statements.lock(tx, statementId);
    if (statement.connectReturnWaits) await this.comeBack(tx, statement);
  }

  private async comeBack(tx: Tx, statement: PayoutStatement): Promise<boolean> {
    if (!(await this.connectPosting.returned(tx, statement))) return false;
    const returned = { connectState: 'RETURNED', connectReturnWaits: false } as const;
    await this.statements.note(tx, null, statement, 'connectPayoutReturned', returned);
    return true;
  }

  /** The bank has paid its part and Stripe cannot: what is left goes into the next statement, whichever way it is paid. */
  async leave(tx: Tx, actor: Actor, statement: PayoutStatement, returnNote: string): Promise<void> {
    await this.connectPosting.paid(tx, statement, tx.at);
    if (!(await this.connectPosting.returned(tx, statement)))
      throw new Error(`statement ${statement.id}: less was paid out than is left`);
    const left = { connectState: 'RETURNED', returnNote } as const;
    await this.statements.move(tx, actor, statement, 'returnConnectPart', left);
  }
}
