import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import type { AgreementFacts, PairingSide } from '../../pairing/index';
import type { Actor, Reader, Tx } from '../../platform/index';
import { disputeRefusals } from '../domain/dispute.refusals';
import { MOST_LINES, UNHEARD } from '../domain/dispute.states';
import { Contests } from './contests';
import { CountingDispute } from './counting-dispute.entity';
import { DisputeFiles, type SaidWords } from './dispute-files';
import type { CountingPeriod } from './counting-period.entity';

export interface SaidLine {
  readonly entryId: string;
  readonly reason: string;
}

/** Who speaks for which side of what. */
export interface Speaker {
  readonly actor: Actor;
  readonly side: PairingSide;
  readonly agreement: AgreementFacts;
}

/** A disputed line and what it stands on. */
export interface DisputedLine {
  readonly entryId: string;
  readonly portionId: string;
  /** The order, claim, project or park it is of. */
  readonly subjectId: string;
}

export const disputeCause = (id: string) => `dispute:${id}`;

/** Disputes with their lines and words: lines and words are only added. */
@Injectable()
export class Disputes {
  constructor(
    private readonly contests: Contests,
    private readonly files: DisputeFiles,
  ) {}

  /** Under the period's row; freezes the lines, so that the month is reported anew without them. */
  async open(
    tx: Tx,
    by: Speaker,
    period: CountingPeriod,
    said: SaidWords & { lines: readonly SaidLine[] },
  ): Promise<CountingDispute> {
    const scheme = by.agreement.kind;
    const { portionIds, industrial } = await this.requireLines(tx, scheme, period, said.lines);
    const parts = industrial ? await partsOf(tx, period.id, said.lines) : [];
    const lines = [...said.lines, ...parts];
    const dispute: CountingDispute = {
      id: randomUUID(),
      periodId: period.id,
      revision: period.revision,
      side: by.side,
      organizationId: by.actor.organizationId,
      state: 'OPEN',
      openedBy: by.actor.memberId,
      openedAt: tx.at,
      waitsSince: tx.at,
      reminded: false,
      decidedBy: null,
      decidedAt: null,
      decision: null,
      version: 1,
    };
    await tx.add(CountingDispute, dispute);
    await tx.query(
      `INSERT INTO counting_dispute_lines (dispute_id, entry_id, reason)
       SELECT $1, entry, reason FROM unnest($2::uuid[], $3::text[]) line (entry, reason)`,
      [dispute.id, lines.map(({ entryId }) => entryId), lines.map(({ reason }) => reason)],
    );
    await this.addWords(tx, dispute.id, by, said);
    const { memberId } = by.actor;
    await this.contests.open(tx, {
      portionIds: [...portionIds, ...parts.map(({ portionId }) => portionId)],
      // What parks bring counts in schemes of its own.
      scheme: industrial ? null : scheme,
      cause: disputeCause(dispute.id),
      memberId,
    });
    return dispute;
  }

  async addWords(
    tx: Tx,
    disputeId: string,
    { actor, side, agreement }: Speaker,
    said: SaidWords,
  ): Promise<void> {
    const [added] = await tx.query<{ position: number }>(
      `INSERT INTO counting_dispute_words (dispute_id, position, side, member_id, words, at)
       SELECT $1, coalesce(max(position), 0) + 1, $2, $3, $4, $5 FROM counting_dispute_words WHERE dispute_id = $1
       RETURNING position`,
      [disputeId, side, actor.memberId, said.words, tx.at],
    );
    if (!added) throw new Error('words are always written');
    await this.files.attach(tx, actor, agreement, { disputeId, ...added }, said.fileIds);
  }

  linesOf(reader: Reader, disputeId: string): Promise<DisputedLine[]> {
    return reader.query<DisputedLine>(
      `SELECT e.id AS "entryId", e.portion_id AS "portionId", coalesce(e.order_id, claimed.claim_id, e.project_id, e.park_id) AS "subjectId"
         FROM counting_dispute_lines l JOIN counting_entries e ON e.id = l.entry_id
         LEFT JOIN claim_lines claimed ON claimed.id = e.claim_line_id
        WHERE l.dispute_id = $1 ORDER BY e.position`,
      [disputeId],
    );
  }

