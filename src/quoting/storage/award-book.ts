import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Mandates } from '../../helpselling/index';
import { Notices, Tasks } from '../../organizations/index';
import { Audit, notFound, type Actor, type Tx } from '../../platform/index';
import { costOf } from '../domain/award-choice';
import { quotingRefusals } from '../domain/quoting.refusals';
import type { Chosen } from './pooled-award';
import { QuoteAward } from './award.entity';
import type { Quote } from './quote.entity';

const ACTIONS = { OFFERED: 'offer', DECLINED: 'decline', LAPSED: 'lapse', ORDERED: 'award' } as const;
const subjectOf = (id: string) => ({ subjectKind: 'QuoteAward', subjectId: id });

/** Writes awards down, with what waits for the supplier where he is asked first. */
@Injectable()
export class AwardBook {
  constructor(
    private readonly audit: Audit,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly mandates: Mandates,
  ) {}

  async write(
    tx: Tx,
    actor: Actor,
    quote: Quote,
    { awardId: id, version, deliveries, pairingChoice, channelId }: Chosen,
    state: 'ORDERED' | 'OFFERED',
  ): Promise<void> {
    await tx.add(QuoteAward, {
      id,
      version: 1,
      requestId: quote.requestId,
      quoteId: quote.id,
      versionId: version.id,
      state,
      totalFen: costOf(deliveries),
      pairingChoice,
      channelId,
      decidedBy: actor.memberId,
      decidedAt: tx.at,
      declineReason: null,
      answeredAt: null,
    });
    const lines = deliveries.flatMap((one) => one.lines);
    await tx.query(
      `INSERT INTO quote_award_lines (award_id, quote_line_id, quantity_base, taken_base)
       SELECT $1, line, base, CASE WHEN $4 THEN base END FROM unnest($2::uuid[], $3::bigint[]) each (line, base)`,
      [id, lines.map((line) => line.id), lines.map((line) => String(line.quantityBase)), state === 'ORDERED'],
    );
    await this.record(tx, actor, id, state, quote);
    const to = { ...subjectOf(id), organizationId: quote.supplierId, role: 'SUPPLIER' as const };
    if (state === 'OFFERED') await this.tasks.open(tx, { ...to, kind: 'ANSWER_AWARD' });
    await this.notices.send(tx, { ...to, kind: state === 'OFFERED' ? 'AWARD_OFFERED' : 'QUOTE_AWARDED' });
  }

  /** Refuses AWARDED_ALREADY: one award of a version stands. */
  async requireNone(tx: Tx, versionId: string, path: RefusalPath): Promise<void> {
    const found = await tx.query(`SELECT FROM quote_awards WHERE version_id = $1 AND state <> 'DECLINED'`, [
      versionId,
    ]);
    if (found.length > 0) refuse(quotingRefusals.AWARDED_ALREADY(path));
  }

  requireOpenChannel(tx: Tx, channelId: string, path: RefusalPath): Promise<void> {
    return this.mandates.requireOpen(tx, channelId, path);
  }

  /** One the supplier has been asked about; the request is locked first, by the id this answers. */
  async find(tx: Tx, actor: Actor, id: string): Promise<QuoteAward> {
    const award = await tx.manager.findOne(QuoteAward, { where: { id } });
    const [own] = await tx.query('SELECT FROM quotes WHERE id = $1 AND supplier_id = $2', [
      award?.quoteId ?? null,
      actor.organizationId,
    ]);
    if (!award || !own) throw notFound(['awardId']);
    return award;
  }

  /** The supplier has answered. */
  async answer(
    tx: Tx,
    actor: Actor,
    award: QuoteAward,
    buyerId: string,
    changes: Partial<QuoteAward>,
  ): Promise<QuoteAward> {
    if (award.state === 'LAPSED') refuse(quotingRefusals.AWARD_LAPSED(['awardId']));
    if (award.state !== 'OFFERED') refuse(quotingRefusals.AWARD_ANSWERED(['awardId']));
    const answered = await tx.change(QuoteAward, award, { ...changes, answeredAt: tx.at });
    const { id, quoteId, requestId, state } = answered;
    await this.record(tx, actor, id, state, { id: quoteId, requestId }, answered.declineReason);
    await this.tasks.close(tx, subjectOf(id));
    const kind = state === 'DECLINED' ? 'AWARD_DECLINED' : 'AWARD_TAKEN';
    await this.notices.send(tx, { ...subjectOf(id), organizationId: buyerId, kind });
    return answered;
  }

  /** Nobody waits any longer for an answer to an award of what no longer stands. */
  async lapse(tx: Tx, quote: Quote): Promise<void> {
    const offered = await tx.manager.find(QuoteAward, { where: { quoteId: quote.id, state: 'OFFERED' } });
    for (const award of offered) {
      const { id, state } = await tx.change(QuoteAward, award, { state: 'LAPSED' });
      await this.record(tx, null, id, state, quote);
      await this.tasks.close(tx, subjectOf(id));
    }
  }

  private async record(
    tx: Tx,
    actor: Actor | null,
    id: string,
    toState: QuoteAward['state'],
    quote: Pick<Quote, 'id' | 'requestId'>,
    reason: string | null = null,
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action: ACTIONS[toState],
      ...subjectOf(id),
      toState,
      ...(reason ? { reason } : {}),
      data: { quoteId: quote.id, sourcingRequestId: quote.requestId },
    });
  }
}
