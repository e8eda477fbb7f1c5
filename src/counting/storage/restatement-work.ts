import { Injectable } from '@nestjs/common';
import { Notices, Tasks, describeWork } from '../../organizations/index';
import { AgreementParties, type AgreementFacts } from '../../pairing/index';
import type { Tx } from '../../platform/index';
import type { CountingRestatement } from './counting-restatement.entity';
import { ProvinceParties } from './province-parties';

const SIGN = 'SIGN_COUNTING_RESTATEMENT';
const RESTATED = 'COUNTING_PERIOD_RESTATED';
const WITHDRAWN = 'COUNTING_RESTATEMENT_WITHDRAWN';
describeWork({
  [SIGN]: { zh: '核对并签署统计期重述', en: 'Read and sign the restatement of a locked month' },
  [RESTATED]: { zh: '已锁定的统计期经双方省级重述', en: 'A locked month was restated by both provinces' },
  [WITHDRAWN]: { zh: '统计期重述已撤回', en: 'The restatement of a month was withdrawn' },
});

/** 待办 and notices about restatements: of the provinces, and in the end of the two sides of the agreement. */
@Injectable()
export class RestatementWork {
  constructor(
    private readonly provinces: ProvinceParties,
    private readonly parties: AgreementParties,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
  ) {}

  async toSign(tx: Tx, restatement: CountingRestatement, agreement: AgreementFacts): Promise<void> {
    for (const { organizationId, role } of await this.provinces.offices(tx, agreement))
      await this.tasks.open(tx, { organizationId, role, kind: SIGN, ...subject(restatement) });
  }

  async signedBy(tx: Tx, restatement: CountingRestatement, organizationId: string): Promise<void> {
    await this.tasks.close(tx, { kind: SIGN, ...subject(restatement), organizationId });
  }

  /** Signed by both, or withdrawn: everybody concerned is told. */
  async over(tx: Tx, restatement: CountingRestatement, agreement: AgreementFacts): Promise<void> {
    await this.tasks.close(tx, subject(restatement));
    const kind = restatement.state === 'SIGNED' ? RESTATED : WITHDRAWN;
    const provinces = await this.provinces.offices(tx, agreement);
    const sides = restatement.state === 'SIGNED' ? await this.parties.offices(tx, agreement) : [];
    const told = new Map([...provinces, ...sides].map((office) => [office.organizationId, office.role]));
    for (const [organizationId, role] of told)
      await this.notices.send(tx, {
        organizationId,
        role,
        kind,
        ...subject(restatement),
        data: { periodId: restatement.periodId },
      });
  }
}

const subject = ({ id }: CountingRestatement) => ({ subjectKind: 'CountingRestatement', subjectId: id });
