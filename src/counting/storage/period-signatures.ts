import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { SamePerson } from '../../organizations/index';
import type { PairingSide } from '../../pairing/index';
import type { Actor, Reader, Tx } from '../../platform/index';
import { countingRefusals } from '../domain/counting.refusals';
import { periodStates, type PeriodState } from '../domain/counting-period.states';
import type { CountingPeriod } from './counting-period.entity';
import { Disputes } from './disputes';
import { PeriodLists } from './period-lists';

interface Given {
  readonly side: PairingSide;
  readonly organizationId: string;
  readonly memberId: string;
}

/** Signatures bind person, organization, side, period, revision and hash; a correction makes another revision. */
@Injectable()
export class PeriodSignatures {
  constructor(
    private readonly lists: PeriodLists,
    private readonly disputes: Disputes,
    private readonly persons: SamePerson,
  ) {}

  /** Adds one side's signature and answers the state it leads to. The caller holds the period's row. */
  async add(
    tx: Tx,
    period: CountingPeriod,
    signed: { actor: Actor; side: PairingSide; sha256: string },
  ): Promise<PeriodState> {
    const { actor, side, sha256 } = signed;
    const given = await this.on(tx, period);
    const state = periodStates.next(period.state, given.length === 0 ? 'signFirst' : 'signSecond');
    if (given.some((one) => one.side === side)) refuse(countingRefusals.SIDE_SIGNED_ALREADY());
    if (given.some(({ organizationId }) => organizationId === actor.organizationId))
      refuse(countingRefusals.SAME_OFFICE_SIGNS());
    const accounts = await this.persons.accountsOf(tx, actor.memberId);
    if (given.some(({ memberId }) => accounts.includes(memberId)))
      refuse(countingRefusals.SAME_PERSON_SIGNS());
    await this.requireReport(tx, period, sha256);
    await this.disputes.requireHeard(tx, period.id);
    if (await this.lists.correctedBy(tx, period.id, accounts))
      refuse(countingRefusals.SIGNER_CORRECTED_LIST());
    await tx.query(
      `INSERT INTO counting_period_signatures (id, period_id, revision, side, organization_id, member_id, sha256, signed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [randomUUID(), period.id, period.revision, side, actor.organizationId, actor.memberId, sha256, tx.at],
    );
    return state;
  }

  /** On the current revision. */
  on(reader: Reader, { id, revision }: CountingPeriod): Promise<Given[]> {
    return reader.query<Given>(
      `SELECT side, organization_id AS "organizationId", member_id AS "memberId" FROM counting_period_signatures
       WHERE period_id = $1 AND revision = $2`,
      [id, revision],
    );
  }

  /** What somebody has read is the report as it is now. */
  async requireReport(tx: Tx, { id, revision }: CountingPeriod, sha256: string): Promise<void> {
    const [report] = await tx.query<{ sha256: string }>(
      'SELECT sha256 FROM counting_period_reports WHERE period_id = $1 AND revision = $2',
      [id, revision],
    );
    if (report?.sha256 !== sha256) refuse(countingRefusals.REPORT_CHANGED(['sha256']));
  }
}
