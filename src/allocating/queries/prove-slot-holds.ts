import { ReconcileCheck, counted, type CheckResult, type Checks, type Reader } from '../../platform/index';

const SUMS = `
  SELECT 'park ' || r.park_id || ': of ' || r.resource || ' ' || r.taken || ' of ' || r.capacity || ' count as taken, its slots take '
      || coalesce(sum(u.capacity), 0) AS line
    FROM park_resources r LEFT JOIN park_slot_uses u ON u.park_id = r.park_id AND u.resource = r.resource AND u.live
   GROUP BY r.park_id, r.resource HAVING r.taken <> coalesce(sum(u.capacity), 0) OR r.taken > r.capacity
  UNION ALL
  SELECT 'slot ' || u.slot_id || ': ' || u.capacity || ' of ' || u.resource || ' are taken of ' || c.capacity
    FROM park_slot_uses u JOIN park_slot_resources c ON c.slot_id = u.slot_id AND c.resource = u.resource AND c.live
   WHERE u.live AND u.capacity > c.capacity
  UNION ALL
  SELECT 'slot ' || h.slot_id || ': ' || count(*) || ' have it' FROM slot_holds h WHERE h.ended_at IS NULL
   GROUP BY h.slot_id HAVING count(*) > 1
   ORDER BY 1`;

const HOLDS = `
  SELECT 'hold ' || h.id || ' is ' || h.state || ' and ' || count(u.*) FILTER (WHERE u.live) || ' of ' || count(u.*) || ' uses of it are live' AS line
    FROM slot_holds h LEFT JOIN park_slot_uses u ON u.taking_id = h.id
   GROUP BY h.id HAVING count(u.*) = 0 OR count(u.*) FILTER (WHERE u.live) <> CASE WHEN h.ended_at IS NULL THEN count(u.*) ELSE 0 END
  UNION ALL
  SELECT 'hold ' || h.id || ' is for another slot, park or enterprise than what it names'
    FROM slot_holds h JOIN parks p ON p.id = h.park_id JOIN investment_intents i ON i.id = h.intent_id
   WHERE h.operator_id <> p.operator_id OR h.investor_id <> i.investor_id
      OR EXISTS (SELECT FROM park_slot_uses u WHERE u.taking_id = h.id AND (u.slot_id, u.park_id) <> (h.slot_id, h.park_id))
  UNION ALL
  SELECT 'hold ' || h.id || ' was not served from its place on the waiting list'
    FROM slot_holds h JOIN slot_waitings w ON w.id = h.waiting_id
   WHERE w.ended_as IS DISTINCT FROM 'SERVED' OR w.release_id <> h.release_id
   ORDER BY 1`;

@ReconcileCheck({
  invariant: 'I19',
  sentence:
    'What is held and allocated of a park adds up, is no more than slot and park have in any resource, and nobody shares a slot',
})
export class TakingsStayWithinCapacity implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const wrong = await reader.query<{ line: string }>(SUMS);
    return { examined: await counted(reader, 'FROM park_resources'), breaks: wrong.map(({ line }) => line) };
  }
}

@ReconcileCheck({
  invariant: 'I19',
  sentence: 'A hold takes what its intent needs while it stands, and nothing once it has ended',
})
export class HoldsTakeWhileTheyStand implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const wrong = await reader.query<{ line: string }>(HOLDS);
    return { examined: await counted(reader, 'FROM slot_holds'), breaks: wrong.map(({ line }) => line) };
  }
}
