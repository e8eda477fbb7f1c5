import { REFUND_DONE } from '../../payments/index';
import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { CaseBook } from '../storage/case-book';
import { CaseDesk } from '../storage/case-desk';

/** The bank has paid back all parts of a line's refund; with the last line the case is closed. */
@Reaction({ name: 'finish-aftersales-cases', on: [REFUND_DONE] })
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
    if (one?.state !== 'AGREED' && one?.state !== 'ARBITRATED') return;
    if (!(await this.book.isPaidBack(tx, one))) return;
    const closed = await this.book.move(tx, one, 'finish', { actor: null });
    await this.desk.tell(tx, closed, ['BUYER', 'SUPPLIER'], 'CASE_CLOSED');
  }
}
