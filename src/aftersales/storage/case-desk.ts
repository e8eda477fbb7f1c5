import { Injectable } from '@nestjs/common';
import { Notices, Organizations, Tasks, type NewTask, type Role } from '../../organizations/index';
import { addDays, startOfBusinessDate, type Tx } from '../../platform/index';
import type { CaseWork } from '../domain/case-work';
import type { AfterSalesCase } from './case.entity';

export type ToldSide = 'BUYER' | 'SUPPLIER' | 'PLATFORM';

interface Waiting {
  readonly who: ToldSide;
  readonly role: Role;
  readonly kind: CaseWork;
}

export const caseSubject = ({ id }: Pick<AfterSalesCase, 'id'>) => ({
  subjectKind: 'AfterSalesCase',
  subjectId: id,
});

/** Who acts next, and who is told. */
@Injectable()
export class CaseDesk {
  constructor(
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly organizations: Organizations,
  ) {}

  async refresh(tx: Tx, one: AfterSalesCase): Promise<void> {
    await this.tasks.close(tx, caseSubject(one));
    const tasks: NewTask[] = [];
    for (const { who, role, kind } of waitingFor(one))
      for (const organizationId of await this.organizationsOf(tx, one, who))
        tasks.push({ organizationId, role, kind, ...caseSubject(one), dueAt: endOf(one.dueOn) });
    if (tasks.length > 0) await this.tasks.openAll(tx, tasks);
  }

  async tell(tx: Tx, one: AfterSalesCase, sides: readonly ToldSide[], kind: CaseWork): Promise<void> {
    for (const side of sides)
      for (const organizationId of await this.organizationsOf(tx, one, side))
        await this.notices.send(tx, { organizationId, kind, ...caseSubject(one) });
  }

  /** Reminds whom the case waits for. */
  async remind(tx: Tx, one: AfterSalesCase): Promise<void> {
    await this.tell(tx, one, [...new Set(waitingFor(one).map(({ who }) => who))], 'CASE_REMINDER');
  }

  private async organizationsOf(tx: Tx, one: AfterSalesCase, side: ToldSide): Promise<string[]> {
    if (side === 'PLATFORM') return this.organizations.platformOperations(tx);
    return [side === 'BUYER' ? one.buyerId : one.supplierId];
  }
}

/** Nobody for a recall's case: there one decision is taken for all of them. */
function waitingFor(one: AfterSalesCase): Waiting[] {
  const ofState = {
    OPEN: one.kind === 'RECALL' ? null : waiting('SUPPLIER', 'SUPPLIER', 'ANSWER_CASE'),
    SUPPLIER_REPLY: waiting('BUYER', 'BUYER_CLERK', 'ANSWER_CASE_OFFER'),
    ESCALATED: waiting(
      'PLATFORM',
      'PLATFORM_OPS',
      one.awardProposedBy ? 'DECIDE_CASE_AWARD' : 'ARBITRATE_CASE',
    ),
    AGREED: returning(one),
    ARBITRATED: returning(one),
    CLOSED: null,
    WITHDRAWN: null,
  }[one.state];
  const owner = one.state === 'ESCALATED' && one.late;
  return [
    ...(ofState ? [ofState] : []),
    ...(owner ? [waiting('PLATFORM', 'ORG_ADMIN', 'CHASE_CASE_ARBITRATION')] : []),
  ];
}

/** While a day is set, goods have still to be sent back or received. */
function returning({ dueOn, returnSentAt }: AfterSalesCase): Waiting | null {
  if (dueOn === null) return null;
  return returnSentAt
    ? waiting('SUPPLIER', 'SUPPLIER', 'RECEIVE_CASE_RETURN')
    : waiting('BUYER', 'BUYER_CLERK', 'SEND_CASE_RETURN');
}

const waiting = (who: ToldSide, role: Role, kind: CaseWork): Waiting => ({ who, role, kind });

const endOf = (dueOn: string | null) => (dueOn === null ? null : startOfBusinessDate(addDays(dueOn, 1)));
