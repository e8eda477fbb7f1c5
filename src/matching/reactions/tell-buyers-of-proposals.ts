import { Notices } from '../../organizations/index';
import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { matchRunEvents } from '../domain/match-run.events';

/** Requests the market sees as the run saw them, and no run before it: who is told every night no longer reads it. */
const FIRST_PROPOSED = `
  SELECT q.id, q.buyer_id AS "buyerId", q.number FROM match_proposals p
    JOIN sourcing_requests q ON q.id = p.request_id AND q.revision = p.revision
   WHERE p.run_id = $1 AND p.state = 'PROPOSED' AND q.state IN ('OPEN', 'QUOTING')
     AND NOT EXISTS (SELECT FROM match_proposals former
       WHERE former.request_id = p.request_id AND former.revision = p.revision AND former.run_id <> p.run_id)`;

/** A proposal waits for the buyer to take it: he is told of the first one there is for what he asks. */
@Reaction({ name: 'tell-buyers-of-proposals', on: [matchRunEvents.proposed] })
export class TellBuyersOfProposals implements Reacts {
  constructor(private readonly notices: Notices) {}

  async handle(tx: Tx, { payload }: DomainEvent): Promise<void> {
    const requests = await tx.query<{ id: string; buyerId: string; number: string }>(FIRST_PROPOSED, [
      payload['matchRunId'],
    ]);
    await this.notices.sendAll(
      tx,
      requests.map(({ id, buyerId, number }) => ({
        organizationId: buyerId,
        kind: 'MATCH_PROPOSED',
        subjectKind: 'SourcingRequest',
        subjectId: id,
        data: { number },
      })),
    );
  }
}
