import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Refused, refuse, type Refusal } from '../../../libs/workflow/src/index';
import { NEVER_OPENED, businessDateOf, notFound, type Actor, type Tx } from '../../platform/index';
import { investingRefusals, MOST_PARKS_AT_ONCE } from '../domain/investing.refusals';
import { intentStates } from '../domain/intent.states';
import { IntentBook } from './intent-book';
import type { IntentRelease, InvestmentIntent } from './investment-intent.entity';

/** Shows an intent to parks, each by a release of its own; no park hears of another's. */
@Injectable()
export class IntentReleasing {
  constructor(private readonly book: IntentBook) {}

  /** All or none. Refuses PARKS_MISSING, PARKS_TOO_MANY, PARK_TWICE, PARK_UNKNOWN, RELEASED_ALREADY. */
  async release(tx: Tx, actor: Actor, intentId: string, parkIds: readonly string[]): Promise<void> {
    const intent = await this.book.lockOwn(tx, actor, intentId);
    intentStates.next(intent.state, 'release', ['intentId']);
    if (intent.validUntil < businessDateOf(tx.at)) refuse(investingRefusals.INTENT_PAST(['intentId']));
    if (parkIds.length === 0) refuse(investingRefusals.PARKS_MISSING(['parkIds']));
    if (parkIds.length > MOST_PARKS_AT_ONCE) refuse(investingRefusals.PARKS_TOO_MANY(['parkIds']));
    const wrong = await this.wrong(tx, intent, parkIds);
    if (wrong.length > 0) throw new Refused(wrong);
    await this.book.release(
      tx,
      actor,
      intent,
      parkIds.map((parkId) => releaseOf(tx, actor, intent.id, parkId)),
    );
  }

  /** A release of one's own; recalled, its park sees it no more. */
  async lockForInvestor(tx: Tx, actor: Actor, id: string) {
    const locked = await this.book.lockRelease(tx, id);
    if (locked?.intent.investorId !== actor.organizationId) throw notFound(['releaseId']);
    return locked;
  }

  /** A release to a park of one's own that still stands. */
  async lockForPark(tx: Tx, actor: Actor, id: string) {
    const locked = await this.book.lockRelease(tx, id);
    const own =
      locked?.release.endedAt === null &&
      locked.intent.validUntil >= businessDateOf(tx.at) &&
      (
        await tx.query('SELECT FROM parks WHERE id = $1 AND operator_id = $2', [
          locked.release.parkId,
          actor.organizationId,
        ])
      ).length > 0;
    if (!locked || !own) throw notFound(['releaseId']);
    return locked;
  }

  /** A park that is only proposed is nobody's partner yet: it is not there for investors. */
  private async wrong(tx: Tx, intent: InvestmentIntent, parkIds: readonly string[]): Promise<Refusal[]> {
    const parks = await tx.query<{ id: string; shown: boolean }>(
      `SELECT p.id, EXISTS (SELECT FROM intent_releases r
          WHERE r.park_id = p.id AND r.intent_id = $2 AND r.ended_at IS NULL) AS shown
         FROM parks p WHERE p.id = ANY($1::uuid[]) AND p.state = 'CONFIRMED'`,
      [parkIds, intent.id],
    );
    const known = new Map(parks.map((park) => [park.id, park]));
    return parkIds.flatMap((id, index): Refusal[] => {
      const path = ['parkIds', index];
      const park = known.get(id);
      if (!park) return [investingRefusals.PARK_UNKNOWN(path)];
      if (parkIds.indexOf(id) < index) return [investingRefusals.PARK_TWICE(path)];
      return park.shown ? [investingRefusals.RELEASED_ALREADY(path)] : [];
    });
  }
}

const releaseOf = (tx: Tx, actor: Actor, intentId: string, parkId: string): IntentRelease => ({
  id: randomUUID(),
  version: 1,
  intentId,
  parkId,
  state: 'RELEASED',
  releasedBy: actor.memberId,
  releasedAt: tx.at,
  opensAt: NEVER_OPENED,
  answeredBy: null,
  answeredAt: null,
  answerNote: null,
  endedAt: null,
});
