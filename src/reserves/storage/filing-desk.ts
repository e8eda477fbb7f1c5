import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Notices, Organizations, Role, SamePerson, Tasks, describeWork } from '../../organizations/index';
import { coordinatorOf } from '../../pairing/index';
import { notFound, type Actor, type Tx } from '../../platform/index';
import { reserveRefusals } from '../domain/reserve.refusals';
import { ReserveFiling } from './reserve-filing.entity';

const CONFIRM = 'CONFIRM_RESERVE_FILING';
const CONFIRMED = 'RESERVE_FILING_CONFIRMED';
const RETURNED = 'RESERVE_FILING_RETURNED';
describeWork({
  [CONFIRM]: { zh: '确认下属单位的预留份额填报', en: 'Confirm a unit’s reserve filing' },
  [CONFIRMED]: { zh: '预留份额填报已确认', en: 'The reserve filing is confirmed' },
  [RETURNED]: {
    zh: '预留份额填报已退回，请修改后重新填报',
    en: 'The reserve filing was returned: mend and file again',
  },
});

/** Filings as they wait for their supervising unit and are decided by it. */
@Injectable()
export class FilingDesk {
  constructor(
    private readonly organizations: Organizations,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly persons: SamePerson,
  ) {}

  async add(tx: Tx, filing: ReserveFiling, unionUnitIds: readonly string[]): Promise<void> {
    await tx.add(ReserveFiling, filing);
    await tx.query(
      'INSERT INTO reserve_filing_unions (filing_id, unit_id) SELECT $1, unit FROM unnest($2::uuid[]) unit',
      [filing.id, [...new Set(unionUnitIds)]],
    );
    const supervisor = await this.organizations.find(tx, filing.supervisingId);
    const office = supervisor?.kind === 'COLLABORATION_OFFICE';
    const role = office ? coordinatorOf(supervisor.regionCode) : Role.BUYER_APPROVER;
    await this.tasks.open(tx, {
      organizationId: filing.supervisingId,
      role,
      kind: CONFIRM,
      ...subject(filing),
    });
  }

  /** For its supervising unit; the unit itself is told it cannot, to everybody else it is not there. */
  async lockForSupervisor(tx: Tx, actor: Actor, id: string, expectedVersion: number): Promise<ReserveFiling> {
    const filing = await tx.manager.findOne(ReserveFiling, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!filing || ![filing.supervisingId, filing.unitId].includes(actor.organizationId))
      throw notFound(['filingId']);
    tx.expectVersion(filing, expectedVersion);
    const same = await this.persons.isAmong(tx, actor.memberId, [filing.filedBy]);
    if (actor.organizationId !== filing.supervisingId || same) refuse(reserveRefusals.SUPERVISOR_ONLY());
    if (filing.state !== 'FILED') refuse(reserveRefusals.FILING_DECIDED());
    return filing;
  }

  async decided(tx: Tx, filing: ReserveFiling): Promise<void> {
    await this.tasks.close(tx, subject(filing));
    await this.notices.send(tx, {
      organizationId: filing.unitId,
      kind: filing.state === 'RETURNED' ? RETURNED : CONFIRMED,
      ...subject(filing),
      data: { year: String(filing.year) },
    });
  }
}

const subject = ({ id }: Pick<ReserveFiling, 'id'>) => ({ subjectKind: 'ReserveFiling', subjectId: id });
