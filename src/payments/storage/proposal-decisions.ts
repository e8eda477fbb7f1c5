import { Injectable, type Type } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Audit, type Actor, type Tx } from '../../platform/index';
import { custodyAccountStates } from '../domain/custody-account.states';
import { paymentsRefusals } from '../domain/payments.refusals';
import { suspenseMatchStates } from '../domain/suspense-match.states';
import { suspenseReturnStates } from '../domain/suspense-return.states';
import { CustodyAccountProposal } from './custody-account-proposal.entity';
import { FinanceTasks, type FinanceTask } from './finance-tasks';
import { SuspenseMatch } from './suspense-match.entity';
import { SuspenseReturn } from './suspense-return.entity';

type State = 'PROPOSED' | 'CONFIRMED' | 'REJECTED';
type Verb = 'confirm' | 'reject';

interface Proposal {
  id: string;
  state: State;
  proposedBy: string;
  decidedBy: string | null;
  decidedAt: Date | null;
  version: number;
}

interface Kind<P extends Proposal> {
  readonly entity: Type<P>;
  readonly task: FinanceTask;
  readonly subjectKind: string;
  readonly states: { next(from: State, verb: Verb): State };
}

export const SUSPENSE_MATCH: Kind<SuspenseMatch> = {
  entity: SuspenseMatch,
  task: 'CONFIRM_SUSPENSE_MATCH',
  subjectKind: 'SuspenseMatch',
  states: suspenseMatchStates,
};
export const SUSPENSE_RETURN: Kind<SuspenseReturn> = {
  entity: SuspenseReturn,
  task: 'CONFIRM_SUSPENSE_RETURN',
  subjectKind: 'SuspenseReturn',
  states: suspenseReturnStates,
};
export const CUSTODY_ACCOUNT: Kind<CustodyAccountProposal> = {
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

  /** The state after another than the proposer confirms: refuses STALE_VERSION, what is decided already, and FOUR_EYES. */
  confirmed<P extends Proposal>(
    tx: Tx,
    actor: Actor,
    kind: Kind<P>,
    seen: { proposal: P; expectedVersion: number; path: RefusalPath },
  ): State {
    const { proposal, expectedVersion, path } = seen;
    tx.expectVersion(proposal, expectedVersion);
    const state = kind.states.next(proposal.state, 'confirm');
    if (proposal.proposedBy === actor.memberId) refuse(paymentsRefusals.FOUR_EYES(path));
    return state;
  }

  /** By another, or withdrawn by the proposer himself. */
  async reject<P extends Proposal>(
    tx: Tx,
    actor: Actor,
    kind: Kind<P>,
    seen: { proposal: P; expectedVersion: number; action: string; data: Readonly<Record<string, string>> },
  ): Promise<void> {
    const { proposal, expectedVersion, action, data } = seen;
    tx.expectVersion(proposal, expectedVersion);
    const state = kind.states.next(proposal.state, 'reject');
    await this.decide(tx, actor, kind, proposal, state);
    await this.audit.record(tx, {
      actor,
      action,
      subjectKind: kind.subjectKind,
      subjectId: proposal.id,
      fromState: proposal.state,
      toState: state,
      data,
    });
  }

  async decide<P extends Proposal>(
    tx: Tx,
    actor: Actor,
    kind: Kind<P>,
    proposal: P,
    state: State,
  ): Promise<void> {
    const decision: Partial<Proposal> = { state, decidedBy: actor.memberId, decidedAt: tx.at };
    await tx.change<Proposal>(kind.entity, proposal, decision);
    await this.tasks.close(tx, kind.task, proposal.id);
  }
}
