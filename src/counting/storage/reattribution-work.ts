import { Injectable } from '@nestjs/common';
import { Organizations, Role, Tasks, describeWork } from '../../organizations/index';
import { AgreementParties, codePrefix } from '../../pairing/index';
import type { Tx } from '../../platform/index';
import type { CountingPeriod } from './counting-period.entity';
import type { BookedMonth } from './period-corrections';
import type { Reattribution } from './reattribution.entity';
import { Reattributions, officeScope, orderInScope } from './reattributions';

const CONFIRM = 'CONFIRM_REATTRIBUTION';
describeWork({ [CONFIRM]: { zh: '确认归属更改', en: 'Confirm a change of attribution' } });

type Wish = Pick<Reattribution, 'id' | 'buyerId' | 'orderId' | 'toUnitId'>;

// $1 the agreement, $2 the month, $3 and $4 patterns of the agreement's regions: what may be brought to it besides what stands on it.
const TOUCHING = `
  SELECT DISTINCT wish.id, wish.buyer_id AS "buyerId", wish.order_id AS "orderId", wish.to_unit_id AS "toUnitId"
  FROM reattributions wish JOIN organizations other ON other.id = wish.to_unit_id
  JOIN counting_entries entry ON entry.order_id = wish.order_id
  WHERE wish.state = 'PROPOSED' AND entry.period = $2 AND entry.original_id IS NULL
    AND (entry.agreement_id = $1 OR other.region_code LIKE $3 AND entry.county_code LIKE $4) ORDER BY 1`;

/** 待办 about changes of attribution: the buyer's, or once a month it touches is closed the verifiers' of its agreements. */
@Injectable()
export class ReattributionWork {
  constructor(
    private readonly tasks: Tasks,
    private readonly parties: AgreementParties,
    private readonly organizations: Organizations,
    private readonly reattributions: Reattributions,
  ) {}

  /** Of the months it touches one is closed, or none. */
  async confirmation(tx: Tx, wish: Wish, touched: readonly BookedMonth[], closed: boolean): Promise<void> {
    const task = { kind: CONFIRM, subjectKind: 'Reattribution', subjectId: wish.id };
    if (!closed) {
      await this.tasks.open(tx, { ...task, organizationId: wish.buyerId, role: Role.BUYER_APPROVER });
      return;
    }
    for (const organizationId of await this.verifiers(tx, wish.orderId, touched))
      await this.tasks.open(tx, { ...task, organizationId, role: Role.VERIFIER });
  }

  /** The month was closed while wishes waited that take from it or bring to it: from now on a verifier has to confirm them. */
  async handToVerifiers(tx: Tx, { agreementId, month }: CountingPeriod): Promise<void> {
    const agreement = await this.parties.find(tx, agreementId);
    if (!agreement) return;
    const wishes = await tx.query<Wish>(TOUCHING, [
      agreementId,
      month,
      `${codePrefix(agreement.eastRegionCode)}%`,
      `${codePrefix(agreement.westRegionCode)}%`,
    ]);
    for (const wish of wishes) {
      const touched = await this.reattributions.touchedMonths(tx, wish.orderId, wish.toUnitId);
      if (!touched.some((one) => one.agreementId === agreementId && one.month === month)) continue;
      const buyers = {
        kind: CONFIRM,
        subjectKind: 'Reattribution',
        subjectId: wish.id,
        role: Role.BUYER_APPROVER,
      };
      await this.tasks.close(tx, buyers);
      await this.confirmation(tx, wish, touched, true);
    }
  }

  /** Of the offices of both sides those that may decide on the order: another unit's office may not. */
  private async verifiers(tx: Tx, orderId: string, touched: readonly BookedMonth[]): Promise<string[]> {
    const offices = new Set<string>();
    for (const agreementId of new Set(touched.map((one) => one.agreementId)))
      for (const office of await this.officesOf(tx, agreementId)) offices.add(office);
    const known = await this.organizations.many(tx, [...offices]);
    const may: string[] = [];
    for (const id of [...offices].toSorted()) {
      const office = known.get(id);
      const scope = office && officeScope(office);
      if (scope && (await orderInScope(tx, orderId, scope))) may.push(id);
    }
    return may;
  }

  private async officesOf(tx: Tx, agreementId: string): Promise<string[]> {
    const agreement = await this.parties.find(tx, agreementId);
    if (!agreement) return [];
    const east = await this.organizations.covering(tx, agreement.eastRegionCode, Role.VERIFIER);
    return [...east, ...(await this.organizations.covering(tx, agreement.westRegionCode, Role.VERIFIER))];
  }
}
