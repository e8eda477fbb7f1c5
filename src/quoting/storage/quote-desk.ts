import { Injectable } from '@nestjs/common';
import { Notices, Tasks } from '../../organizations/index';
import type { Tx } from '../../platform/index';
import type { SourcingRequest } from '../../sourcing/index';
import type { QuoteVerb } from '../domain/quote.states';
import type { QuotingWork } from '../domain/quoting-work';
import { AwardBook } from './award-book';
import { MembersDesk } from './members-desk';
import type { Quote } from './quote.entity';

interface Told {
  readonly whom: 'BUYER' | 'SUPPLIER';
  readonly kind: QuotingWork;
}

const TOLD: Partial<Record<QuoteVerb, Told>> = {
  submitAgain: { whom: 'BUYER', kind: 'QUOTE_RECEIVED' },
  revise: { whom: 'BUYER', kind: 'QUOTE_REVISED' },
  acceptCounter: { whom: 'BUYER', kind: 'QUOTE_REVISED' },
  withdraw: { whom: 'BUYER', kind: 'QUOTE_WITHDRAWN' },
  counter: { whom: 'SUPPLIER', kind: 'QUOTE_COUNTERED' },
  shortlist: { whom: 'SUPPLIER', kind: 'QUOTE_SHORTLISTED' },
  reject: { whom: 'SUPPLIER', kind: 'QUOTE_REJECTED' },
  expire: { whom: 'SUPPLIER', kind: 'QUOTE_EXPIRED' },
};

/** With these the supplier says what he offers, and of whose goods. */
const OFFERING: readonly QuoteVerb[] = ['submitAgain', 'revise'];

/** What waits for whom about a quote, and who is told of a step. The buyer hears nothing of one that is sealed. */
@Injectable()
export class QuoteDesk {
  constructor(
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly awards: AwardBook,
    private readonly members: MembersDesk,
  ) {}

  async refresh(
    tx: Tx,
    { quote, request }: { quote: Quote; request: SourcingRequest },
    verb: QuoteVerb,
  ): Promise<void> {
    const subject = { subjectKind: 'Quote', subjectId: quote.id };
    await this.tasks.close(tx, subject);
    if (verb !== 'shortlist') await this.awards.lapse(tx, quote);
    if (quote.state === 'COUNTERED')
      await this.tasks.open(tx, {
        ...subject,
        organizationId: quote.supplierId,
        role: 'SUPPLIER',
        kind: 'ANSWER_COUNTER_OFFER',
      });
    const told = TOLD[verb];
    const sealed = request.sealed && tx.at < request.quoteDeadline;
    if (OFFERING.includes(verb) && !sealed) await this.members.tell(tx, request, [quote.id]);
    if (!told || (told.whom === 'BUYER' && sealed)) return;
    await this.notices.send(tx, {
      ...subject,
      organizationId: told.whom === 'BUYER' ? request.buyerId : quote.supplierId,
      kind: told.kind,
      data: { number: request.number, ...(quote.endReason ? { reason: quote.endReason } : {}) },
    });
  }
}
