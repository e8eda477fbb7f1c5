import { Injectable } from '@nestjs/common';
import { Organizations, Role, Tasks, describeWork } from '../../organizations/index';
import { AgreementParties } from '../../pairing/index';
import type { Tx } from '../../platform/index';
import type { HeldMonths } from './period-corrections';
import type { Reattribution } from './reattribution.entity';

const CONFIRM = 'CONFIRM_REATTRIBUTION';
describeWork({ [CONFIRM]: { zh: '确认归属更改', en: 'Confirm a change of attribution' } });

/** 待办 about changes of attribution: the buyer's, or once a month is closed the verifiers' of its agreement. */
@Injectable()
export class ReattributionWork {
  constructor(
    private readonly tasks: Tasks,
    private readonly parties: AgreementParties,
    private readonly organizations: Organizations,
  ) {}

  async confirmation(tx: Tx, { id, buyerId }: Pick<Reattribution, 'id' | 'buyerId'>, { closed }: HeldMonths) {
    const task = { kind: CONFIRM, subjectKind: 'Reattribution', subjectId: id };
    if (closed.length === 0)
      await this.tasks.open(tx, { ...task, organizationId: buyerId, role: Role.BUYER_APPROVER });
    const verifiers = new Set<string>();
    for (const { agreementId } of closed)
      for (const office of await this.verifiers(tx, agreementId)) verifiers.add(office);
    for (const organizationId of [...verifiers].toSorted())
      await this.tasks.open(tx, { ...task, organizationId, role: Role.VERIFIER });
  }

  /** The month was closed while wishes waited: from now on a verifier has to confirm them. */
  async handToVerifiers(tx: Tx, period: HeldMonths['closed'][number]): Promise<void> {
    const wishes = await tx.query<Pick<Reattribution, 'id' | 'buyerId'>>(
      `SELECT DISTINCT wish.id, wish.buyer_id AS "buyerId" FROM reattributions wish
       JOIN counting_entries entry ON entry.order_id = wish.order_id
       WHERE wish.state = 'PROPOSED' AND entry.agreement_id = $1 AND entry.period = $2 ORDER BY 1`,
      [period.agreementId, period.month],
    );
    for (const wish of wishes) {
      await this.tasks.close(tx, { kind: CONFIRM, subjectKind: 'Reattribution', subjectId: wish.id });
      await this.confirmation(tx, wish, { closed: [period] });
    }
  }

  private async verifiers(tx: Tx, agreementId: string): Promise<string[]> {
    const agreement = await this.parties.find(tx, agreementId);
    if (!agreement) return [];
    const east = await this.organizations.covering(tx, agreement.eastRegionCode, Role.VERIFIER);
    return [...east, ...(await this.organizations.covering(tx, agreement.westRegionCode, Role.VERIFIER))];
  }
}
