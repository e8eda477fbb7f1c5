import { Injectable } from '@nestjs/common';
import { businessDateOf, type Tx } from '../../platform/index';
import { CaseBook } from './case-book';
import { CaseDesk } from './case-desk';
import { CaseEffect } from './case-effect';
import { CaseEscalating } from './case-escalating';
import { CaseReplies } from './case-replies';
import { CaseReturns } from './case-returns';
import type { AfterSalesCase } from './case.entity';

/** What time does to a case nobody moves; each step looks again under the lock. */
@Injectable()
export class CaseClockSteps {
  constructor(
    private readonly book: CaseBook,
    private readonly desk: CaseDesk,
    private readonly effect: CaseEffect,
    private readonly escalating: CaseEscalating,
    private readonly replies: CaseReplies,
    private readonly returns: CaseReturns,
  ) {}

  async remind(tx: Tx, caseId: string, dueOn: string): Promise<void> {
    const one = await this.book.lock(tx, caseId);
    if (one?.dueOn !== dueOn || one.reminded) return;
    // The version stays: nothing anybody has read changes.
    await tx.query('UPDATE aftersales_cases SET reminded = true WHERE id = $1', [one.id]);
    await this.desk.remind(tx, one);
  }

  async pass(tx: Tx, caseId: string): Promise<void> {
    const one = await this.book.lock(tx, caseId);
    if (!one?.dueOn || one.dueOn >= businessDateOf(tx.at)) return;
    if (one.state === 'OPEN') await this.escalating.escalate(tx, one, 'escalateByTime', { actor: null });
    else if (one.state === 'SUPPLIER_REPLY') await this.answered(tx, one);
    else if (one.state === 'ESCALATED') await this.late(tx, one);
    else await this.returning(tx, one);
  }

  /** A silent buyer takes what was offered; where nothing was, the case ends. */
  private async answered(tx: Tx, one: AfterSalesCase): Promise<void> {
    if (one.offered !== true) return this.close(tx, one);
    const given = await this.replies.offered(tx, one);
    const changes = await this.effect.changesFor(tx, one, given);
    const agreed = await this.book.move(tx, one, 'acceptOfferByTime', { actor: null, changes });
    await this.desk.tell(tx, agreed, ['BUYER', 'SUPPLIER'], 'CASE_AGREED');
    await this.effect.carryOut(tx, agreed, given, null);
  }

  private async late(tx: Tx, one: AfterSalesCase): Promise<void> {
    if (one.late) return;
    const late = await this.book.move(tx, one, 'arbitrateLate', { actor: null, changes: { late: true } });
    await this.desk.tell(tx, late, ['BUYER', 'SUPPLIER', 'PLATFORM'], 'CASE_ARBITRATION_LATE');
  }

  /** Goods never sent: nothing is paid for them. Sent, and nobody says that they came: paid as agreed. */
  private async returning(tx: Tx, one: AfterSalesCase): Promise<void> {
    if (one.returnSentAt === null) return this.close(tx, one);
    await this.returns.receiveByTime(tx, one);
  }

  private async close(tx: Tx, one: AfterSalesCase): Promise<void> {
    const closed = await this.book.move(tx, one, 'closeByTime', { actor: null });
    await this.effect.letGo(tx, closed);
    await this.desk.tell(tx, closed, ['BUYER', 'SUPPLIER'], 'CASE_CLOSED');
  }
}
