import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit, notFound, type Actor, type Tx } from '../../platform/index';
import { QuotedRequests, type SourcingRequest } from '../../sourcing/index';
import { quoteStates, type QuoteVerb } from '../domain/quote.states';
import type { QuotedTerms } from '../domain/said-quote';
import { Quote } from './quote.entity';
import { QuoteDesk } from './quote-desk';
import { QuoteVersions } from './quote-versions';

const PATH = ['quoteId'];

/** A quote and its request, both locked: the request first. */
export interface LockedQuote {
  readonly quote: Quote;
  readonly request: SourcingRequest;
}

/** Loads quotes under lock and moves them: state, audit row, tasks and notices in one transaction. */
@Injectable()
export class QuoteBook {
  constructor(
    private readonly audit: Audit,
    private readonly desk: QuoteDesk,
    private readonly requests: QuotedRequests,
    private readonly versions: QuoteVersions,
  ) {}

  /** The supplier's own; any other does not exist for him. */
  async lockOwn(tx: Tx, actor: Actor, quoteId: string): Promise<LockedQuote> {
    const locked = await this.lock(tx, quoteId);
    if (locked?.quote.supplierId !== actor.organizationId) throw notFound(PATH);
    return locked;
  }

  /** One on the buyer's own request, once it is open to him. */
  async lockReceived(tx: Tx, actor: Actor, quoteId: string): Promise<LockedQuote> {
    const locked = await this.lock(tx, quoteId);
    if (locked?.request.buyerId !== actor.organizationId || !(await this.open(tx, locked)))
      throw notFound(PATH);
    return locked;
  }

  async lockOn(tx: Tx, requestId: string): Promise<Quote[]> {
    return tx.manager.find(Quote, {
      where: { requestId },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async add(tx: Tx, actor: Actor, request: SourcingRequest, terms: QuotedTerms): Promise<string> {
    const quote: Quote = {
      id: randomUUID(),
      version: 1,
      requestId: request.id,
      supplierId: actor.organizationId,
      state: 'SUBMITTED',
      currentNumber: 1,
      validUntil: terms.validUntil,
      endReason: null,
      createdAt: tx.at,
    };
    await tx.add(Quote, quote);
    await this.say(tx, actor, request, { quoteId: quote.id, number: 1, side: 'SUPPLIER' }, terms);
    await this.record(tx, actor, 'submit', { quote, request });
    await this.desk.refresh(tx, { quote, request }, 'submitAgain');
    return quote.id;
  }

  /** Another version, of one side or the other. */
  async sayAgain(
    tx: Tx,
    actor: Actor,
    { quote, request }: LockedQuote,
    verb: 'revise' | 'submitAgain' | 'counter' | 'acceptCounter',
    terms: QuotedTerms,
  ): Promise<void> {
    const currentNumber = quote.currentNumber + 1;
    const side = verb === 'counter' ? 'BUYER' : 'SUPPLIER';
    await this.say(tx, actor, request, { quoteId: quote.id, number: currentNumber, side }, terms);
    await this.move(tx, { quote, request }, verb, actor, {
      currentNumber,
      validUntil: terms.validUntil,
      endReason: null,
    });
  }

  async move(
    tx: Tx,
    { quote, request }: LockedQuote,
    verb: QuoteVerb,
    actor: Actor | null,
    changes: Partial<Quote> = {},
  ): Promise<Quote> {
    const state = quoteStates.next(quote.state, verb, PATH);
    const moved = await tx.change(Quote, quote, { ...changes, state });
    await this.record(tx, actor, verb, { quote: moved, request }, quote.state);
    await this.desk.refresh(tx, { quote: moved, request }, verb);
    return moved;
  }

  private async lock(tx: Tx, id: string): Promise<LockedQuote | null> {
    const [found] = await tx.query<{ requestId: string }>(
      'SELECT request_id AS "requestId" FROM quotes WHERE id = $1',
      [id],
    );
    const request = found && (await this.requests.lock(tx, found.requestId));
    const quote = await tx.manager.findOne(Quote, { where: { id }, lock: { mode: 'pessimistic_write' } });
    return request && quote ? { request, quote } : null;
  }

  private async open(tx: Tx, { quote, request }: LockedQuote): Promise<boolean> {
    const version = await this.versions.find(tx, quote.id, quote.currentNumber);
    return version !== null && version.opensAt <= tx.at && !isShut(request, tx.at);
  }

  private async say(
    tx: Tx,
    actor: Actor,
    request: SourcingRequest,
    said: { quoteId: string; number: number; side: 'SUPPLIER' | 'BUYER' },
    terms: QuotedTerms,
  ): Promise<void> {
    const opensAt = shutUntil(request, tx.at) ?? tx.at;
    await this.versions.write(tx, actor, { ...said, revision: request.revision, opensAt }, terms);
  }

  private async record(
    tx: Tx,
    actor: Actor | null,
    action: string,
    { quote, request }: LockedQuote,
    fromState?: string,
  ): Promise<void> {
    // a version may be sealed longer than its request, which was opened again since
    const said = await this.versions.find(tx, quote.id, quote.currentNumber);
    const until = said && said.opensAt > tx.at ? said.opensAt : null;
    await this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'Quote',
      subjectId: quote.id,
      ...(fromState ? { fromState } : {}),
      toState: quote.state,
      ...(quote.endReason ? { reason: quote.endReason } : {}),
      data: { sourcingRequestId: request.id, number: quote.currentNumber },
      ...(until ? { shutUntil: until } : {}),
    });
  }
}

/** Quotes on a sealed request are shut to everybody but their suppliers until its deadline. */
export function shutUntil({ sealed, quoteDeadline }: SourcingRequest, at: Date): Date | null {
  return sealed && at < quoteDeadline ? quoteDeadline : null;
}

export const isShut = (request: SourcingRequest, at: Date): boolean => shutUntil(request, at) !== null;
