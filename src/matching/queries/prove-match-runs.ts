import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ReconcileCheck, counted, type CheckResult, type Checks, type Reader } from '../../platform/index';
import { thawedInput } from '../domain/thawed-input';

const unpacked = promisify(gunzip);

const REPORTS_CHANGED = `
  SELECT r.id FROM match_runs r LEFT JOIN match_reports p ON p.run_id = r.id
   WHERE r.report_sha256 IS NOT NULL
     AND encode(sha256(convert_to(p.content, 'UTF8')), 'hex') IS DISTINCT FROM r.report_sha256 ORDER BY r.id`;
/** What people act on: the run in force, and those something was decided by. */
const IN_USE = `FROM match_runs r JOIN match_inputs i ON i.sha256 = r.input_sha256
  WHERE r.live AND (r.state = 'PROPOSED' OR EXISTS (
    SELECT FROM match_proposals p JOIN match_decisions d ON d.proposal_id = p.id WHERE p.run_id = r.id))`;
const PROPOSED = `
  SELECT e.supply_id AS id, sum(e.quantity_base)::text AS base FROM match_proposals p JOIN match_edges e ON e.proposal_id = p.id
   WHERE p.run_id = $1 GROUP BY 1 ORDER BY 1`;

interface InUse {
  readonly id: string;
  readonly sha256: string;
  readonly compressed: Buffer | null;
}

@ReconcileCheck({
  invariant: 'I25',
  sentence:
    'What a run in force or decided by stood on is kept and is what its digest says, its report too, and it proposes no more of anything than there was',
})
export class InputsAreWhatRunsStoodOn implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const changed = await reader.query<{ id: string }>(REPORTS_CHANGED);
    const breaks = changed.map(({ id }) => `match run ${id}: its report is not the one it made`);
    const ids = await reader.query<{ id: string }>(`SELECT r.id ${IN_USE} ORDER BY r.id`);
    // One after another: an input may be tens of megabytes.
    for (const { id } of ids) {
      const [run] = await reader.query<InUse>(`SELECT r.id, i.sha256, i.compressed ${IN_USE} AND r.id = $1`, [
        id,
      ]);
      if (run) breaks.push(...(await breaksOf(reader, run)));
    }
    return { examined: await counted(reader, 'FROM match_runs'), breaks };
  }
}

async function breaksOf(reader: Reader, { id, sha256, compressed }: InUse): Promise<string[]> {
  if (!compressed) return [`match run ${id}: what it stood on is gone`];
  const text = (await unpacked(compressed)).toString();
  if (createHash('sha256').update(text).digest('hex') !== sha256)
    return [`match run ${id}: what is kept is not what it stood on`];
  const { supplies } = thawedInput(text);
  const available = new Map(supplies.map((supply) => [supply.id, supply.availableBase]));
  const proposed = await reader.query<{ id: string; base: string }>(PROPOSED, [id]);
  return proposed
    .filter((one) => BigInt(one.base) > (available.get(one.id) ?? 0n))
    .map(
      (one) => `match run ${id}: proposes ${one.base} of ${one.id}, there was ${available.get(one.id) ?? 0n}`,
    );
}
