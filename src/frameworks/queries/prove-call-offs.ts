import { ReconcileCheck, counted, type CheckResult, type Checks, type Reader } from '../../platform/index';
import { lesseningEvents } from '../../procurement/index';
import { GIVE_BACK_CALL_OFFS } from '../storage/give-back';

const SUMS = `
  SELECT 'framework line ' || l.id || ': ' || l.taken_base || ' of ' || l.cap_base || ' are taken, call-offs hold '
      || coalesce(sum(c.held_base), 0) AS line
    FROM framework_lines l LEFT JOIN framework_call_offs c ON c.line_id = l.id
   GROUP BY l.id HAVING l.taken_base <> coalesce(sum(c.held_base), 0)
  UNION ALL
  SELECT 'call-off ' || c.order_id || ' of line ' || c.line_id || ': holds ' || c.held_base || ', its movements say '
      || coalesce(sum(CASE m.kind WHEN 'CALL_OFF' THEN m.quantity_base ELSE -m.quantity_base END), 0)
    FROM framework_call_offs c LEFT JOIN framework_movements m ON m.order_id = c.order_id AND m.line_id = c.line_id
   GROUP BY c.order_id, c.line_id
  HAVING c.held_base <> coalesce(sum(CASE m.kind WHEN 'CALL_OFF' THEN m.quantity_base ELSE -m.quantity_base END), 0)
  ORDER BY 1`;

/** Of every order line that calls off what it should hold by its order; what a waiting reaction will give back apart. */
const ORDERS = `
  WITH live AS (
    SELECT l.order_id, l.framework_line_id AS line_id, sum(l.quantity_base) AS ordered, sum(CASE
        WHEN o.state IN ('CANCELLED_BY_BUYER', 'CANCELLED_BY_SUPPLIER', 'PAYMENT_TIMEOUT', 'REFUSED') THEN 0
        WHEN o.accepted_at IS NULL THEN l.quantity_base - l.cancelled_base
        ELSE least(l.quantity_base, coalesce(
          (SELECT sum(a.accepted_base) FROM acceptance_lines a WHERE a.order_line_id = l.id), 0)) END) AS base
    FROM order_lines l JOIN orders o ON o.id = l.order_id JOIN framework_lines f ON f.id = l.framework_line_id
    GROUP BY l.order_id, l.framework_line_id),
  waiting AS (
    SELECT DISTINCT event.stream FROM domain_events event
    LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = $1
    WHERE event.kind = ANY($2) AND event.sequence > coalesce(done.last_sequence, 0))
  SELECT 'call-off ' || coalesce(live.order_id, c.order_id) || ': holds ' || coalesce(c.held_base, 0) || ' of '
      || coalesce(c.called_off_base, 0) || ', its order ' || coalesce(live.base, 0) || ' of ' || coalesce(live.ordered, 0) AS line
    FROM live FULL JOIN framework_call_offs c ON c.order_id = live.order_id AND c.line_id = live.line_id
   WHERE coalesce(c.called_off_base, 0) <> coalesce(live.ordered, 0)
      OR coalesce(c.held_base, 0) < coalesce(live.base, 0)
      OR (coalesce(c.held_base, 0) > coalesce(live.base, 0)
          AND NOT EXISTS (SELECT FROM waiting WHERE stream = 'order:' || c.order_id))
   ORDER BY 1`;

@ReconcileCheck({
  invariant: 'I15',
  sentence:
    'What is taken of a framework line is what its call-offs hold, movement by movement, within the cap',
})
export class FrameworkLinesHoldWhatIsCalledOff implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const wrong = await reader.query<{ line: string }>(SUMS);
    return { examined: await counted(reader, 'FROM framework_lines'), breaks: wrong.map(({ line }) => line) };
  }
}

@ReconcileCheck({
  invariant: 'I15',
  sentence:
    'A call-off holds of its framework what its order still brings or has brought; the rest is given back',
})
export class CallOffsHoldWhatTheirOrdersBring implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const wrong = await reader.query<{ line: string }>(ORDERS, [GIVE_BACK_CALL_OFFS, lesseningEvents]);
    return {
      examined: await counted(reader, 'FROM framework_call_offs'),
      breaks: wrong.map(({ line }) => line),
    };
  }
}
