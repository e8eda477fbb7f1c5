import { Injectable } from '@nestjs/common';
import type { QuantityText } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { Events, type Actor, type Tx } from '../../platform/index';
import { baseOf, forReceived, type GivenLine } from '../domain/case-amounts';
import { CASE_GOODS_RECEIVED } from '../domain/case.events';
import { caseRefusals } from '../domain/case.refusals';
import { caseStates } from '../domain/case.states';
import { CaseBook } from './case-book';
import { CaseDays } from './case-days';
import { CaseDesk } from './case-desk';
import { CaseEffect, givenOf } from './case-effect';
import { CaseEscalating } from './case-escalating';
import type { AfterSalesCase, CaseLine } from './case.entity';

export interface ReceivedLine {
  readonly caseLineId: string;
  readonly quantity: QuantityText;
}

/** What came of one line, beside what was to come and what it is worth. */
interface Received extends GivenLine {
  readonly receivedBase: bigint;
}

/** 退货: goods of a case come back before its money goes; their lot hears of it by the case's event. */
@Injectable()
export class CaseReturns {
  constructor(
    private readonly book: CaseBook,
    private readonly days: CaseDays,
    private readonly desk: CaseDesk,
    private readonly effect: CaseEffect,
    private readonly escalating: CaseEscalating,
    private readonly events: Events,
  ) {}

  async send(
    tx: Tx,
    one: AfterSalesCase,
    actor: Actor,
    { carrier, trackingNo }: { readonly carrier: string; readonly trackingNo: string | null },
  ): Promise<void> {
    caseStates.next(one.state, 'sendReturn', ['caseId']);
    if (one.dueOn === null) refuse(caseRefusals.NO_RETURN_DUE(['caseId']));
    if (one.returnSentAt !== null) refuse(caseRefusals.RETURN_SENT_ALREADY(['caseId']));
    const changes = {
      returnSentAt: tx.at,
      returnCarrier: carrier,
      returnTrackingNo: trackingNo,
      dueOn: await this.days.until(tx, 'CASE_RETURN_RECEIPT_DAYS'),
    };
    const sent = await this.book.move(tx, one, 'sendReturn', { actor, changes });
    await this.desk.tell(tx, sent, ['SUPPLIER'], 'CASE_RETURN_SENT');
  }

  /** The supplier's weight: all of it is refunded as agreed; less is answered, or decided, anew. */
  async receive(tx: Tx, one: AfterSalesCase, actor: Actor, said: readonly ReceivedLine[]): Promise<void> {
    caseStates.next(one.state, 'receiveReturn', ['caseId']);
    if (one.dueOn === null) refuse(caseRefusals.NO_RETURN_DUE(['caseId']));
    if (one.returnSentAt === null) refuse(caseRefusals.RETURN_NOT_SENT(['caseId']));
    const lines = await this.book.lines(tx, one.id);
    const received = readReceived(said, lines, one);
    await this.write(tx, one, received);
    if (received.every(({ receivedBase, returnBase }) => receivedBase === returnBase))
      await this.complete(tx, one, 'receiveReturn', received, actor);
    else await this.short(tx, one, received, actor);
  }

  /** Nobody says that they came: they did, all of them. */
  async receiveByTime(tx: Tx, one: AfterSalesCase): Promise<void> {
    const received = givenOf(one, await this.book.lines(tx, one.id)).map((line) => ({
      ...line,
      receivedBase: line.returnBase,
    }));
    await this.write(tx, one, received);
    await this.complete(tx, one, 'receiveReturnByTime', received, null);
  }

  private async complete(
    tx: Tx,
    one: AfterSalesCase,
    verb: 'receiveReturn' | 'receiveReturnByTime',
    given: readonly GivenLine[],
    actor: Actor | null,
  ): Promise<void> {
    const changes = { dueOn: null, returnReceivedAt: tx.at };
    const received = await this.book.move(tx, one, verb, { actor, changes });
    await this.desk.tell(tx, received, ['BUYER', 'SUPPLIER'], 'CASE_RETURN_RECEIVED');
    await this.effect.refund(tx, received, given, actor);
  }

  /** What was agreed becomes an offer for what came; what was decided goes before the platform again. */
  private async short(
    tx: Tx,
    one: AfterSalesCase,
    received: readonly Received[],
    actor: Actor,
  ): Promise<void> {
    const returnReceivedAt = tx.at;
    if (one.state === 'ARBITRATED') {
      // What was offered before was for all of the goods.
      for (const { id } of received)
        await this.book.changeLine(tx, id, { offeredFen: null, offeredReturnBase: null });
      const changes = {
        returnReceivedAt,
        offered: null,
        awardProposedBy: null,
        awardProposedAt: null,
        awardDecidedBy: null,
      };
      await this.escalating.escalate(tx, one, 'receiveShort', { actor, changes });
      return;
    }
    for (const { id, fen, returnBase, receivedBase } of received)
      await this.book.changeLine(tx, id, { offeredFen: forReceived(fen, returnBase, receivedBase) });
    const changes = { returnReceivedAt, dueOn: await this.days.until(tx, 'CASE_ANSWER_DAYS') };
    const answered = await this.book.move(tx, one, 'receiveShort', { actor, changes });
    await this.desk.tell(tx, answered, ['BUYER'], 'CASE_ANSWERED');
  }

  private async write(tx: Tx, { id }: AfterSalesCase, received: readonly Received[]): Promise<void> {
    for (const line of received) await this.book.changeLine(tx, line.id, { receivedBase: line.receivedBase });
    await this.events.publish(tx, {
      stream: `case:${id}`,
      kind: CASE_GOODS_RECEIVED,
      payload: { caseId: id },
    });
  }
}

/** Every line of which goods were to come, each once and no more than was to come. */
function readReceived(
  said: readonly ReceivedLine[],
  lines: readonly CaseLine[],
  one: AfterSalesCase,
): Received[] {
  if (new Set(said.map(({ caseLineId }) => caseLineId)).size < said.length)
    refuse(caseRefusals.CASE_LINE_REPEATED(['lines']));
  const given = givenOf(one, lines);
  const amounts = new Map(
    said.map(({ caseLineId, quantity }, index) => {
      const path = ['lines', index];
      const line = lines.find(({ id }) => id === caseLineId);
      if (!line) return refuse(caseRefusals.CASE_LINE_UNKNOWN([...path, 'caseLineId']));
      const base = baseOf(quantity, line.displayUnit, [...path, 'quantity']);
      const returnBase = given.find(({ id }) => id === caseLineId)?.returnBase ?? 0n;
      if (base > returnBase) refuse(caseRefusals.RECEIVED_ABOVE_SENT([...path, 'quantity']));
      return [caseLineId, base] as const;
    }),
  );
  if (given.some(({ id, returnBase }) => returnBase > 0n && !amounts.has(id)))
    refuse(caseRefusals.CASE_LINES_INCOMPLETE(['lines']));
  return given.map((line) => ({ ...line, receivedBase: amounts.get(line.id) ?? 0n }));
}
