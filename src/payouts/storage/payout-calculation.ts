import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import type { Actor, Tx } from '../../platform/index';
import { payoutAmounts, sumOf, type PayoutAmounts } from '../domain/payout-amounts';
import { payoutStatementStates } from '../domain/payout-statement.states';
import { payoutsRefusals } from '../domain/payouts.refusals';
import { MemberShareLists } from './member-share-lists';
import { OpenEntries, type OpenEntry } from './open-entries';
import type { PayoutStatement } from './payout-statement.entity';
import { PayoutStatements } from './payout-statements';
import { contentHash } from './statement-content';
import { StatementLines } from './statement-lines';

/** Freezes what a supplier is paid for a period. */
@Injectable()
export class PayoutCalculation {
  constructor(
    private readonly statements: PayoutStatements,
    private readonly entries: OpenEntries,
    private readonly lines: StatementLines,
    private readonly shares: MemberShareLists,
  ) {}

  async calculate(tx: Tx, actor: Actor, statement: PayoutStatement): Promise<PayoutStatement> {
    const { supplierId, periodTo, cutOffAt } = statement;
    payoutStatementStates.next(statement.state, 'calculate');
    await this.requireAlone(tx, supplierId);
    const entries = await this.entries.of(tx, supplierId, cutOffAt);
    const amounts = await this.amountsOf(tx, supplierId, entries);
    const sums = totalsOf(entries, amounts);
    const calculation = statement.calculation + 1;
    const shareListId = await this.shares.idOn(tx, supplierId, periodTo);
    await this.lines.freeze(tx, { id: statement.id, calculation }, entries, amounts.setOffs);
    const { number, periodFrom } = statement;
    const hashed = { number, supplierId, periodFrom, periodTo, cutOffAt, calculation, shareListId, ...sums };
    return this.statements.move(tx, actor, statement, 'calculate', {
      ...sums,
      calculation,
      shareListId,
      contentHash: contentHash({ ...hashed, lines: entries, setOffs: amounts.setOffs }),
      calculatedBy: actor.memberId,
      calculatedAt: tx.at,
      returnNote: null,
    });
  }

  /** What one has frozen and not yet promised the other would take for its own. */
  private async requireAlone(tx: Tx, supplierId: string): Promise<void> {
    await this.statements.lockSupplier(tx, supplierId);
    const others = await tx.query(
      `SELECT id FROM payout_statements WHERE supplier_id = $1 AND state = 'CALCULATED'`,
      [supplierId],
    );
    if (others.length > 0) refuse(payoutsRefusals.ANOTHER_CALCULATED(['statementId']));
  }

  private async amountsOf(tx: Tx, supplierId: string, entries: readonly OpenEntry[]): Promise<PayoutAmounts> {
    const payables = new Map<string, bigint>();
    for (const { purpose, orderId, fen } of entries)
      if (purpose === 'PAYABLE') payables.set(orderId, (payables.get(orderId) ?? 0n) + fen);
    const debts = await this.entries.debts(tx, supplierId, payables);
    return payoutAmounts(
      [...payables].map(([orderId, fen]) => ({ orderId, fen })),
      debts,
    );
  }
}

/** What is owed beyond the lines of this period was carried from earlier ones. */
function totalsOf(
  entries: readonly OpenEntry[],
  { setOffFen, payFen, debtAfterFen }: PayoutAmounts,
): Pick<PayoutStatement, 'linesFen' | 'carriedFen' | 'setOffFen' | 'payFen' | 'debtAfterFen'> {
  const linesFen = sumOf(entries);
  return { linesFen, carriedFen: linesFen - payFen + debtAfterFen, setOffFen, payFen, debtAfterFen };
}
