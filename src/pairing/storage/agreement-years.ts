import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { SamePerson } from '../../organizations/index';
import { Audit, businessDateOf, notFound, type Actor, type Tx } from '../../platform/index';
import { agreementStates } from '../domain/agreement.states';
import { partyOf } from '../domain/office';
import { agreementRefusals, pairingRefusals } from '../domain/pairing.refusals';
import type { Side } from '../domain/pairing.states';
import { AgreementWork } from './agreement-work';
import { AgreementsRepository } from './agreements.repository';
import { AnnualAgreement } from './annual-agreement.entity';

interface Step {
  readonly agreementId: string;
  readonly expectedVersion: number;
  readonly statement?: string;
}

/** What becomes of an agreement after its year: each step once, by whom it belongs to, kept for ever. */
@Injectable()
export class AgreementYears {
  constructor(
    private readonly agreements: AgreementsRepository,
    private readonly work: AgreementWork,
    private readonly audit: Audit,
    private readonly persons: SamePerson,
  ) {}

  async ofParty(
    tx: Tx,
    actor: Actor,
    step: Step,
    verb: 'cutOff' | 'selfReport' | 'crossCheck',
  ): Promise<{ agreementId: string }> {
    const agreement = await this.agreements.lockFor(tx, actor, step.agreementId);
    tx.expectVersion(agreement, step.expectedVersion);
    const side = partyOf(actor, agreement) ?? refuse(pairingRefusals.NOT_YOUR_SIDE());
    const state = agreementStates.next(agreement.state, verb);
    if (verb === 'cutOff') await this.requireDue(tx, agreement);
    if (verb === 'crossCheck') await this.requireOther(tx, actor, agreement.id, side);
    return this.take(tx, actor, { agreement, state, side, verb, statement: step.statement ?? null });
  }

  async ofPlatform(
    tx: Tx,
    actor: Actor,
    step: Step,
    verb: 'assess' | 'archive',
  ): Promise<{ agreementId: string }> {
    const agreement = await tx.manager.findOne(AnnualAgreement, {
      where: { id: step.agreementId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!agreement) throw notFound(['agreementId']);
    tx.expectVersion(agreement, step.expectedVersion);
    const state = agreementStates.next(agreement.state, verb);
    return this.take(tx, actor, { agreement, state, side: null, verb, statement: step.statement ?? null });
  }

  private async take(
    tx: Tx,
    actor: Actor,
    { agreement, state, side, verb, statement }: Taken,
  ): Promise<{ agreementId: string }> {
    await tx.query(
      `INSERT INTO agreement_year_steps (agreement_id, state, side, member_id, organization_id, statement, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [agreement.id, state, side, actor.memberId, actor.organizationId, statement, tx.at],
    );
    const after = await tx.change(AnnualAgreement, agreement, { state });
    await this.work.yearStep(tx, after, side);
    await this.audit.record(tx, {
      actor,
      action: `${verb}Agreement`,
      subjectKind: 'AnnualAgreement',
      subjectId: agreement.id,
      fromState: agreement.state,
      toState: state,
      data: side ? { side } : {},
    });
    return { agreementId: agreement.id };
  }

  private async requireDue(tx: Tx, agreement: AnnualAgreement): Promise<void> {
    const open = await tx.query(
      `SELECT FROM commitment_targets WHERE agreement_id = $1 AND draft_number = $2 AND due_on >= $3 LIMIT 1`,
      [agreement.id, agreement.inForceDraft, businessDateOf(tx.at)],
    );
    if (open.length > 0) refuse(agreementRefusals.YEAR_NOT_OVER());
  }

  /** I18: of the side that did not report, and another person, whatever account he reported with. */
  private async requireOther(tx: Tx, actor: Actor, agreementId: string, side: Side): Promise<void> {
    const [report] = await tx.query<{ side: Side; member: string }>(
      `SELECT side, member_id AS member FROM agreement_year_steps WHERE agreement_id = $1 AND state = 'SELF_REPORTED'`,
      [agreementId],
    );
    if (!report) return;
    if (report.side === side) refuse(agreementRefusals.REPORTED_BY_YOUR_SIDE());
    if (await this.persons.isAmong(tx, actor.memberId, [report.member]))
      refuse(agreementRefusals.SAME_PERSON_SIGNS());
  }
}

interface Taken {
  readonly agreement: AnnualAgreement;
  readonly state: AnnualAgreement['state'];
  readonly side: Side | null;
  readonly verb: string;
  readonly statement: string | null;
}
