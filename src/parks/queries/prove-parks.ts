import { ReconcileCheck, counted, type CheckResult, type Checks, type Reader } from '../../platform/index';

const SUMS = `
  SELECT 'park ' || r.park_id || ': of ' || r.resource || ' ' || r.slotted || ' of ' || r.capacity || ' are taken, its slots take '
      || coalesce(sum(s.capacity), 0) AS line
    FROM park_resources r LEFT JOIN park_slot_resources s ON s.park_id = r.park_id AND s.resource = r.resource AND s.live
   GROUP BY r.park_id, r.resource HAVING r.slotted <> coalesce(sum(s.capacity), 0) OR r.slotted > r.capacity
  UNION ALL
  SELECT 'park ' || p.id || ': has ' || coalesce(r.capacity, 0) || ' of ' || coalesce(r.resource, c.resource) || ', its confirmed wording says '
      || coalesce(c.capacity, 0)
    FROM parks p JOIN (SELECT park_id, resource FROM park_resources UNION SELECT park_id, resource FROM park_wording_capacities) named
        ON named.park_id = p.id
      LEFT JOIN park_resources r ON r.park_id = p.id AND r.resource = named.resource
      LEFT JOIN park_wording_capacities c ON c.park_id = p.id AND c.wording = p.wording AND c.resource = named.resource
   WHERE coalesce(r.capacity, 0) <> coalesce(c.capacity, 0)
  UNION ALL
  SELECT 'slot ' || s.id || ': what is live of it is not what its terms ' || s.terms || ' have'
    FROM park_slots s WHERE EXISTS (SELECT FROM park_slot_resources r WHERE r.slot_id = s.id
      AND r.live <> (r.terms = s.terms AND s.state <> 'RETIRED'))
  UNION ALL
  SELECT 'slot ' || s.id || ': its price is not that of its terms ' || s.terms
    FROM park_slots s JOIN park_slot_terms t ON t.slot_id = s.id AND t.number = s.terms
   WHERE (t.price_fen, t.price_basis, t.available_from) <> (s.price_fen, s.price_basis, s.available_from)
   ORDER BY 1`;

const DECIDED = `
  SELECT 'park ' || p.id || ' shows wording ' || p.wording || ', which is ' || w.state AS line
    FROM parks p JOIN park_wordings w ON w.park_id = p.id AND w.number = p.wording
   WHERE w.state <> 'CONFIRMED' OR EXISTS (SELECT FROM park_wordings later
     WHERE later.park_id = p.id AND later.state = 'CONFIRMED' AND later.number > p.wording)
  UNION ALL
  SELECT 'wording ' || w.number || ' of park ' || w.park_id || ' was confirmed by its operator''s own people'
    FROM park_wordings w JOIN parks p ON p.id = w.park_id JOIN members m ON m.id = w.decided_by
   WHERE m.organization_id = p.operator_id
   ORDER BY 1`;

@ReconcileCheck({
  invariant: 'I19',
  sentence:
    'What the slots of a park take of each resource adds up, and is no more than the park has by its confirmed wording',
})
export class SlotsStayWithinTheirPark implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const wrong = await reader.query<{ line: string }>(SUMS);
    return { examined: await counted(reader, 'FROM park_resources'), breaks: wrong.map(({ line }) => line) };
  }
}

@ReconcileCheck({
  invariant: 'I18',
  sentence: 'What is shown of a park was confirmed last, by others than who said it',
})
export class ParksShowWhatWasConfirmed implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const wrong = await reader.query<{ line: string }>(DECIDED);
    return { examined: await counted(reader, 'FROM parks'), breaks: wrong.map(({ line }) => line) };
  }
}

const CLOSED = `
  SELECT p.id FROM parks p LEFT JOIN park_closings c ON c.park_id = p.id AND c.state = 'CONFIRMED'
   WHERE (p.state = 'CLOSED') <> (c.number IS NOT NULL) OR p.closed_on IS DISTINCT FROM c.closed_on
      OR c.proposer_id = c.decider_id OR c.proposed_by = c.decided_by ORDER BY 1`;

@ReconcileCheck({
  invariant: 'I18',
  sentence: 'Every closed park was closed on its day by two people of two offices, and no other park was',
})
export class ParksCloseByTwoSides implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const wrong = await reader.query<{ id: string }>(CLOSED);
    return {
      examined: await counted(reader, `FROM park_closings WHERE state = 'CONFIRMED'`),
      breaks: wrong.map(({ id }) => `park ${id} and what was decided of its closing differ`),
    };
  }
}
