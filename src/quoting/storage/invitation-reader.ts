import { Injectable } from '@nestjs/common';
import { Clock, Database, counted, type Actor } from '../../platform/index';
import type { DeclineReason } from './invitation.entity';
import type { PageAt } from './quote-reader';

export interface InvitationRow {
  readonly id: string;
  readonly version: number;
  readonly sourcingRequestId: string;
  readonly supplierId: string;
  readonly state: 'INVITED' | 'DECLINED';
  readonly invitedAt: Date;
  readonly declineReason: DeclineReason | null;
  readonly matchRunId: string | null;
}

const OWN = 'FROM quote_invitations i WHERE i.supplier_id = $1';
/**
 * What the buyer's house sees of its invitations. Who declined is one quote less to come: on a sealed request that is shut
 * until the deadline too.
 */
const SENT =
  'FROM quote_invitations i JOIN sourcing_requests r ON r.id = i.request_id WHERE i.request_id = $1';
const FACTS = `i.id, i.request_id AS "sourcingRequestId", i.supplier_id AS "supplierId", i.invited_at AS "invitedAt",
  i.match_run_id AS "matchRunId"`;
const SHUT = '(r.sealed AND r.quote_deadline > $2::timestamptz)';

@Injectable()
export class InvitationReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  ownOne(actor: Actor, id: string): Promise<InvitationRow | null> {
    return this.database.one<InvitationRow>(
      `SELECT ${FACTS}, i.version, i.state, i.decline_reason AS "declineReason" ${OWN} AND i.id = $2`,
      [actor.organizationId, id],
    );
  }

  ownPage(actor: Actor, { at, id, limit }: PageAt): Promise<InvitationRow[]> {
    return this.database.query<InvitationRow>(
      `SELECT ${FACTS}, i.version, i.state, i.decline_reason AS "declineReason" ${OWN}
          AND ($2::timestamptz IS NULL OR (i.invited_at, i.id) < ($2::timestamptz, $3::uuid))
        ORDER BY i.invited_at DESC, i.id DESC LIMIT $4`,
      [actor.organizationId, at, id, limit],
    );
  }

  countOwn(actor: Actor): Promise<number> {
    return counted(this.database, OWN, [actor.organizationId]);
  }

  /** The caller has been found to see the request. */
  sentPage(requestId: string, { id, limit }: Omit<PageAt, 'at'>): Promise<InvitationRow[]> {
    return this.database.query<InvitationRow>(
      `SELECT ${FACTS}, CASE WHEN ${SHUT} THEN 1 ELSE i.version END AS version,
              CASE WHEN ${SHUT} THEN 'INVITED' ELSE i.state END AS state,
              CASE WHEN ${SHUT} THEN NULL ELSE i.decline_reason END AS "declineReason"
         ${SENT} AND ($3::uuid IS NULL OR i.id > $3) ORDER BY i.id LIMIT $4`,
      [requestId, this.clock.now(), id, limit],
    );
  }

  countSent(requestId: string): Promise<number> {
    return counted(this.database, SENT, [requestId]);
  }
}
