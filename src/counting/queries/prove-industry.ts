import {
  ReconcileCheck,
  counted,
  waitingStreams,
  type CheckResult,
  type Checks,
  type Reader,
} from '../../platform/index';
import { COUNT_WAITING_INDUSTRY } from '../domain/reaction-names';
import { WAITING_INDUSTRY } from '../storage/industry/industry-waiting';
import { IndustryRecount } from '../storage/industry/industry-recount';

@ReconcileCheck({
  invariant: 'I20',
  sentence:
    'Counted again from capital records, operating records, first productions and parks alone, what parks bring comes to what its entries say, each indicator by itself',
})
export class IndustryIsWhatARecountGives implements Checks {
  constructor(private readonly recount: IndustryRecount) {}

  async check(reader: Reader): Promise<CheckResult> {
    const late = await reader.query(`SELECT FROM ${waitingStreams(`'${COUNT_WAITING_INDUSTRY}'`)} LIMIT 1`);
    if (late.length > 0) return { examined: 0, breaks: [] };
    const [expected, standing] = [await this.recount.expected(reader), await this.recount.counted(reader)];
    const keys = [...new Set([...expected.keys(), ...standing.keys()])].toSorted();
    const breaks = keys.flatMap((key) => {
      const { sum, settled } = standing.get(key) ?? { sum: 0n, settled: false };
      const raw = expected.get(key) ?? 0n;
      // The records of what people have decided may go on; nothing of it counts any more.
      return sum === raw || settled ? [] : [`${key}: counted ${sum}, by the raw records ${raw}`];
    });
    return { examined: keys.length, breaks };
  }
}

const STANDING = `
  SELECT e.operating_record_id AS id, s.indicator, sum(e.amount_fen) AS persons FROM counting_entries e JOIN counting_schemes s ON s.code = e.scheme
   WHERE e.operating_record_id IS NOT NULL AND e.project_id NOT IN (SELECT project_id FROM (${WAITING_INDUSTRY}) waiting)
   GROUP BY 1, 2 HAVING sum(e.amount_fen) <> 0`;

@ReconcileCheck({
  invariant: 'I20',
  sentence:
    'Of a project and year the newest verified quarter alone counts, with the persons it says, and never more of formerly poor households than are employed',
})
export class JobsAreOfTheNewestQuarter implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const rows = await reader.query<{ line: string }>(
      `WITH standing AS (${STANDING})
       SELECT format('operating record %s counts %s for %s', standing.id, standing.persons, standing.indicator) AS line
         FROM standing JOIN operating_records c ON c.id = standing.id
        WHERE c.state <> 'VERIFIED' OR standing.persons <> CASE standing.indicator WHEN 'LAB-1' THEN c.jobs ELSE c.formerly_poor_jobs END
           OR EXISTS (SELECT FROM operating_records later WHERE later.project_id = c.project_id AND later.year = c.year
             AND later.state = 'VERIFIED' AND later.quarter > c.quarter)
           OR standing.indicator <> 'LAB-1' AND NOT EXISTS (SELECT FROM standing jobs WHERE jobs.id = standing.id
             AND jobs.indicator = 'LAB-1' AND jobs.persons >= standing.persons) ORDER BY 1`,
    );
    const examined = await counted(reader, `FROM (${STANDING}) standing`);
    return { examined, breaks: rows.map(({ line }) => line) };
  }
}
