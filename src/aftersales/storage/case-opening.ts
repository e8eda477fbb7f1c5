import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Refused, refuse, type Refusal } from '../../../libs/workflow/src/index';
import type { MoneyText, QuantityText } from '../../../libs/money/src/index';
import type { Actor, Tx } from '../../platform/index';
import { baseOf, fenOf } from '../domain/case-amounts';
import { namesQuantity, type OpenedKind } from '../domain/case-kinds';
import { caseRefusals } from '../domain/case.refusals';
import { CaseBook } from './case-book';
import { CaseDays } from './case-days';
import type { Said } from './case-files';
import { newCase, newLine, SettledOrders, type SettledOrder, type SettledPart } from './settled-orders';
import type { AfterSalesCase, CaseLine } from './case.entity';
import { LineRoom } from './line-room';

export interface ClaimedPart {
  readonly settlementLineId: string;
  readonly amount: MoneyText;
  readonly quantity?: QuantityText | null;
}

/** Opens what a buyer claims, under his order's lock: of two claims of one line the second sees what is left. */
@Injectable()
export class CaseOpening {
  constructor(
    private readonly book: CaseBook,
    private readonly orders: SettledOrders,
    private readonly room: LineRoom,
    private readonly days: CaseDays,
  ) {}

  async open(
    tx: Tx,
    actor: Actor,
    order: SettledOrder,
    kind: OpenedKind,
    parts: readonly ClaimedPart[],
    said: Said,
  ): Promise<AfterSalesCase> {
    const settled = await this.orders.parts(tx, order.id);
    const chosen = choose(parts, settled);
    for (const [index, { acceptedAt }] of chosen.entries())
      await this.days.requireInTime(tx, kind, { acceptedAt, settledOn: order.settledOn }, [
        'lines',
        index,
        'settlementLineId',
      ]);
    const one: AfterSalesCase = {
      ...newCase(tx, order, await this.orders.nextNumber(tx), kind),
      openedBy: actor.memberId,
      dueOn: await this.days.until(tx, 'CASE_REPLY_DAYS'),
    };
    const lines = await this.linesOf(tx, one, parts, chosen);
    await this.book.add(tx, one, lines, { actor, said });
    return one;
  }

  private async linesOf(
    tx: Tx,
    { id, kind }: AfterSalesCase,
    parts: readonly ClaimedPart[],
    chosen: readonly SettledPart[],
  ): Promise<CaseLine[]> {
    const left = await this.room.left(
      tx,
      chosen.map(({ settlementLineId }) => settlementLineId),
    );
    const refusals: Refusal[] = [];
    const lines: CaseLine[] = [];
    for (const [index, part] of chosen.entries()) {
      const path = ['lines', index];
      const said = parts[index];
      if (!said) continue;
      const claimedFen = fenOf(said.amount, [...path, 'amount']);
      const leftFen = left.get(part.settlementLineId) ?? 0n;
      if (claimedFen === 0n) refusals.push(caseRefusals.CASE_AMOUNT_ZERO([...path, 'amount']));
      if (claimedFen > leftFen)
        refusals.push(caseRefusals.CASE_AMOUNT_ABOVE_LINE({ leftFen }, [...path, 'amount']));
      const claimedBase = said.quantity
        ? baseOf(said.quantity, part.displayUnit, [...path, 'quantity'])
        : null;
      if (namesQuantity(kind) && !claimedBase)
        refusals.push(caseRefusals.CASE_QUANTITY_MISSING([...path, 'quantity']));
      if ((claimedBase ?? 0n) > (await this.room.leftBase(tx, part.settlementLineId)))
        refusals.push(caseRefusals.CASE_QUANTITY_ABOVE_ACCEPTED([...path, 'quantity']));
      lines.push({
        ...newLine(randomUUID(), id, part),
        claimedFen,
        claimedBase: claimedBase || null,
        liveFen: claimedFen,
      });
    }
    if (refusals.length > 0) throw new Refused(refusals);
    return lines;
  }
}

/** The settled lines named, each once. */
function choose(parts: readonly ClaimedPart[], settled: readonly SettledPart[]): SettledPart[] {
  if (parts.length === 0) refuse(caseRefusals.CASE_LINES_MISSING(['lines']));
  const ids = parts.map(({ settlementLineId }) => settlementLineId);
  if (new Set(ids).size < ids.length) refuse(caseRefusals.CASE_LINE_REPEATED(['lines']));
  return ids.map(
    (id, index) =>
      settled.find(({ settlementLineId }) => settlementLineId === id) ??
      refuse(caseRefusals.CASE_LINE_UNKNOWN(['lines', index, 'settlementLineId'])),
  );
}