  /** Nobody signs while a side has still to be heard. */
  async requireHeard(tx: Tx, periodId: string): Promise<void> {
    const rows = await tx.query(
      'SELECT FROM counting_disputes WHERE period_id = $1 AND state = ANY($2) LIMIT 1',
      [periodId, UNHEARD],
    );
    if (rows.length > 0) refuse(disputeRefusals.DISPUTE_OPEN());
  }

  private async requireLines(
    tx: Tx,
    scheme: string,
    period: CountingPeriod,
    lines: readonly SaidLine[],
  ): Promise<{ portionIds: string[]; industrial: boolean }> {
    if (lines.length === 0) refuse(disputeRefusals.LINES_MISSING(['lines']));
    if (lines.length > MOST_LINES) refuse(disputeRefusals.LINES_TOO_MANY(['lines']));
    const ids = lines.map(({ entryId }) => entryId);
    if (new Set(ids).size < ids.length) refuse(disputeRefusals.LINE_REPEATED(['lines']));
    const found = await tx.query<{ id: string; portionId: string; industrial: boolean; decided: boolean }>(
      `SELECT e.id, e.portion_id AS "portionId", e.mode = 'INTRODUCTION' AS industrial, EXISTS (SELECT FROM counting_dispute_lines line
           JOIN counting_disputes dispute ON dispute.id = line.dispute_id AND dispute.state = 'DISMISSED'
          WHERE line.entry_id = e.id) AS decided
         FROM counting_period_entries listed JOIN counting_entries e ON e.id = listed.entry_id
        WHERE listed.period_id = $1 AND e.id = ANY($2::uuid[]) AND e.kind = 'CONFIRMED'
          AND e.amount_fen + coalesce((SELECT sum(r.amount_fen) FROM counting_entries r WHERE r.original_id = e.id), 0) > 0`,
      [period.id, ids],
    );
    const portions = new Map(found.map(({ id, portionId }) => [id, portionId]));
    const decided = new Set(found.flatMap((one) => (one.decided ? one.id : [])));
    const contested = await this.contests.among(tx, [...portions.values()], scheme);
    const portionIds = ids.map((id, index) => {
      const portionId =
        portions.get(id) ?? refuse(disputeRefusals.LINE_NOT_ON_LIST(['lines', index, 'entryId']));
      if (contested.has(portionId)) refuse(disputeRefusals.LINE_CONTESTED(['lines', index, 'entryId']));
      if (decided.has(id)) refuse(disputeRefusals.LINE_DECIDED(['lines', index, 'entryId']));
      return portionId;
    });
    return { portionIds, industrial: found.some(({ industrial }) => industrial) };
  }
}

/** Whoever disputes the jobs of a quarter disputes those of formerly poor households among them, as far as they are on the list. */
async function partsOf(
  tx: Tx,
  periodId: string,
  lines: readonly SaidLine[],
): Promise<(SaidLine & { portionId: string })[]> {
  const rows = await tx.query<{ id: string; portionId: string; wholeId: string }>(
    `SELECT part.id, part.portion_id AS "portionId", whole.id AS "wholeId" FROM counting_entries whole
       JOIN counting_entries part ON part.operating_record_id = whole.portion_id AND part.kind = 'CONFIRMED' AND part.id <> ALL($2::uuid[])
      WHERE whole.id = ANY($2::uuid[]) AND part.id IN (SELECT entry_id FROM counting_period_entries WHERE period_id = $1)
        AND part.amount_fen + coalesce((SELECT sum(r.amount_fen) FROM counting_entries r WHERE r.original_id = part.id), 0) > 0
      ORDER BY part.position`,
    [periodId, lines.map(({ entryId }) => entryId)],
  );
  return rows.map(({ id, portionId, wholeId }) => {
    const reason = lines.find(({ entryId }) => entryId === wholeId)?.reason ?? '';
    return { entryId: id, portionId, reason };
  });
}
