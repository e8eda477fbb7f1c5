import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { notFound, type Actor, type Tx } from '../../platform/index';
import { Organizations } from '../../organizations/index';
import { ON_MARKET, QuotedRequests, type SourcingRequest } from '../../sourcing/index';
import { ALIVE } from '../domain/quote.states';
import { quotingRefusals } from '../domain/quoting.refusals';
import type { SaidQuote } from '../domain/said-quote';
import { Invitations } from './invitations';
import { QuoteAcceptance } from './quote-acceptance';
import { QuoteBook } from './quote-book';
import type { Quote } from './quote.entity';
import { QuoteVersions } from './quote-versions';

const PATH = ['sourcingRequestId'];

/** A supplier's first word on a request, or his first after he or it was through. */
@Injectable()
export class QuoteSubmission {
  constructor(
    private readonly requests: QuotedRequests,
    private readonly acceptance: QuoteAcceptance,
    private readonly book: QuoteBook,
    private readonly versions: QuoteVersions,
    private readonly invitations: Invitations,
    private readonly organizations: Organizations,
  ) {}

  /** What is not on the market does not exist for suppliers. A house that reads the request with its caps does not quote. */
  async lockOpen(tx: Tx, actor: Actor, requestId: string): Promise<SourcingRequest> {
    const request = await this.requests.lock(tx, requestId);
    if (!request || !ON_MARKET.includes(request.state)) throw notFound(PATH);
    if (tx.at >= request.quoteDeadline) refuse(quotingRefusals.QUOTE_DEADLINE_PAST(PATH));
    const house = await this.organizations.unitsUnder(tx, actor.organizationId);
    if (house.includes(request.buyerId) || house.includes(request.unitId))
      refuse(quotingRefusals.OWN_REQUEST(PATH));
    return request;
  }

  async submit(tx: Tx, actor: Actor, request: SourcingRequest, said: SaidQuote): Promise<string> {
    const terms = await this.acceptance.accept(tx, actor, request, said);
    const quotes = await this.book.lockOn(tx, request.id);
    const own = newest(quotes.filter(({ supplierId }) => supplierId === actor.organizationId));
    await this.invitations.answered(tx, request.id, actor.organizationId);
    if (!own || (await this.isUnknown(tx, own, request))) {
      const quoteId = await this.book.add(tx, actor, request, terms);
      await this.requests.quoted(tx, actor, request);
      return quoteId;
    }
    await this.book.sayAgain(tx, actor, { quote: own, request }, 'submitAgain', terms);
    await this.requests.quoted(tx, actor, request);
    return own.id;
  }

  /**
   * What the buyer rejected on these very terms stays rejected. A quote still sealed when its request was opened again is
   * not gone on with: the number of what is said now, or its age, would tell of it.
   */
  private async isUnknown(tx: Tx, own: Quote, request: SourcingRequest): Promise<boolean> {
    if (ALIVE.includes(own.state)) refuse(quotingRefusals.QUOTED_ALREADY(PATH));
    const said = await this.versions.find(tx, own.id, own.currentNumber);
    if (own.state === 'REJECTED' && said?.revision === request.revision)
      refuse(quotingRefusals.QUOTE_REJECTED(PATH));
    return said !== null && said.opensAt > tx.at && said.revision < request.revision;
  }
}

const newest = (quotes: readonly Quote[]): Quote | undefined =>
  quotes.toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime())[0];
