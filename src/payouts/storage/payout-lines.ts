import { LineUses, TakesBankLines, type LineUse, type SeenLine, type TakesLines } from '../../banking/index';
import type { Tx } from '../../platform/index';
import { payoutNumbersIn } from '../domain/payout-number';
import { PayoutApproval } from './payout-approval';
import { PayoutFailures } from './payout-failures';
import { PayoutPosting } from './payout-posting';
import { PayoutSeen } from './payout-seen';
import type { PayoutStatement } from './payout-statement.entity';
import { PayoutStatements } from './payout-statements';

/** Payments to suppliers as the bank tells them: what left confirms its statement, what came back opens it again. */
@TakesBankLines()
export class PayoutLines implements TakesLines {
  constructor(
    private readonly seen: PayoutSeen,
    private readonly statements: PayoutStatements,
    private readonly approval: PayoutApproval,
    private readonly posting: PayoutPosting,
    private readonly failures: PayoutFailures,
    private readonly uses: LineUses,
  ) {}

  async take(tx: Tx, line: SeenLine): Promise<LineUse | null> {
    const numbers = payoutNumbersIn(line.memo ?? '');
    await this.seen.lockPayee(tx, line.account);
    if (line.direction === 'CREDIT') return this.back(tx, line, numbers);
    return (
      (await this.known(tx, line, numbers)) ??
      (await this.left(tx, line, numbers)) ??
      this.paidAfterAll(tx, line, numbers)
    );
  }

  /** A person has confirmed it before the line came. */
  private async known(tx: Tx, line: SeenLine, numbers: readonly string[]): Promise<LineUse | null> {
    for (const id of await this.seen.typed(tx, line, numbers)) {
      const transferId = await this.posting.paidBy(tx, await this.statements.lock(tx, id));
      if (transferId !== null && (await this.uses.unused(tx, 'transfer', [transferId])) !== null)
        return { reason: 'RECORDED_BEFORE', transferId };
    }
    return null;
  }

  private async left(tx: Tx, line: SeenLine, numbers: readonly string[]): Promise<LineUse | null> {
    const [id] = await this.seen.due(tx, line, numbers);
    if (id === undefined) return null;
    const statement = await this.statements.lock(tx, id);
    return statement.state === 'PAID_OUT' ? this.confirm(tx, line, statement, numbers) : null;
  }

  private async confirm(
    tx: Tx,
    line: SeenLine,
    statement: PayoutStatement,
    numbers: readonly string[],
  ): Promise<LineUse | null> {
    const { approvedAt } = statement;
    if (approvedAt === null) return null;
    const transferId = await this.approval.confirm(tx, null, statement, {
      bankReference: await this.seen.freeReference(tx, line),
      paidAt: saidTime(line.at, approvedAt, tx.at),
      memberId: line.bookedBy,
    });
    return { reason: reasonOf(numbers), transferId };
  }

  /** A person has said that the bank did not pay it. */
  private async paidAfterAll(tx: Tx, line: SeenLine, numbers: readonly string[]): Promise<LineUse | null> {
    const [id] = await this.seen.failed(tx, line, numbers, false);
    if (id === undefined) return null;
    const statement = await this.failures.inItsFileAgain(tx, id);
    if (statement) return this.confirm(tx, line, statement, numbers);
    const transferId = await this.failures.paid(tx, id, earlierOf(line.at, tx.at));
    return transferId === null ? null : { reason: reasonOf(numbers), transferId };
  }

  private async back(tx: Tx, line: SeenLine, numbers: readonly string[]): Promise<LineUse | null> {
    const [id] = await this.seen.sent(tx, line, numbers);
    if (id === undefined) return this.backAfterAll(tx, line, numbers);
    const statement = await this.statements.lock(tx, id);
    const { paidAt } = statement;
    if (statement.state !== 'RECONCILED' || paidAt === null) return null;
    const transferId = await this.approval.comeBack(tx, statement, line.at < paidAt ? paidAt : line.at);
    return transferId === null ? null : { reason: 'PAYOUT_RETURNED', transferId };
  }

  private async backAfterAll(tx: Tx, line: SeenLine, numbers: readonly string[]): Promise<LineUse | null> {
    const [id] = await this.seen.failed(tx, line, numbers, true);
    const transferId =
      id === undefined ? null : await this.failures.cameBack(tx, id, earlierOf(line.at, tx.at));
    return transferId === null ? null : { reason: 'PAYOUT_RETURNED', transferId };
  }
}

const reasonOf = (numbers: readonly string[]) =>
  numbers.length > 0 ? 'PAYOUT_BY_NUMBER' : 'PAYOUT_BY_ACCOUNT';

/** Many banks print the day only, some its last second: neither before the approval nor in the future. */
function saidTime(at: Date, approvedAt: Date, now: Date): Date {
  if (at < approvedAt) return approvedAt;
  return earlierOf(at, now);
}

const earlierOf = (at: Date, now: Date) => (at > now ? now : at);
