import { REFUND_DONE, REFUND_UNDONE } from '../../payments/index';
import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { CaseBook } from '../storage/case-book';
import { CaseDesk } from '../storage/case-desk';
import type { AfterSalesCase } from '../storage/case.entity';

/**
 * The bank has paid back all parts of a line's refund: with the last line the case is closed. Where it sent one of them back
 * the case is open again until it is paid anew.
 */
@Reaction({ name: 'finish-aftersales-cases', on: [REFUND_DONE, REFUND_UNDONE] })
export class FinishCases implements Reacts {
  constructor(
    private readonly book: CaseBook,
    private readonly desk: CaseDesk,
  ) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const [found] = await tx.query<{ caseId: string }>(
      'SELECT case_id AS "caseId" FROM aftersales_case_lines WHERE refund_id = $1',
      [String(event.payload['refundId'])],
    );
    const one = found && (await this.book.lock(tx, found.caseId));
    if (!one) return;
    const paidBack = await this.book.isPaidBack(tx, one);
    if (paidBack && (one.state === 'AGREED' || one.state === 'ARBITRATED')) await this.finish(tx, one);
    if (!paidBack && one.state === 'CLOSED') await this.payAgain(tx, one);
  }

  private async finish(tx: Tx, one: AfterSalesCase): Promise<void> {
    const closed = await this.book.move(tx, one, 'finish', { actor: null });
    await this.desk.tell(tx, closed, ['BUYER', 'SUPPLIER'], 'CASE_CLOSED');
  }

  private async payAgain(tx: Tx, one: AfterSalesCase): Promise<void> {
    const state = await this.book.finishedAs(tx, one);
    if (state === null) return;
    const verb = state === 'AGREED' ? 'payAgreedAgain' : 'payArbitratedAgain';
    const open = await this.book.move(tx, one, verb, { actor: null });
    await this.desk.tell(tx, open, ['BUYER', 'SUPPLIER'], 'CASE_PAYS_AGAIN');
  }
}
