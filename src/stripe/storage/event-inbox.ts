import { Injectable } from '@nestjs/common';
import { Database, Errands, Transactions, type Tx } from '../../platform/index';
import { APPLY_EVENT } from '../domain/errands';

/** What an event says about itself; what it says about the world is asked of Stripe. */
export interface HeardEvent {
  readonly id: string;
  readonly type: string;
  readonly objectKind: string;
  readonly objectId: string;
  /** A connected account's; null where it is our own. */
  readonly account: string | null;
  readonly live: boolean;
  readonly createdAt: Date;
}

export type IgnoredBecause = 'OTHER_ACCOUNT' | 'OTHER_MODE' | 'UNKNOWN_KIND' | 'UNKNOWN_OBJECT';

/** Events by the provider's id, once each (I17); a job looks at each afterwards. */
@Injectable()
export class EventInbox {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly errands: Errands,
  ) {}

  /** Whether it is an account of one of our suppliers. */
  async knows(account: string): Promise<boolean> {
    const rows = await this.database.query('SELECT FROM stripe_accounts WHERE provider_id = $1', [account]);
    return rows.length > 0;
  }

  async take(event: HeardEvent, ignored: IgnoredBecause | null): Promise<void> {
    await this.transactions.run(async (tx) => {
      if ((await this.add(tx, event, ignored)) && ignored === null)
        await this.errands.ask(tx, APPLY_EVENT, [event.id]);
    });
  }

  /** Null where it is done with. */
  async waiting(id: string): Promise<Pick<HeardEvent, 'objectKind' | 'objectId' | 'account'> | null> {
    return this.database.one(
      `SELECT object_kind AS "objectKind", object_id AS "objectId", account FROM stripe_events WHERE id = $1 AND state = 'RECEIVED'`,
      [id],
    );
  }

  async finish(id: string, ignored: IgnoredBecause | null): Promise<void> {
    await this.transactions.run((tx) =>
      tx.query(
        `UPDATE stripe_events SET state = $2, ignored_because = $3, handled_at = $4 WHERE id = $1 AND state = 'RECEIVED'`,
        [id, ignored === null ? 'DONE' : 'IGNORED', ignored, tx.at],
      ),
    );
  }

  private async add(tx: Tx, event: HeardEvent, ignored: IgnoredBecause | null): Promise<boolean> {
    const { id, type, objectKind, objectId, account, live, createdAt } = event;
    const state = ignored === null ? 'RECEIVED' : 'IGNORED';
    const rows = await tx.query(
      `INSERT INTO stripe_events (id, type, object_kind, object_id, account, live, created_at, received_at, state,
         ignored_because, handled_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING RETURNING id`,
      [
        id,
        type,
        objectKind,
        objectId,
        account,
        live,
        createdAt,
        tx.at,
        state,
        ignored,
        ignored === null ? null : tx.at,
      ],
    );
    return rows.length > 0;
  }
}
