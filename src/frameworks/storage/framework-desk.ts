import { Injectable } from '@nestjs/common';
import { Notices, Tasks } from '../../organizations/index';
import type { Tx } from '../../platform/index';
import type { FrameworkSide, FrameworkVerb } from '../domain/framework.states';
import type { FrameworkWork } from '../domain/framework-work';
import type { FrameworkAgreement } from './framework-agreement.entity';

const BOTH: readonly FrameworkSide[] = ['BUYER', 'SUPPLIER'];
const TOLD: Partial<Record<FrameworkVerb, readonly [FrameworkWork, readonly FrameworkSide[]]>> = {
  sendBack: ['FRAMEWORK_SENT_BACK', ['BUYER']],
  accept: ['FRAMEWORK_ACTIVE', BOTH],
  exhaust: ['FRAMEWORK_EXHAUSTED', BOTH],
  replenish: ['FRAMEWORK_REPLENISHED', BOTH],
  giveNotice: ['FRAMEWORK_NOTICE_GIVEN', BOTH],
  terminate: ['FRAMEWORK_TERMINATED', BOTH],
};

/** What waits for whom on both sides, and what they are told. */
@Injectable()
export class FrameworkDesk {
  constructor(
    private readonly tasks: Tasks,
    private readonly notices: Notices,
  ) {}

  async refresh(tx: Tx, before: FrameworkAgreement | null, now: FrameworkAgreement, verb: FrameworkVerb) {
    if (before?.state !== now.state || verb === 'amend') await this.replaceTasks(tx, now, verb);
    const [kind, sides] = TOLD[verb] ?? [];
    if (kind) await this.tell(tx, now, kind, sides ?? []);
    const wasOffered = before?.state === 'SIGNED_BY_ONE';
    if (wasOffered && (verb === 'amend' || verb === 'drop'))
      await this.tell(tx, now, 'FRAMEWORK_CHANGED', ['SUPPLIER']);
    if (verb === 'expire') await this.tell(tx, now, 'FRAMEWORK_EXPIRED', now.activeSince ? BOTH : ['BUYER']);
  }

  async tell(tx: Tx, framework: FrameworkAgreement, kind: FrameworkWork, sides: readonly FrameworkSide[]) {
    await this.notices.sendAll(
      tx,
      sides.map((side) => ({
        organizationId: organizationOf(framework, side),
        kind,
        ...subjectOf(framework),
        data: { number: framework.number },
      })),
    );
  }

  /** A revision waits for both signatures. */
  async askForRevision(tx: Tx, framework: FrameworkAgreement, revisionId: string): Promise<void> {
    for (const side of BOTH)
      await this.tasks.open(tx, {
        organizationId: organizationOf(framework, side),
        role: side === 'BUYER' ? 'BUYER_APPROVER' : 'SUPPLIER',
        kind: 'SIGN_FRAMEWORK_REVISION',
        subjectKind: 'FrameworkRevision',
        subjectId: revisionId,
      });
  }

  /** One side has signed, or nobody needs to any more. */
  async revisionDone(tx: Tx, framework: FrameworkAgreement, revisionId: string, side?: FrameworkSide) {
    await this.tasks.close(tx, {
      subjectKind: 'FrameworkRevision',
      subjectId: revisionId,
      ...(side ? { organizationId: organizationOf(framework, side) } : {}),
    });
  }

  private async replaceTasks(tx: Tx, now: FrameworkAgreement, verb: FrameworkVerb): Promise<void> {
    await this.tasks.close(tx, subjectOf(now));
    if (verb === 'sendBack')
      await this.tasks.open(tx, {
        organizationId: now.buyerId,
        role: 'BUYER_CLERK',
        kind: 'MEND_FRAMEWORK_AGREEMENT',
        ...subjectOf(now),
      });
    else if (now.state === 'DRAFT' || now.state === 'SIGNED_BY_ONE')
      await this.tasks.open(tx, {
        organizationId: now.state === 'DRAFT' ? now.buyerId : now.supplierId,
        role: now.state === 'DRAFT' ? 'BUYER_APPROVER' : 'SUPPLIER',
        kind: 'SIGN_FRAMEWORK_AGREEMENT',
        ...subjectOf(now),
      });
  }
}

const organizationOf = ({ buyerId, supplierId }: FrameworkAgreement, side: FrameworkSide) =>
  side === 'BUYER' ? buyerId : supplierId;
const subjectOf = ({ id }: FrameworkAgreement) => ({ subjectKind: 'FrameworkAgreement', subjectId: id });
