import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';
import { IS_OPEN } from '../storage/forward-supply-view';

async function examined(reader: Reader, table: 'forward_supplies' | 'capacities'): Promise<number> {
  const [row] = await reader.query<{ n: bigint }>(`SELECT count(*) AS n FROM ${table}`);
  return Number(row?.n ?? 0n);
}

@ReconcileCheck({
  invariant: 'I2',
  sentence:
    'Movement lines of an announced harvest add up to what it holds; open it holds its lower bound less its lots, closed nothing',
})
export class AnnouncementsFollowTheirLines implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const broken = await reader.query<{ id: string }>(STOCK_BESIDE_LINES);
    return {
      examined: await examined(reader, 'forward_supplies'),
      breaks: broken.map(({ id }) => `announced harvest ${id} differs from its lines`),
    };
  }
}

const moved = (kinds: string) => `coalesce(sum(m.quantity_base) FILTER (WHERE m.kind IN (${kinds})), 0)`;

const STOCK_BESIDE_LINES = `
  WITH moved AS (
    SELECT m.forward_supply_id,
      ${moved(`'ANNOUNCE', 'RAISE'`)} - ${moved(`'LOWER', 'CERTIFY', 'GIVE_BACK'`)} AS held,
      ${moved(`'CERTIFY', 'CERTIFY_MORE'`)} AS certified
    FROM forward_supply_movements m GROUP BY m.forward_supply_id),
  lotted AS (
    SELECT made.forward_supply_id, sum(l.in_base) AS certified
    FROM (SELECT DISTINCT forward_supply_id, lot_id FROM forward_supply_movements WHERE lot_id IS NOT NULL) made
      JOIN lot_stock l ON l.lot_id = made.lot_id GROUP BY made.forward_supply_id)
  SELECT f.id FROM forward_supplies f
    LEFT JOIN forward_supply_stock s ON s.forward_supply_id = f.id
    LEFT JOIN forward_supply_versions v ON v.forward_supply_id = f.id AND v.number = f.current_number
    LEFT JOIN moved ON moved.forward_supply_id = f.id LEFT JOIN lotted ON lotted.forward_supply_id = f.id
  WHERE (s.held_base, s.certified_base, s.certified_base, s.lower_base)
      IS DISTINCT FROM (moved.held, moved.certified, coalesce(lotted.certified, 0), v.lower_base)
    OR s.held_base <> CASE WHEN ${IS_OPEN} THEN greatest(s.lower_base - s.certified_base, 0) ELSE 0 END`;

@ReconcileCheck({
  invariant: 'I3',
  sentence: 'What announced harvests hold is what their land keeps for them',
})
export class LandKeepsWhatIsAnnounced implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const broken = await reader.query<{ id: string; kept: bigint; held: bigint }>(
      `SELECT c.id, c.announced_base AS kept, coalesce(h.held, 0)::bigint AS held FROM capacities c
         LEFT JOIN (SELECT f.capacity_id, sum(s.held_base) AS held FROM forward_supplies f
           JOIN forward_supply_stock s ON s.forward_supply_id = f.id GROUP BY f.capacity_id) h ON h.capacity_id = c.id
        WHERE c.announced_base <> coalesce(h.held, 0) ORDER BY c.id`,
    );
    return {
      examined: await examined(reader, 'capacities'),
      breaks: broken.map(({ id, kept, held }) => `capacity ${id}: announced ${held}, kept ${kept}`),
    };
  }
}
