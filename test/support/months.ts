import type { TestApp } from './app';

/** Locks a month as if it had long been signed, without a list: for tests of what is booked elsewhere because of it. */
export async function closeMonth(app: TestApp, agreementId: string, month: string): Promise<void> {
  await app.database.query(
    `INSERT INTO counting_periods (agreement_id, month, state, cut_off_at, closed_by, listed_at, signed_at, locked_at)
     VALUES ($1, $2, 'LOCKED', $3, gen_random_uuid(), $3, $3, $3)`,
    [agreementId, month, app.clock.now()],
  );
}

export async function reopenMonth(app: TestApp, agreementId: string, month: string): Promise<void> {
  await app.database.query('DELETE FROM counting_periods WHERE agreement_id = $1 AND month = $2', [
    agreementId,
    month,
  ]);
}
