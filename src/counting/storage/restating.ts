import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { SamePerson } from '../../organizations/index';
import type { PairingSide } from '../../pairing/index';
import type { Actor, Tx } from '../../platform/index';
import { countingRefusals } from '../domain/counting.refusals';
import type { PeriodReportTwo } from '../domain/period-report-two';
import type { RestatementDocument } from '../domain/restatement-document';
import { restatementRefusals } from '../domain/restatement.refusals';
import { restatementStates } from '../domain/restatement.states';
import { CountingEntries } from './counting-entries';
import { CountingPeriod } from './counting-period.entity';
import { CountingRestatement } from './counting-restatement.entity';
import { PeriodLists } from './period-lists';
import { PeriodReports } from './period-reports';
import { RestatementPlans } from './restatement-plans';
import { Restatements, restatementCause } from './restatements';

interface Given {
  readonly side: PairingSide;
  readonly organizationId: string;
  readonly memberId: string;
}

/** Signatures of the provinces under a restatement; with the second one it is carried out, exactly as it was signed. */
@Injectable()
export class Restating {
  constructor(
    private readonly restatements: Restatements,
    private readonly plans: RestatementPlans,
    private readonly entries: CountingEntries,
    private readonly lists: PeriodLists,
    private readonly reports: PeriodReports,
    private readonly persons: SamePerson,
  ) {}

  /** The caller holds the orders, the month and the restatement’s row. */
  async sign(
    tx: Tx,
    restatement: CountingRestatement,
    period: CountingPeriod,
    signed: { actor: Actor; side: PairingSide; sha256: string },
  ): Promise<CountingRestatement> {
    const { actor, side, sha256 } = signed;
    const given = await tx.query<Given>(
      'SELECT side, organization_id AS "organizationId", member_id AS "memberId" FROM counting_restatement_signatures WHERE restatement_id = $1',
      [restatement.id],
    );
    const state = restatementStates.next(restatement.state, given.length === 0 ? 'signFirst' : 'signSecond');
    if (sha256 !== restatement.sha256) refuse(restatementRefusals.RESTATEMENT_CHANGED(['sha256']));
    const accounts = await this.persons.accountsOf(tx, actor.memberId);
    if (restatement.proposedBy === actor.memberId) refuse(restatementRefusals.SIGNER_PROPOSED());
    if (given.some((one) => one.side === side)) refuse(countingRefusals.SIDE_SIGNED_ALREADY());
    if (given.some(({ organizationId }) => organizationId === actor.organizationId))
      refuse(countingRefusals.SAME_OFFICE_SIGNS());
    const others = [restatement.proposedBy, ...given.map(({ memberId }) => memberId)];
    if (others.some((id) => accounts.includes(id))) refuse(countingRefusals.SAME_PERSON_SIGNS());
    await this.requireNotVouched(tx, restatement.id, accounts);
    await tx.query(
      `INSERT INTO counting_restatement_signatures (id, restatement_id, side, organization_id, member_id, sha256, signed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [randomUUID(), restatement.id, side, actor.organizationId, actor.memberId, sha256, tx.at],
    );
    const decidedAt = state === 'SIGNED' ? tx.at : null;
    const next = await tx.change(CountingRestatement, restatement, { state, decidedAt });
    if (state === 'SIGNED') await this.carryOut(tx, next, period);
    return next;
  }

  /** As for the months: who verified a claim does not sign that it counts. */
  private async requireNotVouched(tx: Tx, restatementId: string, accounts: readonly string[]): Promise<void> {
    const vouched = await tx.query(
      `SELECT FROM counting_restatement_changes c JOIN claim_lines l ON l.id = c.portion_id
         JOIN claim_checks checked ON checked.claim_id = l.claim_id
        WHERE c.restatement_id = $1 AND checked.member_id = ANY($2::uuid[]) LIMIT 1`,
      [restatementId, accounts],
    );
    if (vouched.length > 0) refuse(countingRefusals.SIGNER_CORRECTED_LIST());
  }

  /** What of it has changed since it was proposed is found by the books, or by the text that comes out. */
  private async carryOut(tx: Tx, restatement: CountingRestatement, period: CountingPeriod): Promise<void> {
    if (period.state !== 'LOCKED' || period.revision !== restatement.fromRevision)
      refuse(restatementRefusals.RESTATEMENT_CHANGED());
    const planned = await this.restatements.planned(tx, restatement.id);
    await this.requireAsPlanned(tx, restatement.id);
    const broughtIn = planned.filter((entry) => entry.original_id === undefined);
    const cause = restatementCause(restatement.id);
    if (!(await this.plans.wouldBringIn(tx, { period, cause }, broughtIn)))
      refuse(restatementRefusals.RESTATEMENT_CHANGED());
    await this.entries.write(
      tx,
      planned.map((entry) => ({ ...entry, recorded_at: tx.at })),
    );
    const revision = period.revision + 1;
    await this.lists.addCorrection(tx, period, { cause, revision });
    const restated = await tx.change(CountingPeriod, period, { revision, listedAt: tx.at });
    const { restates, after } = JSON.parse(restatement.content) as RestatementDocument;
    const report = await this.reports.restate(tx, restated, { restatementId: restatement.id, restates });
    const { list, total } = JSON.parse(report.content) as PeriodReportTwo;
    const same = list.sha256 === after.list.sha256 && total.netFen === after.total.netFen;
    if (!same) refuse(restatementRefusals.RESTATEMENT_CHANGED());
  }

  /** What it takes out is still all there is, what it brings in counts nowhere and is worth the same. */
  private async requireAsPlanned(tx: Tx, restatementId: string): Promise<void> {
    const changed = await tx.query(
      `SELECT FROM counting_restatement_changes c
         LEFT JOIN counting_entries original ON original.id = (c.columns->>'original_id')::uuid
        WHERE c.restatement_id = $1 AND CASE c.kind
          WHEN 'OUT' THEN original.amount_fen + coalesce((SELECT sum(r.amount_fen) FROM counting_entries r
              WHERE r.original_id = original.id), 0) <> -c.fen
            OR EXISTS (SELECT FROM counting_contests frozen WHERE frozen.portion_id = c.portion_id AND frozen.closed_at IS NULL)
          ELSE coalesce((SELECT sum(e.amount_fen) FROM counting_entries e
              WHERE e.scheme = c.columns->>'scheme' AND e.portion_id = c.portion_id), 0) <> 0
            OR coalesce((SELECT l.goods_fen - coalesce((SELECT sum(fen) FROM settled_line_refunds WHERE settlement_line_id = l.id), 0)
                FROM settlement_lines l WHERE l.id = c.portion_id),
              (SELECT l.goods_fen - l.reversed_fen FROM claim_lines l WHERE l.id = c.portion_id), 0) <> c.fen END LIMIT 1`,
      [restatementId],
    );
    if (changed.length > 0) refuse(restatementRefusals.RESTATEMENT_CHANGED());
  }
}
