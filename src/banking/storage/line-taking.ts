import { Injectable } from '@nestjs/common';
import { StatementMoney, type SeenTransfer } from '../../payments/index';
import type { Tx } from '../../platform/index';
import type { LineUse, SeenLine } from '../domain/seen-line';
import { LineTakers } from './line-takers';
import { LineUses } from './line-uses';
import { OpenLines, type WantedLines } from './open-lines';
import { OwnMoney } from './own-money';

/** As many lines of one amount as are looked at again; more are for people. */
const AT_ONCE = 50;

/** Says what a line is; what nothing fits stays open, and is looked at again when something of its amount becomes due. */
@Injectable()
export class LineTaking {
  constructor(
    private readonly lines: OpenLines,
    private readonly uses: LineUses,
    private readonly takers: LineTakers,
    private readonly own: OwnMoney,
    private readonly money: StatementMoney,
  ) {}

  /** Once per line, however often it is asked. */
  async take(tx: Tx, line: SeenLine): Promise<void> {
    if (!(await this.uses.lockOpen(tx, line.id))) return;
    const use = await this.useOf(tx, line);
    if (use) await this.uses.add(tx, line.id, use);
  }

  /** Something of this amount has become due: a line may have told of it before. */
  async again(tx: Tx, wanted: WantedLines): Promise<void> {
    for (const line of await this.lines.of(tx, wanted, AT_ONCE)) await this.take(tx, line);
  }

  private async useOf(tx: Tx, line: SeenLine): Promise<LineUse | null> {
    const own = await this.own.movedBetweenOwn(tx, line);
    if (own) return own;
    for (const taker of this.takers.all()) {
      const use = await taker.take(tx, line);
      if (use) return use;
    }
    const said = await this.own.bySaying(tx, line);
    return said === 'WAITS' ? null : (said ?? this.asPayment(tx, line));
  }

  /** A receipt, a refund that was paid, or one that came back. */
  private async asPayment(tx: Tx, line: SeenLine): Promise<LineUse | null> {
    const { account } = line;
    const seen: SeenTransfer | null = account === null ? null : { ...line, account };
    if (line.direction === 'CREDIT') {
      // What people have booked as a receipt already must not be booked as a return beside it.
      const known = await this.uses.unused(tx, 'receipt', await this.money.typedBefore(tx, line));
      if (known !== null) return { reason: 'RECORDED_BEFORE', receiptId: known };
      const back = await this.money.returned(tx, line);
      if (back !== null) return { reason: 'REFUND_RETURNED', transferId: back };
      return seen && { reason: 'TAKEN', receiptId: await this.received(tx, seen, line.bookedBy) };
    }
    if (seen === null) return null;
    for (const before of await this.money.paidBefore(tx, seen)) {
      const known =
        'transferId' in before
          ? await this.uses.unused(tx, 'transfer', [before.transferId])
          : await this.uses.unused(tx, 'refund', [before.refundPaymentId]);
      if (known !== null) return { reason: 'RECORDED_BEFORE', ...before };
    }
    const paid = await this.money.paid(tx, seen, line.bookedBy);
    return paid === null ? null : { reason: 'TAKEN', ...paid };
  }

  /** Money that people have booked under the same number, but said otherwise, may be the same: it goes to no order by itself. */
  private async received(tx: Tx, seen: SeenTransfer, memberId: string): Promise<string> {
    const otherwise = await this.uses.unused(tx, 'receipt', await this.money.typedOtherwise(tx, seen));
    return this.money.receive(tx, seen, memberId, otherwise === null ? null : 'TYPED_OTHERWISE');
  }
}
