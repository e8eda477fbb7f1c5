import { canonicalJson } from '../../../libs/matching/src/index';
import { ReconcileCheck, sha256Of, type CheckResult, type Checks, type Reader } from '../../platform/index';
import { carriedOut } from '../domain/park-run-views';
import { thawedParks } from '../domain/thawed-parks';
import { ParkRuns } from '../storage/park-runs';

/** The last ones: the older ones were proved when they were young, and rows are never changed. */
const LAST = 20;

@ReconcileCheck({
  invariant: 'I25',
  sentence: 'Each of the last runs of park matching comes out again byte for byte from the input it froze',
})
export class ParkRunsComeOutAgain implements Checks {
  constructor(private readonly runs: ParkRuns) {}

  async check(reader: Reader): Promise<CheckResult> {
    const rows = await reader.query<{ id: string; sha256: string }>(
      `SELECT id, report_sha256 AS sha256 FROM park_runs WHERE state = 'DONE' ORDER BY ended_at DESC, id LIMIT ${LAST}`,
    );
    const breaks: string[] = [];
    for (const run of rows) breaks.push(...(await this.prove(reader, run)));
    return { examined: rows.length, breaks };
  }

  private async prove(reader: Reader, { id, sha256 }: { id: string; sha256: string }): Promise<string[]> {
    const input = await this.runs.input(reader, id);
    if (!input) return [`park run ${id} has no input`];
    if (hashOf(input.text) !== input.sha256) return [`the input of park run ${id} is not what it was`];
    const again = carriedOut(thawedParks(input.text));
    const kept = await reader.query<{ kind: string; readerId: string; sha256: string; view: string }>(
      'SELECT kind, reader_id AS "readerId", sha256, view FROM park_run_views WHERE run_id = $1',
      [id],
    );
    const nameOf = ({ kind, readerId }: { kind: string; readerId: string }) => `${kind} ${readerId}`;
    const views = new Map(again.views.map((one) => [nameOf(one), canonicalJson(one.kept)]));
    return [
      ...(hashOf(again.report) === sha256 ? [] : [`park run ${id} comes out otherwise than it did`]),
      ...(views.size === kept.length ? [] : [`park run ${id} has ${kept.length} views of ${views.size}`]),
      ...kept
        .filter((one) => views.get(nameOf(one)) !== one.view || hashOf(one.view) !== one.sha256)
        .map((one) => `park run ${id}: the view of ${nameOf(one)} is not what it was`),
    ];
  }
}

const hashOf = (text: string): string => sha256Of(Buffer.from(text));
