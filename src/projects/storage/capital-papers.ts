import { refuse } from '../../../libs/workflow/src/index';
import type { Tx } from '../../platform/index';
import { capitalRefusals } from '../domain/capital.refusals';
import type { CapitalRecord } from './capital-record.entity';

/** What this word changes is a contribution: itself, or the one it corrects. */
const COUNTED = `SELECT id, capital_left(id) > 0 AS counts FROM capital_records WHERE id = $1 AND nature = 'CONTRIBUTION'`;

/**
 * With the second word the papers of a contribution are used up, by their bytes and by their issuers’ numbers, for all projects;
 * corrected to nothing it gives them free. Refuses CAPITAL_PAPER_COUNTED.
 */
export async function countPapers(
  tx: Tx,
  { id, correctsId }: Pick<CapitalRecord, 'id' | 'correctsId'>,
): Promise<void> {
  const [counted] = await tx.query<{ id: string; counts: boolean }>(COUNTED, [correctsId ?? id]);
  if (!counted) return;
  if (!counted.counts) {
    await tx.query('DELETE FROM capital_counted_papers WHERE record_id = $1', [counted.id]);
    return;
  }
  // One waits here for another that verifies the same paper elsewhere.
  await tx.query(
    `INSERT INTO capital_counted_papers (key, record_id, evidence_id)
     SELECT key, $1, evidence_id FROM capital_paper_keys($1) ORDER BY key ON CONFLICT (key) DO NOTHING`,
    [counted.id],
  );
  const elsewhere = await tx.query(
    `SELECT FROM capital_paper_keys($1) k JOIN capital_counted_papers u ON u.key = k.key WHERE u.record_id <> $1 LIMIT 1`,
    [counted.id],
  );
  if (elsewhere.length > 0) refuse(capitalRefusals.CAPITAL_PAPER_COUNTED(['capitalRecordId']));
}
