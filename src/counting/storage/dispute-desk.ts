import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import type { AgreementFacts, PairingSide } from '../../pairing/index';
import { Audit, notFound, type Actor, type Tx } from '../../platform/index';
import { disputeRefusals } from '../domain/dispute.refusals';
import { disputeStates, type DisputeState } from '../domain/dispute.states';
import { CountingDispute } from './counting-dispute.entity';
import { CountingPeriod } from './counting-period.entity';
import { PeriodParties } from './period-parties';
import { ProvinceParties } from './province-parties';

/** A dispute in the hands of one of its two sides. */
export interface DisputeAtHand {
  readonly dispute: CountingDispute;
  readonly agreement: AgreementFacts;
  readonly month: string;
  /** Of who acts. */
  readonly side: PairingSide;
}

/** Who of the two sides may do what with a dispute, and the trail of it. */
@Injectable()
export class DisputeDesk {
  constructor(
    private readonly parties: PeriodParties,
    private readonly provinces: ProvinceParties,
    private readonly audit: Audit,
  ) {}

  /** Not there and not the office's business are one answer. Nothing is locked by asking. */
  async of(tx: Tx, actor: Actor, disputeId: string): Promise<DisputeAtHand> {
    const { dispute, period } = await this.find(tx, disputeId);
    const party = await this.parties.requireParty(tx, actor, period.agreementId, ['disputeId']);
    return { dispute, month: period.month, ...party };
  }

  /** The same in the hands of one of the two provinces. */
  async ofProvince(tx: Tx, actor: Actor, disputeId: string): Promise<DisputeAtHand> {
    const { dispute, period } = await this.find(tx, disputeId);
    const province = await this.provinces.requireProvince(tx, actor, period.agreementId, ['disputeId']);
    return { dispute, month: period.month, ...province };
  }

  /** The row, and the state it leads to. The caller holds the months it will touch. */
  async lock(
    tx: Tx,
    { dispute: { id }, side }: DisputeAtHand,
    expectedVersion: number,
    verb: 'uphold' | 'withdraw',
  ): Promise<{ dispute: CountingDispute; state: DisputeState }> {
    const dispute = await this.lockRow(tx, id);
    tx.expectVersion(dispute, expectedVersion);
    const state = disputeStates.next(dispute.state, verb);
    if (verb === 'uphold' && side === dispute.side) refuse(disputeRefusals.OTHER_SIDE_CONCEDES());
    if (verb === 'withdraw' && side !== dispute.side) refuse(disputeRefusals.OPENER_WITHDRAWS());
    return { dispute, state };
  }

  async lockRow(tx: Tx, id: string): Promise<CountingDispute> {
    const dispute = await tx.manager.findOne(CountingDispute, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!dispute) throw notFound(['disputeId']);
    return dispute;
  }

  private async find(
    tx: Tx,
    disputeId: string,
  ): Promise<{ dispute: CountingDispute; period: CountingPeriod }> {
    const dispute = await tx.manager.findOneBy(CountingDispute, { id: disputeId });
    const period = dispute && (await tx.manager.findOneBy(CountingPeriod, { id: dispute.periodId }));
    if (!period) throw notFound(['disputeId']);
    return { dispute, period };
  }

  async step(
    tx: Tx,
    actor: Actor | null,
    action: string,
    dispute: CountingDispute,
    fromState: DisputeState | null,
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'CountingDispute',
      subjectId: dispute.id,
      ...(fromState ? { fromState } : {}),
      toState: dispute.state,
      data: { periodId: dispute.periodId },
    });
  }
}
