import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Notices, Offering, Tasks } from '../../organizations/index';
import { Audit, notFound, type Actor, type Tx } from '../../platform/index';
import { ON_MARKET, QuotedRequests, type SourcingRequest } from '../../sourcing/index';
import { MOST_INVITED, quotingRefusals } from '../domain/quoting.refusals';
import { QuoteInvitation } from './invitation.entity';

export interface Invited {
  readonly requestId: string;
  readonly supplierIds: readonly string[];
  /** The run of the engine whose proposal this is. */
  readonly matchRunId?: string | null;
}

const subjectOf = (id: string) => ({ subjectKind: 'QuoteInvitation', subjectId: id });

/** The door through which suppliers are asked to quote: by hand, or from a proposal. Who is invited already stays so. */
@Injectable()
export class Invitations {
  constructor(
    private readonly requests: QuotedRequests,
    private readonly offering: Offering,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  /** Refuses NOT_ON_MARKET, SUPPLIERS_MISSING, SUPPLIERS_TOO_MANY and SUPPLIER_NOT_SELLING with the path of the first. */
  async invite(tx: Tx, actor: Actor, { requestId, supplierIds, matchRunId }: Invited): Promise<void> {
    const request = await this.requests.lock(tx, requestId);
    if (request?.buyerId !== actor.organizationId) throw notFound(['sourcingRequestId']);
    if (!ON_MARKET.includes(request.state) || tx.at >= request.quoteDeadline)
      refuse(quotingRefusals.NOT_ON_MARKET(['sourcingRequestId']));
    await this.requireSelling(tx, supplierIds, request);
    const known = await tx.query<{ id: string }>(
      'SELECT supplier_id AS id FROM quote_invitations WHERE request_id = $1',
      [requestId],
    );
    const before = new Set(known.map(({ id }) => id));
    const rows = [...new Set(supplierIds)]
      .filter((id) => !before.has(id))
      .map((supplierId) => newInvitation(tx, actor, requestId, supplierId, matchRunId ?? null));
    await tx.add(QuoteInvitation, rows);
    await this.tell(tx, actor, request, rows);
  }

  /** Invited, or with a quote that stands and that the buyer may see: of a sealed one he knows nothing. */
  async knownToBuyer(tx: Tx, request: SourcingRequest, supplierId: string): Promise<boolean> {
    const known = await tx.query(
      `SELECT FROM quote_invitations WHERE request_id = $1 AND supplier_id = $2
       UNION ALL
       SELECT FROM quotes q JOIN quote_versions v ON v.quote_id = q.id AND v.number = q.current_number
        WHERE q.request_id = $1 AND q.supplier_id = $2 AND v.revision = $3 AND v.opens_at <= $4
          AND q.state IN ('SUBMITTED', 'COUNTERED', 'REVISED', 'SHORTLISTED')`,
      [request.id, supplierId, request.revision, tx.at],
    );
    return known.length > 0;
  }

  /** He has quoted; the invitation itself does not say so. */
  async answered(tx: Tx, requestId: string, supplierId: string): Promise<void> {
    const [own] = await tx.query<{ id: string }>(
      'SELECT id FROM quote_invitations WHERE request_id = $1 AND supplier_id = $2',
      [requestId, supplierId],
    );
    if (own) await this.tasks.close(tx, subjectOf(own.id));
  }

  async closeAll(tx: Tx, requestId: string): Promise<void> {
    const all = await tx.query<{ id: string }>('SELECT id FROM quote_invitations WHERE request_id = $1', [
      requestId,
    ]);
    for (const { id } of all) await this.tasks.close(tx, subjectOf(id));
  }

  private async requireSelling(tx: Tx, ids: readonly string[], request: SourcingRequest): Promise<void> {
    if (ids.length === 0) refuse(quotingRefusals.SUPPLIERS_MISSING(['supplierIds']));
    if (ids.length > MOST_INVITED) refuse(quotingRefusals.SUPPLIERS_TOO_MANY(['supplierIds']));
    const shut = await this.offering.whyNot(tx, ids);
    const wrong = ids.findIndex((id) => shut.has(id) || id === request.buyerId);
    if (wrong !== -1) refuse(quotingRefusals.SUPPLIER_NOT_SELLING(['supplierIds', wrong]));
  }

  private async tell(
    tx: Tx,
    actor: Actor,
    request: SourcingRequest,
    rows: readonly QuoteInvitation[],
  ): Promise<void> {
    const to = rows.map(({ id, supplierId }) => ({
      ...subjectOf(id),
      organizationId: supplierId,
      role: 'SUPPLIER' as const,
    }));
    await this.tasks.openAll(
      tx,
      to.map((one) => ({ ...one, kind: 'ANSWER_INVITATION', dueAt: request.quoteDeadline })),
    );
    const data = { number: request.number, sourcingRequestId: request.id };
    await this.notices.sendAll(
      tx,
      to.map((one) => ({ ...one, kind: 'INVITED_TO_QUOTE', data })),
    );
    await this.audit.recordAll(
      tx,
      rows.map(({ id, supplierId, matchRunId }) => ({
        actor,
        action: 'invite',
        ...subjectOf(id),
        toState: 'INVITED',
        data: { sourcingRequestId: request.id, supplierId, matchRunId },
      })),
    );
  }
}

function newInvitation(
  tx: Tx,
  actor: Actor,
  requestId: string,
  supplierId: string,
  matchRunId: string | null,
): QuoteInvitation {
  return {
    id: randomUUID(),
    version: 1,
    requestId,
    supplierId,
    state: 'INVITED',
    invitedBy: actor.memberId,
    matchRunId,
    invitedAt: tx.at,
    declineReason: null,
    declinedAt: null,
  };
}
