import { Injectable } from '@nestjs/common';
import type { AgreementFacts, PairingSide } from '../../pairing/index';
import { notFound, type Actor, type Tx } from '../../platform/index';
import type { CountingPeriod } from './counting-period.entity';
import type { CountingRestatement } from './counting-restatement.entity';
import { ReportedPeriods } from './reported-periods';
import { RestatementLocks } from './restatement-locks';
import { ProvinceParties } from './province-parties';
import { Restatements } from './restatements';

/** A restatement in the hands of one of the two provinces, with everything it touches held. */
export interface RestatementAtHand {
  readonly restatement: CountingRestatement;
  readonly period: CountingPeriod;
  readonly agreement: AgreementFacts;
  readonly side: PairingSide;
}

@Injectable()
export class RestatementDesk {
  constructor(
    private readonly restatements: Restatements,
    private readonly reported: ReportedPeriods,
    private readonly parties: ProvinceParties,
    private readonly locks: RestatementLocks,
  ) {}

  async take(tx: Tx, actor: Actor, id: string, expectedVersion: number): Promise<RestatementAtHand> {
    const found = await this.restatements.find(tx, id);
    const known = await this.reported.find(tx, found.periodId);
    if (!known) throw notFound(['restatementId']);
    const { agreement, side } = await this.parties.requireProvince(tx, actor, known.agreementId, [
      'restatementId',
    ]);
    await this.locks.ordersOf(tx, id);
    const period = await this.reported.hold(tx, known);
    const restatement = await this.restatements.lock(tx, id);
    tx.expectVersion(restatement, expectedVersion);
    return { restatement, period, agreement, side };
  }
}
