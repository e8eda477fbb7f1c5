import { ReconcileCheck, counted, type CheckResult, type Checks, type Reader } from '../../platform/index';

const DIFFERENT = `
  SELECT r.id FROM sourcing_requests r
  WHERE r.worth_fen IS DISTINCT FROM (SELECT sum(l.worth_fen) FROM sourcing_lines l
          WHERE l.request_id = r.id AND l.revision = r.revision)
     OR EXISTS (SELECT FROM sourcing_lines l WHERE l.request_id = r.id AND l.maximum_base IS DISTINCT FROM
          (SELECT sum(w.quantity_base) FROM sourcing_windows w WHERE w.line_id = l.id))
  ORDER BY r.id`;

@ReconcileCheck({
  invariant: 'I15',
  sentence:
    'A sourcing request is worth its lines together, and the delivery windows of a line carry all it wants',
})
export class RequestsAreTheirLines implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const wrong = await reader.query<{ id: string }>(DIFFERENT);
    return {
      examined: await counted(reader, 'FROM sourcing_requests'),
      breaks: wrong.map(({ id }) => `sourcing request ${id}: its lines or windows do not add up`),
    };
  }
}
