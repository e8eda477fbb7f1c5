import type { TestApp } from './app';

export interface KeptRun {
  readonly id: string;
  /** A buyer took its proposal, or others than it. */
  readonly decided: boolean;
  /** What it stood on is there. */
  readonly kept: boolean;
}

/** Every run that has ended with a report, the oldest first. */
export const keptRuns = (app: TestApp): Promise<KeptRun[]> =>
  app.database.query<KeptRun>(
    `SELECT r.id, i.compressed IS NOT NULL AS kept, EXISTS (SELECT FROM match_proposals p
        JOIN match_decisions d ON d.proposal_id = p.id WHERE p.run_id = r.id) AS decided
       FROM match_runs r JOIN match_inputs i ON i.sha256 = r.input_sha256
      WHERE r.report_sha256 IS NOT NULL ORDER BY r.requested_at, r.id`,
  );

/** Makes the run propose 20 t more of something, and its report another, where the database would let nobody. */
export async function spoilRun(app: TestApp, runId: string): Promise<void> {
  const unlocked = async (table: string, sql: string) => {
    await app.database.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await app.database.query(sql, [runId]);
    await app.database.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  };
  await unlocked(
    'match_edges',
    `UPDATE match_edges e SET quantity_base = e.quantity_base + 20000000 FROM match_proposals p
      WHERE p.id = e.proposal_id AND p.run_id = $1`,
  );
  await unlocked('match_reports', `UPDATE match_reports SET content = content || ' ' WHERE run_id = $1`);
}
