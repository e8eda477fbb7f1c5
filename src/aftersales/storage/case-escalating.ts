import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import { CaseBook, type CaseStep } from './case-book';
import { CaseDays } from './case-days';
import { CaseDesk } from './case-desk';
import { CaseLine, type AfterSalesCase } from './case.entity';

/** Brings a case before the platform: both sides are told and can be heard, and the platform's clock begins. */
@Injectable()
export class CaseEscalating {
  constructor(
    private readonly book: CaseBook,
    private readonly days: CaseDays,
    private readonly desk: CaseDesk,
  ) {}

  async escalate(
    tx: Tx,
    one: AfterSalesCase,
    verb: 'escalate' | 'escalateByTime' | 'receiveShort',
    step: CaseStep,
  ): Promise<AfterSalesCase> {
    const dueOn = await this.days.until(tx, 'CASE_ARBITRATION_DAYS');
    const changes = { ...step.changes, dueOn, late: false, escalatedAt: tx.at };
    const escalated = await this.book.move(tx, one, verb, { ...step, changes });
    await tx.manager.update(CaseLine, { caseId: one.id }, { awardedFen: null, awardedReturnBase: null });
    await this.desk.tell(tx, escalated, ['BUYER', 'SUPPLIER'], 'CASE_ESCALATED');
    return escalated;
  }
}
