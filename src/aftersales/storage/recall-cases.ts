import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import type { RecallState } from '../domain/recall.states';
import { CaseBook } from './case-book';
import { CaseDesk } from './case-desk';
import { CaseEffect, givenOf } from './case-effect';
import { newCase, newLine, SettledOrders, type SettledPart } from './settled-orders';
import { AfterSalesCase, CaseLine } from './case.entity';
import { LineRoom } from './line-room';
import { RecallPrecedence } from './recall-precedence';

/** Gives every buyer of recalled lots his case, and its money once the recall is confirmed. Under the orders' locks. */
@Injectable()
export class RecallCases {
  constructor(
    private readonly book: CaseBook,
    private readonly orders: SettledOrders,
    private readonly room: LineRoom,
    private readonly precedence: RecallPrecedence,
    private readonly effect: CaseEffect,
    private readonly desk: CaseDesk,
  ) {}

  /** Adds to the order's case of the recall what is settled of its lots and not there yet; null: nothing is. */
  async open(tx: Tx, recallId: string, orderId: string): Promise<AfterSalesCase | null> {
    const order = await this.orders.find(tx, orderId);
    const parts = order ? await this.recalledParts(tx, recallId, orderId) : [];
    if (!order || parts.length === 0) return null;
    const ids = parts.map(({ settlementLineId }) => settlementLineId);
    await this.precedence.take(tx, ids);
    const left = await this.room.left(tx, ids);
    const known = await tx.manager.findOneBy(AfterSalesCase, { recallId, orderId });
    const one = known ?? {
      ...newCase(tx, order, await this.orders.nextNumber(tx), 'RECALL'),
      recallId,
      openedBy: null,
      dueOn: null,
    };
    const lines = parts.flatMap((part) => lineOf(one.id, part, left.get(part.settlementLineId) ?? 0n));
    if (lines.length === 0) return null;
    if (known) await tx.add(CaseLine, lines);
    else {
      await this.book.add(tx, one, lines, { actor: null });
      await this.desk.tell(tx, one, ['BUYER', 'SUPPLIER'], 'CASE_OPENED');
    }
    return one;
  }

  /** The platform has confirmed the recall: all of the case is refunded, without the supplier's answer. */
  async refund(tx: Tx, one: AfterSalesCase): Promise<void> {
    const given = givenOf(one, await this.book.lines(tx, one.id));
    const confirmed = await this.book.move(tx, one, 'confirmRecall', { actor: null });
    await this.desk.tell(tx, confirmed, ['BUYER', 'SUPPLIER'], 'CASE_ARBITRATED');
    await this.effect.refund(tx, confirmed, given, null);
  }

  /** It stays so until the transaction ends: whoever confirms waits, and finds the case. */
  async stateOf(tx: Tx, recallId: string): Promise<RecallState | null> {
    const [row] = await tx.query<{ state: RecallState }>(
      'SELECT state FROM lot_recalls WHERE id = $1 FOR SHARE',
      [recallId],
    );
    return row?.state ?? null;
  }

  private async recalledParts(tx: Tx, recallId: string, orderId: string): Promise<SettledPart[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT s.id FROM settlement_lines s JOIN order_lines l ON l.id = s.order_line_id
         JOIN lot_recall_lots r ON r.lot_id = l.lot_id AND r.recall_id = $1
        WHERE s.order_id = $2 AND NOT EXISTS (SELECT FROM aftersales_case_lines k JOIN aftersales_cases c ON c.id = k.case_id
          WHERE k.settlement_line_id = s.id AND c.recall_id = $1)`,
      [recallId, orderId],
    );
    const wanted = new Set(rows.map(({ id }) => id));
    return (await this.orders.parts(tx, orderId)).filter((part) => wanted.has(part.settlementLineId));
  }
}

function lineOf(caseId: string, part: SettledPart, leftFen: bigint): CaseLine[] {
  if (leftFen <= 0n) return [];
  const claimed = { claimedFen: leftFen, claimedBase: part.acceptedBase, liveFen: leftFen };
  return [{ ...newLine(randomUUID(), caseId, part), ...claimed }];
}
