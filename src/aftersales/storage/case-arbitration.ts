import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { SamePerson } from '../../organizations/index';
import { addDays, businessDateOf, type Actor, type Tx } from '../../platform/index';
import { readGiven, type SaidLine } from '../domain/case-amounts';
import { caseRefusals } from '../domain/case.refusals';
import { caseStates } from '../domain/case.states';
import { CaseBook } from './case-book';
import { CaseDays } from './case-days';
import { CaseDesk } from './case-desk';
import { CaseEffect } from './case-effect';
import type { Said } from './case-files';
import { CaseLine, type AfterSalesCase } from './case.entity';

interface Word {
  readonly actor: Actor;
  readonly said: Said;
}

/** 仲裁: one person of the platform proposes what each line gets, another decides; nobody who spoke for a side does either. */
@Injectable()
export class CaseArbitration {
  constructor(
    private readonly book: CaseBook,
    private readonly days: CaseDays,
    private readonly desk: CaseDesk,
    private readonly effect: CaseEffect,
    private readonly samePerson: SamePerson,
  ) {}

  async propose(
    tx: Tx,
    one: AfterSalesCase,
    { actor, said, lines }: Word & { readonly lines: readonly SaidLine[] },
  ): Promise<void> {
    caseStates.next(one.state, 'proposeAward', ['caseId']);
    if (one.awardProposedBy !== null) refuse(caseRefusals.AWARD_PROPOSED_ALREADY(['caseId']));
    await this.requireHeard(tx, one);
    await this.requireNoSide(tx, one, actor);
    for (const { id, fen, returnBase } of readGiven(lines, await this.book.lines(tx, one.id)))
      await this.book.changeLine(tx, id, { awardedFen: fen, awardedReturnBase: returnBase });
    const changes = { awardProposedBy: actor.memberId, awardProposedAt: tx.at };
    await this.book.move(tx, one, 'proposeAward', { actor, said, changes });
  }

  async confirm(tx: Tx, one: AfterSalesCase, actor: Actor): Promise<void> {
    const given = (await this.book.lines(tx, one.id)).map(awardedOf);
    const changes = { awardDecidedBy: actor.memberId, ...(await this.effect.changesFor(tx, one, given)) };
    const decided = await this.book.move(tx, one, 'confirmAward', { actor, changes });
    await this.desk.tell(tx, decided, ['BUYER', 'SUPPLIER'], 'CASE_ARBITRATED');
    await this.effect.carryOut(tx, decided, given, actor);
  }

  /** Neither who proposed it decides, nor who spoke for a side, under whatever account. */
  async requireAnother(tx: Tx, one: AfterSalesCase, actor: Actor): Promise<void> {
    if (await this.samePerson.isAmong(tx, actor.memberId, [requireProposed(one)]))
      refuse(caseRefusals.CASE_FOUR_EYES(['caseId']));
    await this.requireNoSide(tx, one, actor);
  }

  async reject(tx: Tx, one: AfterSalesCase, word: Word): Promise<void> {
    requireProposed(one);
    await tx.manager.update(CaseLine, { caseId: one.id }, { awardedFen: null, awardedReturnBase: null });
    const changes = { awardProposedBy: null, awardProposedAt: null };
    await this.book.move(tx, one, 'rejectAward', { ...word, changes });
  }

  /** Both have spoken since it came before the platform, or had the days of the dated rule to. */
  private async requireHeard(tx: Tx, { id, escalatedAt }: AfterSalesCase): Promise<void> {
    if (escalatedAt === null) return;
    const on = businessDateOf(escalatedAt);
    const from = addDays(on, await this.days.of(tx, 'CASE_HEARING_DAYS', on));
    if (businessDateOf(tx.at) >= from) return;
    const [heard] = await tx.query<{ sides: number }>(
      `SELECT count(DISTINCT side)::int AS sides FROM aftersales_case_steps
        WHERE case_id = $1 AND side IN ('BUYER', 'SUPPLIER') AND words IS NOT NULL
          AND position >= (SELECT max(position) FROM aftersales_case_steps
                            WHERE case_id = $1 AND verb IN ('escalate', 'escalateByTime', 'receiveShort'))`,
      [id],
    );
    if ((heard?.sides ?? 0) < 2) refuse(caseRefusals.CASE_HEARING_OPEN({ from }, ['caseId']));
  }

  private async requireNoSide(tx: Tx, { id }: AfterSalesCase, actor: Actor): Promise<void> {
    const spoke = await tx.query<{ id: string }>(
      `SELECT DISTINCT member_id AS id FROM aftersales_case_steps WHERE case_id = $1 AND side IN ('BUYER', 'SUPPLIER')`,
      [id],
    );
    const members = spoke.map((one) => one.id);
    if (await this.samePerson.isAmong(tx, actor.memberId, members))
      refuse(caseRefusals.CASE_FOUR_EYES(['caseId']));
  }
}

function requireProposed({ awardProposedBy }: AfterSalesCase): string {
  return awardProposedBy ?? refuse(caseRefusals.NO_AWARD_PROPOSED(['caseId']));
}

const awardedOf = ({ id, awardedFen, awardedReturnBase }: CaseLine) => ({
  id,
  fen: awardedFen ?? 0n,
  returnBase: awardedReturnBase ?? 0n,
});
