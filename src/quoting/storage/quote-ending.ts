import { Injectable } from '@nestjs/common';
import { Notices } from '../../organizations/index';
import { businessDateOf, type Actor, type Tx } from '../../platform/index';
import { QuotedRequests, WAITING_FOR_AWARD, type SourcingRequest } from '../../sourcing/index';
import { ALIVE } from '../domain/quote.states';
import type { QuotingWork } from '../domain/quoting-work';
import { BuyersDesk } from './buyers-desk';
import { Invitations } from './invitations';
import { MembersDesk } from './members-desk';
import { QuoteBook } from './quote-book';
import type { Quote } from './quote.entity';

const alive = ({ state }: Quote) => ALIVE.includes(state);

/** What time and the end of a request do to quotes; the request is locked before. */
@Injectable()
export class QuoteEnding {
  constructor(
    private readonly requests: QuotedRequests,
    private readonly book: QuoteBook,
    private readonly desk: BuyersDesk,
    private readonly notices: Notices,
    private readonly invitations: Invitations,
    private readonly members: MembersDesk,
  ) {}

  /** The deadline has come. */
  async closeQuoting(tx: Tx, request: SourcingRequest): Promise<SourcingRequest | null> {
    const subject = { subjectKind: 'SourcingRequest', subjectId: request.id };
    await this.invitations.closeAll(tx, request.id);
    const quotes = (await this.book.lockOn(tx, request.id)).filter(alive);
    if (quotes.length === 0) {
      await this.requests.expire(tx, request);
      return null;
    }
    if (request.sealed)
      await this.members.tell(
        tx,
        request,
        quotes.map(({ id }) => id),
      );
    const awarding = await this.requests.beginAwarding(tx, request);
    await this.desk.open(tx, request, { ...subject, kind: 'AWARD_QUOTES' });
    const data = { number: request.number };
    await this.notices.send(tx, { ...subject, organizationId: request.buyerId, kind: 'QUOTES_OPEN', data });
    return awarding;
  }

  async expireOver(tx: Tx, request: SourcingRequest): Promise<void> {
    const today = businessDateOf(tx.at);
    for (const quote of (await this.book.lockOn(tx, request.id)).filter(alive))
      if (quote.validUntil < today)
        await this.book.move(tx, { quote, request }, 'expire', null, { endReason: 'VALIDITY_OVER' });
    await this.endWithout(tx, request);
  }

  /** After the deadline nothing more comes in: with the last quote that stands the request ends, its budget comes back. */
  async endWithout(tx: Tx, request: SourcingRequest): Promise<void> {
    if (!WAITING_FOR_AWARD.includes(request.state)) return;
    if ((await this.book.lockOn(tx, request.id)).some(alive)) return;
    await this.requests.expire(tx, request);
  }

  async endAll(tx: Tx, request: SourcingRequest): Promise<void> {
    await this.invitations.closeAll(tx, request.id);
    for (const quote of (await this.book.lockOn(tx, request.id)).filter(alive))
      await this.book.move(tx, { quote, request }, 'expire', null, { endReason: 'REQUEST_ENDED' });
  }

  /** Quotes on what the request wanted before it was opened again. */
  async endOlder(tx: Tx, request: SourcingRequest): Promise<void> {
    const rows = await tx.query<{ id: string }>(
      `SELECT q.id FROM quotes q JOIN quote_versions v ON v.quote_id = q.id AND v.number = q.current_number
        WHERE q.request_id = $1 AND v.revision < $2`,
      [request.id, request.revision],
    );
    const older = new Set(rows.map(({ id }) => id));
    if (older.size === 0) return;
    for (const quote of (await this.book.lockOn(tx, request.id)).filter(alive))
      if (older.has(quote.id))
        await this.book.move(tx, { quote, request }, 'expire', null, { endReason: 'REQUEST_ENDED' });
  }

  /** Awarded in part: the rest waits while somebody offers it, and after that for a word that no more is wanted. */
  async askForMore(tx: Tx, request: SourcingRequest): Promise<void> {
    if (request.state !== 'PARTLY_AWARDED') return;
    const more = (await this.book.lockOn(tx, request.id)).some(alive);
    const kind: QuotingWork = more ? 'AWARD_QUOTES' : 'CLOSE_REQUEST';
    await this.desk.open(tx, request, { subjectKind: 'SourcingRequest', subjectId: request.id, kind });
  }

  /** Told as rejected where others got what he offered for. */
  async rejectBeaten(
    tx: Tx,
    actor: Actor,
    request: SourcingRequest,
    beaten: readonly Quote[],
  ): Promise<void> {
    for (const quote of beaten)
      await this.book.move(tx, { quote, request }, 'reject', actor, { endReason: 'ANOTHER_AWARDED' });
  }
}
