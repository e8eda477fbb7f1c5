import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { SamePerson } from '../../organizations/index';
import type { Actor, Tx } from '../../platform/index';
import { grantsAll, readGiven, totalOf, type GivenLine, type SaidLine } from '../domain/case-amounts';
import { caseRefusals } from '../domain/case.refusals';
import { caseStates } from '../domain/case.states';
import { CaseBook } from './case-book';
import { CaseDays } from './case-days';
import { CaseDesk } from './case-desk';
import { CaseEffect } from './case-effect';
import type { Said } from './case-files';
import type { AfterSalesCase, CaseLine } from './case.entity';

interface Reply {
  readonly actor: Actor;
  readonly said: Said;
}

/** What both sides agree on needs no award. */
export const NO_AWARD = { awardProposedBy: null, awardProposedAt: null } as const;

/** What the supplier answers, and what of it is agreed. */
@Injectable()
export class CaseReplies {
  constructor(
    private readonly book: CaseBook,
    private readonly days: CaseDays,
    private readonly effect: CaseEffect,
    private readonly desk: CaseDesk,
    private readonly samePerson: SamePerson,
  ) {}

  async offer(
    tx: Tx,
    one: AfterSalesCase,
    { actor, said, lines: asked }: Reply & { readonly lines: readonly SaidLine[] },
  ): Promise<void> {
    await this.requireAnother(tx, one, actor);
    const lines = await this.book.lines(tx, one.id);
    const given = readGiven(asked, lines);
    if (totalOf(given) === 0n) refuse(caseRefusals.OFFER_EMPTY(['lines']));
    const all = grantsAll(given, lines, one.kind === 'RETURN');
    // Looked up before anything is written: a step that is not possible is refused for that.
    caseStates.next(one.state, all ? 'grant' : 'reply', ['caseId']);
    for (const { id, fen, returnBase } of given)
      await this.book.changeLine(tx, id, { offeredFen: fen, offeredReturnBase: returnBase });
    if (all) await this.grant(tx, one, given, { actor, said });
    else await this.reply(tx, one, true, { actor, said });
  }

  /** Takes back what was offered before. */
  async contest(tx: Tx, one: AfterSalesCase, reply: Reply): Promise<void> {
    caseStates.next(one.state, 'reply', ['caseId']);
    for (const { id } of await this.book.lines(tx, one.id))
      await this.book.changeLine(tx, id, { offeredFen: null, offeredReturnBase: null });
    await this.reply(tx, one, false, reply);
  }

  /** What stands as the supplier's offer; refuses NO_OFFER where there is none. */
  async offered(tx: Tx, one: AfterSalesCase): Promise<GivenLine[]> {
    if (one.offered !== true) refuse(caseRefusals.NO_OFFER(['caseId']));
    return (await this.book.lines(tx, one.id)).map(offeredOf);
  }

  private async grant(tx: Tx, one: AfterSalesCase, given: readonly GivenLine[], by: Reply): Promise<void> {
    const changes = { ...NO_AWARD, offered: true, ...(await this.effect.changesFor(tx, one, given)) };
    const agreed = await this.book.move(tx, one, 'grant', { ...by, changes });
    await this.desk.tell(tx, agreed, ['BUYER'], 'CASE_AGREED');
    await this.effect.carryOut(tx, agreed, given, by.actor);
  }

  /** While the platform arbitrates, its day stays: an answer does not stop its clock. */
  private async reply(tx: Tx, one: AfterSalesCase, offered: boolean, by: Reply): Promise<void> {
    const dueOn = one.state === 'ESCALATED' ? one.dueOn : await this.days.until(tx, 'CASE_ANSWER_DAYS');
    const changes = { offered, ...(dueOn === one.dueOn ? {} : { dueOn }) };
    const answered = await this.book.move(tx, one, 'reply', { ...by, changes });
    const told = answered.state === 'ESCALATED' ? (['BUYER', 'PLATFORM'] as const) : (['BUYER'] as const);
    await this.desk.tell(tx, answered, told, 'CASE_ANSWERED');
  }

  /** Nobody grants what he claimed himself, under whatever account. */
  private async requireAnother(tx: Tx, one: AfterSalesCase, actor: Actor): Promise<void> {
    const opener = one.openedBy === null ? [] : [one.openedBy];
    if (await this.samePerson.isAmong(tx, actor.memberId, opener))
      refuse(caseRefusals.CASE_FOUR_EYES(['caseId']));
  }
}

export const offeredOf = ({ id, offeredFen, offeredReturnBase }: CaseLine): GivenLine => ({
  id,
  fen: offeredFen ?? 0n,
  returnBase: offeredReturnBase ?? 0n,
});
