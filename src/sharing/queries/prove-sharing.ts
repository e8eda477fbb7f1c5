import { createHash } from 'node:crypto';
import { ReconcileCheck, counted, type CheckResult, type Checks, type Reader } from '../../platform/index';
import { stated, statementText, type StatedRecord } from '../domain/statement';
import { splitsOf, type SplitRow } from '../storage/statement-book';
import { STATED } from '../storage/stated-records';

interface StoredStatement extends SplitRow {
  readonly id: string;
  readonly year: number;
  readonly number: number;
  readonly sha256: string;
  readonly contractSha256: string;
  readonly figures: string;
}

const SIGNED_ALONE = `
  SELECT c.id FROM sharing_contracts c WHERE c.state = 'IN_FORCE' AND (SELECT count(*) FROM sharing_contract_signatures s
    WHERE s.contract_id = c.id AND s.sha256 = c.sha256) <> 2
  UNION ALL
  SELECT t.id FROM sharing_statements t WHERE t.state = 'SIGNED' AND (SELECT count(*) FROM sharing_statement_signatures s
    WHERE s.statement_id = t.id AND s.sha256 = t.sha256) <> 2`;

@ReconcileCheck({
  invariant: 'I20',
  sentence:
    'Every statement of shared benefits recomputes from its records to the fen, and whatever is signed was signed by both sides',
})
export class StatementsRecompute implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const statements = await reader.query<StoredStatement>(
      `SELECT t.id, t.year, t.number, t.sha256, c.sha256 AS "contractSha256", c.output_east_ppm AS "outputEastPpm",
         c.output_west_ppm AS "outputWestPpm", c.tax_east_ppm AS "taxEastPpm", c.tax_west_ppm AS "taxWestPpm",
         c.jobs_east_ppm AS "jobsEastPpm", c.jobs_west_ppm AS "jobsWestPpm",
         concat_ws(' ', t.output_fen, t.output_fen_east, t.output_fen_west, t.tax_fen, t.tax_fen_east, t.tax_fen_west,
           t.jobs, t.jobs_east, t.jobs_west) AS figures
       FROM sharing_statements t JOIN sharing_contracts c ON c.id = t.contract_id ORDER BY t.id`,
    );
    const records = await reader.query<StatedRecord & { statementId: string }>(
      `SELECT l.statement_id AS "statementId", ${STATED} FROM sharing_statement_records l JOIN operating_records r ON r.id = l.record_id`,
    );
    const alone = await reader.query<{ id: string }>(SIGNED_ALONE);
    return {
      examined: await counted(reader, 'FROM sharing_statements'),
      breaks: [
        ...statements
          .filter((one) => {
            const own = records.filter(({ statementId }) => statementId === one.id);
            return !recomputes(one, own);
          })
          .map(({ id }) => `statement ${id} does not follow from its records`),
        ...alone.map(({ id }) => `${id} was not signed by both sides`),
      ],
    };
  }
}

function recomputes(statement: StoredStatement, records: readonly StatedRecord[]): boolean {
  const figures = stated(records, splitsOf(statement));
  const { output, tax, jobs } = figures;
  const said = [output, tax, jobs].flatMap(({ whole, east, west }) => [whole, east, west]).join(' ');
  const { contractSha256, year, number } = statement;
  const text = statementText({ contractSha256, year, number }, records, figures);
  return said === statement.figures && createHash('sha256').update(text).digest('hex') === statement.sha256;
}
