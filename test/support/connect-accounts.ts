import { randomUUID } from 'node:crypto';
import type { TestApp } from './app';

/** A proposal of an account at Stripe; one that was there before is refused. */
export async function proposedConnectAccount(
  app: TestApp,
  supplierId: string,
  proposedBy: string,
): Promise<string> {
  const id = randomUUID();
  await app.database.query(
    `UPDATE stripe_accounts SET state = 'REFUSED', decided_at = COALESCE(decided_at, $2), provider_id = NULL,
            decided_by = COALESCE(decided_by, (SELECT id FROM members WHERE id <> proposed_by LIMIT 1))
      WHERE supplier_id = $1 AND state <> 'REFUSED'`,
    [supplierId, app.clock.now()],
  );
  await app.database.query(
    `INSERT INTO stripe_accounts (id, supplier_id, state, proposed_by, proposed_at, look_again_at, tries, version)
     VALUES ($1, $2, 'PROPOSED', $3, $4, $4, 0, 1)`,
    [id, supplierId, proposedBy, app.clock.now()],
  );
  return id;
}
