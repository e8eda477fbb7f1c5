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

  /** After that step: refunds what is given where nothing has to come back before; till then the whole claim stays promised. */
  async carryOut(
    tx: Tx,
    one: AfterSalesCase,
    given: readonly GivenLine[],
    actor: Actor | null,
  ): Promise<void> {
    if (one.dueOn === null) await this.refund(tx, one, given, actor);
  }

  /**
   * One refund for each line that gets something, by the one way money of a settled line goes back; else the case ends
   * here. A line that claims nothing any more was taken over by a recall.
   */
  async refund(tx: Tx, one: AfterSalesCase, given: readonly GivenLine[], actor: Actor | null): Promise<void> {
    const lines = (await this.book.lines(tx, one.id)).filter(({ liveFen }) => liveFen > 0n);
    let refunds = 0;
    for (const { id, settlementLineId } of lines) {
      const fen = given.find((line) => line.id === id)?.fen ?? 0n;
      const refundId = fen > 0n ? await this.refundLine(tx, one, { id, settlementLineId, fen }, actor) : null;
      await this.book.changeLine(tx, id, { liveFen: 0n, refundedFen: fen, refundId });
      if (refundId !== null) refunds += 1;
    }
    if (refunds === 0) await this.book.move(tx, one, 'finish', { actor: null });
  }

  private async refundLine(
    tx: Tx,
    { kind }: AfterSalesCase,
    { id, settlementLineId, fen }: { id: string; settlementLineId: string; fen: bigint },
    actor: Actor | null,
  ): Promise<string> {
    const request = { settlementLineId, fen, reason: kind, key: `case:${id}`, actor, path: ['caseId'] };
    return (await this.refunds.refund(tx, request)).refundId;
  }

  /** Nothing more is claimed by the case. */
  async letGo(tx: Tx, one: AfterSalesCase): Promise<void> {
    await tx.query('UPDATE aftersales_case_lines SET live_fen = 0 WHERE case_id = $1', [one.id]);
  }
}
