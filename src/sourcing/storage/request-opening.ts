import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { ApprovalChains, Budgets } from '../../organizations/index';
import { businessDateOf, type Actor, type Tx } from '../../platform/index';
import { requireDeadlineAhead } from '../domain/request-terms';
import { sourcingRefusals } from '../domain/sourcing-request.refusals';
import { sourcingRequestStates, type SourcingRequestVerb } from '../domain/sourcing-request.states';
import { RequestBook } from './request-book';
import type { SourcingRequest } from './sourcing-request.entity';
import { TermsAcceptance } from './terms-acceptance';

const PATH = ['sourcingRequestId'];
const DEADLINE = ['terms', 'quoteDeadline'];

/** The two ways a verb may lead: straight to the market, or over the approver's desk. */
interface Ways {
  readonly direct: SourcingRequestVerb;
  readonly approval: SourcingRequestVerb;
}

/**
 * Opens a request to the market and shuts it again. While it is open, and only then, it reserves what it can cost at most
 * of its unit's year, in the same transaction. The request is locked before its budget.
 */
@Injectable()
export class RequestOpening {
  constructor(
    private readonly book: RequestBook,
    private readonly approvals: ApprovalChains,
    private readonly budgets: Budgets,
    private readonly terms: TermsAcceptance,
  ) {}

  /** Refuses POOLED_AS_JOINED, DEADLINE_PAST, PRODUCT_NO_LONGER_OFFERED and BUDGET_EXCEEDED. */
  async open(
    tx: Tx,
    actor: Actor,
    request: SourcingRequest,
    ways: Ways,
    changes: Partial<SourcingRequest> = {},
  ): Promise<void> {
    if (request.pooled) refuse(sourcingRefusals.POOLED_AS_JOINED(PATH));
    const { quoteDeadline = request.quoteDeadline, worthFen = request.worthFen } = changes;
    const overDesk = await this.needsApproval(tx, request, worthFen);
    const verb = overDesk ? ways.approval : ways.direct;
    sourcingRequestStates.next(request.state, verb, PATH);
    requireDeadlineAhead(quoteDeadline, tx.at, changes.quoteDeadline ? DEADLINE : PATH);
    if (changes.revision === undefined) await this.terms.requireStillOffered(tx, request);
    const cleared = {
      ...changes,
      submittedBy: actor.memberId,
      approvedBy: null,
      sentBackNote: null,
      cancelReason: null,
    };
    if (!overDesk) return this.reserveAndMove(tx, actor, request, verb, cleared);
    await this.giveBack(tx, request);
    await this.book.move(tx, request, verb, actor, { ...cleared, ...NOTHING });
  }

  /** The approver's word opens what waits on his desk. */
  async approve(tx: Tx, actor: Actor, request: SourcingRequest): Promise<void> {
    sourcingRequestStates.next(request.state, 'approve', PATH);
    requireDeadlineAhead(request.quoteDeadline, tx.at, PATH);
    await this.terms.requireStillOffered(tx, request);
    await this.reserveAndMove(tx, actor, request, 'approve', { approvedBy: actor.memberId });
  }

  async shut(
    tx: Tx,
    actor: Actor | null,
    request: SourcingRequest,
    verb: 'cancel' | 'expire' | 'close' | 'runOut' | 'awardAll',
    changes: Partial<SourcingRequest> = {},
  ): Promise<SourcingRequest> {
    sourcingRequestStates.next(request.state, verb, PATH);
    await this.giveBack(tx, request);
    return this.book.move(tx, request, verb, actor, { ...changes, ...NOTHING });
  }

  /** Above the limit of the organization that acts, or of the unit that pays. */
  private async needsApproval(
    tx: Tx,
    { buyerId, unitId }: SourcingRequest,
    worthFen: bigint,
  ): Promise<boolean> {
    const [limitFen] = await this.approvals.strictestOf(tx, [{ buyerId, unitId }]);
    return typeof limitFen === 'bigint' && worthFen > limitFen;
  }

  /** An amended request stays in the year it reserves in. */
  private async reserveAndMove(
    tx: Tx,
    actor: Actor,
    request: SourcingRequest,
    verb: SourcingRequestVerb,
    changes: Partial<SourcingRequest>,
  ): Promise<void> {
    const { unitId, reservedOn, publishedAt } = request;
    const on = reservedOn ?? businessDateOf(tx.at);
    const fen = changes.worthFen ?? request.worthFen;
    await this.budgets.bringTo(tx, { ...subjectOf(request), unitId, on, fen, path: PATH });
    const opened = { ...changes, reservedOn: on, reservedFen: fen, publishedAt: publishedAt ?? tx.at };
    await this.book.move(tx, request, verb, actor, opened);
  }

  private async giveBack(tx: Tx, request: SourcingRequest): Promise<void> {
    await this.budgets.giveBack(tx, { ...subjectOf(request), fen: 'ALL' });
  }
}

const NOTHING = { reservedOn: null, reservedFen: 0n } as const;
export const subjectOf = ({ id }: SourcingRequest) => ({ subjectKind: 'SourcingRequest', subjectId: id });
