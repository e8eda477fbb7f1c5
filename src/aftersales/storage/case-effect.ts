import { Injectable } from '@nestjs/common';
import { PaymentRequests } from '../../payments/index';
import type { Actor, Tx } from '../../platform/index';
import { SettledLineRefunds } from '../../procurement/index';
import type { GivenLine } from '../domain/case-amounts';
import { CaseBook } from './case-book';
import { CaseDays } from './case-days';
import { CaseDesk } from './case-desk';
import type { AfterSalesCase, CaseLine } from './case.entity';

/** What is agreed or decided about a case, carried out: goods come back first, then the lines' money. Under the order's lock. */
@Injectable()
export class CaseEffect {
  constructor(
    private readonly book: CaseBook,
    private readonly days: CaseDays,
    private readonly refunds: SettledLineRefunds,
    private readonly payments: PaymentRequests,
    private readonly desk: CaseDesk,
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
   * One refund for each line that gets something, by the one way money of a settled line goes back. A line whose money
   * the payer's bank has taken while it decides keeps its claim and waits; where nothing waits nor is on its way, the case
   * ends here. A line that claims nothing any more was taken over by a recall.
   */
  async refund(tx: Tx, one: AfterSalesCase, given: readonly GivenLine[], actor: Actor | null): Promise<void> {
    const lines = (await this.book.lines(tx, one.id)).filter(({ liveFen }) => liveFen > 0n);
    let waits = false;
    for (const { id, settlementLineId } of lines) {
      const fen = await this.dueNow(tx, one, given.find((line) => line.id === id)?.fen ?? 0n);
      if (fen === null) waits = true;
      else {
        const refundId =
          fen > 0n ? await this.refundLine(tx, one, { id, settlementLineId, fen }, actor) : null;
        await this.book.changeLine(tx, id, { liveFen: 0n, refundedFen: fen, refundId });
      }
    }
    if (waits) await this.desk.tell(tx, one, ['BUYER', 'SUPPLIER'], 'CASE_REFUND_WAITS');
    else if (await this.book.isPaidBack(tx, one)) await this.book.move(tx, one, 'finish', { actor: null });
  }

  /** What waited for the payer's bank: it has decided. */
  async refundWaiting(tx: Tx, one: AfterSalesCase): Promise<void> {
    const given = givenOf(one, await this.book.lines(tx, one.id));
    await this.refund(tx, one, given, null);
  }

  /** What a lost dispute took has gone back to the payer already; null: his bank still decides. */
  private async dueNow(tx: Tx, { orderId }: AfterSalesCase, fen: bigint): Promise<bigint | null> {
    if (fen === 0n) return 0n;
    const left = await this.payments.settledLeft(tx, { kind: 'ORDER', id: orderId });
    if (fen <= left.fen) return fen;
    if (left.disputedFen > 0n) return null;
    return left.lostFen > 0n ? left.fen : fen;
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

/** What is agreed or decided for each line: all that a recall's case claims. */
export function givenOf({ kind, state }: AfterSalesCase, lines: readonly CaseLine[]): GivenLine[] {
  if (kind === 'RECALL') return lines.map(({ id, liveFen }) => ({ id, fen: liveFen, returnBase: 0n }));
  const decided = state === 'ARBITRATED';
  return lines.map((line) => ({
    id: line.id,
    fen: (decided ? line.awardedFen : line.offeredFen) ?? 0n,
    returnBase: (decided ? line.awardedReturnBase : line.offeredReturnBase) ?? 0n,
  }));
}
