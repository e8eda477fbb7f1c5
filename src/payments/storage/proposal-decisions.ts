import { Injectable, type Type } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { isSamePerson } from '../../organizations/index';
import { Audit, type Actor, type AuditRow, type Tx } from '../../platform/index';
import { paymentsRefusals } from '../domain/payments.refusals';
import {
  custodyAccountStates,
  recordedReceiptStates,
  suspenseMatchStates,
  suspenseReturnStates,
  type ProposalState,
  type ProposalVerb,
} from '../domain/proposal.states';
import { CustodyAccountProposal } from './custody-account-proposal.entity';
import { FinanceTasks, type FinanceTask } from './finance-tasks';
import { RecordedReceipt } from './recorded-receipt.entity';
import { SuspenseMatch } from './suspense-match.entity';
import { SuspenseReturn } from './suspense-return.entity';

export interface Proposal {
  id: string;
  state: ProposalState;
  proposedBy: string;
  decidedBy: string | null;
  decidedAt: Date | null;
  version: number;
}

/** A kind of proposal: its row, its task, its subject in the audit, its states. */
export interface ProposalKind<P extends Proposal> {
  readonly entity: Type<P>;
  readonly task: FinanceTask;
  readonly subjectKind: string;
  readonly states: typeof suspenseMatchStates;
}

/** What a member says of the proposal as he saw it. */
interface Decision<P extends Proposal> {
  readonly verb: ProposalVerb;
  readonly proposal: P;
  readonly expectedVersion: number;
  readonly path: RefusalPath;
}

/** For the audit; and what else of the proposal the decision settles. */
type Noted<P> = Pick<AuditRow, 'reason' | 'data'> & { readonly also?: Partial<P> };

export const SUSPENSE_MATCH: ProposalKind<SuspenseMatch> = {
  entity: SuspenseMatch,
  task: 'CONFIRM_SUSPENSE_MATCH',
  subjectKind: 'SuspenseMatch',
  states: suspenseMatchStates,
};
export const SUSPENSE_RETURN: ProposalKind<SuspenseReturn> = {
  entity: SuspenseReturn,
  task: 'CONFIRM_SUSPENSE_RETURN',
  subjectKind: 'SuspenseReturn',
  states: suspenseReturnStates,
};
export const RECORDED_RECEIPT: ProposalKind<RecordedReceipt> = {
  entity: RecordedReceipt,
  task: 'CONFIRM_RECEIPT',
  subjectKind: 'RecordedReceipt',
  states: recordedReceiptStates,
};
export const CUSTODY_ACCOUNT: ProposalKind<CustodyAccountProposal> = {
  entity: CustodyAccountProposal,
  task: 'CONFIRM_CUSTODY_ACCOUNT',
  subjectKind: 'CustodyAccount',
  states: custodyAccountStates,
};

/** What one member of finance proposes another decides: four eyes on money. */
@Injectable()
export class ProposalDecisions {
  constructor(
    private readonly tasks: FinanceTasks,
    private readonly audit: Audit,
  ) {}

  /**
   * Confirmed by another than the proposer, rejected by another or withdrawn by himself: refuses STALE_VERSION, what is
   * decided already, and FOUR_EYES. What follows happens in `effect`, which may refuse, too, and says what to note.
   */
  async decide<P extends Proposal>(
    tx: Tx,
    actor: Actor,
    { entity, task, subjectKind, states }: ProposalKind<P>,
    { verb, proposal, expectedVersion, path }: Decision<P>,
    effect: () => Noted<P> | Promise<Noted<P>>,
  ): Promise<void> {
    const { id: subjectId, state: fromState, proposedBy } = proposal;
    tx.expectVersion(proposal, expectedVersion);
    const state = states.next(fromState, verb);
    if (verb === 'confirm' && (await isSamePerson(tx, actor.memberId, [proposedBy])))
      refuse(paymentsRefusals.FOUR_EYES(path));
    const { also, ...noted } = await effect();
    const decision: Partial<Proposal> = { ...also, state, decidedBy: actor.memberId, decidedAt: tx.at };
    await tx.change<Proposal>(entity, proposal, decision);
    await this.tasks.close(tx, task, subjectId);
    const action = `${verb}${subjectKind}`;
    const subject = { subjectKind, subjectId };
    await this.audit.record(tx, { actor, action, ...subject, fromState, toState: state, ...noted });
  }
}
