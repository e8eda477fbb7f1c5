import { Injectable } from '@nestjs/common';
import { Refused, refuse } from '../../../libs/workflow/src/index';
import { businessDateOf, type Actor, type Tx } from '../../platform/index';
import { QuotedRequests, type SourcingRequest } from '../../sourcing/index';
import { chosenOf, costOf, type SaidAwardLine } from '../domain/award-choice';
import { quoteStates } from '../domain/quote.states';
import { quotingRefusals } from '../domain/quoting.refusals';
import { AwardBook } from './award-book';
import type { Chosen } from './pooled-award';
import type { QuoteAward } from './award.entity';
import { Awarding } from './awarding';
import { QuoteBook } from './quote-book';
import type { Quote } from './quote.entity';
import { QuoteVersions } from './quote-versions';

/** What tells of the buyer's money is the buyer's to hear. */
const BUYERS_OWN = [
  'BUDGET_EXCEEDED',
  'AWARDED_ABOVE_WANTED',
  'POOL_SHARE_SHORT',
  'PAIRING_NOT_APPLICABLE',
  'CHANNEL_CLOSED',
  'MANDATE_MISSING',
  'MANDATE_BUYER_RELATED',
  'MANDATE_CEILING_EXCEEDED',
  'ILLEGAL_TRANSITION',
];

/** A supplier takes an award he was asked about: what he takes becomes orders, placed by who decided it. */
@Injectable()
export class AwardTaking {
  constructor(
    private readonly requests: QuotedRequests,
    private readonly book: QuoteBook,
    private readonly versions: QuoteVersions,
    private readonly awards: AwardBook,
    private readonly awarding: Awarding,
  ) {}

  async take(
    tx: Tx,
    actor: Actor,
    awardId: string,
    expectedVersion: number,
    said: readonly SaidAwardLine[] | null,
  ): Promise<void> {
    const award = await this.awards.find(tx, actor, awardId);
    const request = await this.requests.lock(tx, award.requestId);
    tx.expectVersion(award, expectedVersion);
    const quote = (await this.book.lockOn(tx, award.requestId)).find(({ id }) => id === award.quoteId);
    if (!request || !quote) return refuse(quotingRefusals.AWARD_LAPSED(['awardId']));
    const chosen = await this.chosen(tx, request, quote, award, said);
    const taken = { state: 'ORDERED', totalFen: costOf(chosen.deliveries) } as const;
    await this.awards.answer(tx, actor, award, request.buyerId, taken);
    for (const { id, quantityBase } of chosen.deliveries.flatMap(({ lines }) => lines))
      await tx.query(
        'UPDATE quote_award_lines SET taken_base = $3 WHERE award_id = $1 AND quote_line_id = $2',
        [award.id, id, quantityBase],
      );
    await discreetly(() => this.awarding.order(tx, actor, request, [{ quote, chosen }], award.decidedBy));
  }

  private async chosen(
    tx: Tx,
    request: SourcingRequest,
    quote: Quote,
    award: QuoteAward,
    said: readonly SaidAwardLine[] | null,
  ): Promise<Chosen> {
    const version = await this.versions.find(tx, quote.id, quote.currentNumber);
    const stands =
      version?.id === award.versionId &&
      version.revision === request.revision &&
      quoteStates.can(quote.state, 'award') &&
      quote.validUntil >= businessDateOf(tx.at);
    if (!version || !stands) return refuse(quotingRefusals.AWARD_LAPSED(['awardId']));
    const awarded = await tx.query<{ id: string; base: bigint }>(
      'SELECT quote_line_id AS id, quantity_base AS base FROM quote_award_lines WHERE award_id = $1',
      [award.id],
    );
    const bases = new Map(awarded.map(({ id, base }) => [id, base]));
    const offered = (await this.versions.deliveries(tx, version.id)).map(({ delivery, lines }) => ({
      delivery,
      lines: lines.flatMap((line) => {
        const quantityBase = bases.get(line.id);
        return quantityBase === undefined ? [] : [{ ...line, quantityBase }];
      }),
    }));
    const units = new Map((await this.requests.lines(tx, request)).map(({ id, unit }) => [id, unit]));
    const deliveries = chosenOf(offered, said, (lineId) => units.get(lineId) ?? '', ['lines']);
    const { pairingChoice, channelId } = award;
    return {
      awardId: award.id,
      quoterId: quote.supplierId,
      version,
      deliveries,
      pairingChoice,
      channelId,
      path: ['lines'],
    };
  }
}

async function discreetly(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refused && error.refusals.some(({ code }) => BUYERS_OWN.includes(code)))
      refuse(quotingRefusals.BUYER_MUST_DECIDE(['awardId']));
    throw error;
  }
}
