import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '../../platform/index';
import { SettledLineRefunds } from '../../procurement/index';
import { CaseBook } from './case-book';
import { CaseDays } from './case-days';
import type { GivenLine } from '../domain/case-amounts';
import type { AfterSalesCase } from './case.entity';

/** What is agreed or decided about a case, carried out: goods come back first, then the lines' money. Under the order's lock. */
@Injectable()
export class CaseEffect {
  constructor(
    private readonly book: CaseBook,
    private readonly days: CaseDays,
    private readonly refunds: SettledLineRefunds,
  ) {}

  /** What the step that agrees or decides writes beside the state: until when goods have to be sent, where any have. */
  async changesFor(
    tx: Tx,
    one: AfterSalesCase,
    given: readonly GivenLine[],
  ): Promise<Partial<AfterSalesCase>> {
    const goods = given.some(({ returnBase }) => returnBase > 0n) && one.returnReceivedAt === null;
    return { dueOn: goods ? await this.days.until(tx, 'CASE_RETURN_SENDING_DAYS') : null };
  }

  /** After that step: promises what is given and no more, and refunds it where nothing has to come back before. */
  async carryOut(
    tx: Tx,
    one: AfterSalesCase,
    given: readonly GivenLine[],
    actor: Actor | null,
  ): Promise<void> {
    for (const { id, fen } of given) await this.book.changeLine(tx, id, { liveFen: fen });
    if (one.dueOn === null) await this.refund(tx, one, actor);
  }

  /** One refund for each line that gets something, by the one way money of a settled line goes back; else the case ends here. */
  async refund(tx: Tx, one: AfterSalesCase, actor: Actor | null): Promise<void> {
    const lines = (await this.book.lines(tx, one.id)).filter(({ liveFen }) => liveFen > 0n);
    for (const { id, settlementLineId, liveFen } of lines) {
      const { refundId } = await this.refunds.refund(tx, {
        settlementLineId,
        fen: liveFen,
        reason: one.kind,
        key: `case:${id}`,
        actor,
        path: ['caseId'],
      });
      await this.book.changeLine(tx, id, { liveFen: 0n, refundedFen: liveFen, refundId });
    }
    if (lines.length === 0) await this.book.move(tx, one, 'finish', { actor: null });
  }

  /** Nothing more is claimed by the case. */
  async letGo(tx: Tx, one: AfterSalesCase): Promise<void> {
    await tx.query('UPDATE aftersales_case_lines SET live_fen = 0 WHERE case_id = $1', [one.id]);
  }
}
