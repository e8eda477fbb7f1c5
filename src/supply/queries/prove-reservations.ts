import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

const moved = (kinds: string) => `coalesce(sum(m.quantity_base) FILTER (WHERE m.kind IN (${kinds})), 0)`;

/** By announcement and holder: what its lines come to beside its row, and what lots it was brought to. */
const RESERVED = `
  WITH moved AS (
    SELECT m.forward_supply_id, m.holder_id, ${moved(`'RESERVE'`)} - ${moved(`'RELEASE', 'TO_LOT', 'CUT'`)} AS reserved,
      ${moved(`'CUT'`)} AS cut
    FROM forward_supply_movements m WHERE m.holder_id IS NOT NULL GROUP BY 1, 2)
  SELECT coalesce(r.holder_id, m.holder_id) AS holder FROM moved m
    FULL JOIN forward_supply_reservations r USING (holder_id, forward_supply_id)
  WHERE coalesce(r.reserved_base, 0) <> coalesce(m.reserved, 0) OR coalesce(r.cut_base, 0) > coalesce(m.cut, 0)
  ORDER BY 1`;

@ReconcileCheck({
  invariant: 'I2',
  sentence: 'Reservations of an announced harvest follow their lines and add up to what it has reserved',
})
export class ReservationsFollowTheirLines implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const held = await reader.query<{ id: string; reserved: bigint; sum: bigint }>(
      `SELECT s.forward_supply_id AS id, s.reserved_base AS reserved, coalesce(r.reserved, 0)::bigint AS sum
         FROM forward_supply_stock s LEFT JOIN (SELECT forward_supply_id, sum(reserved_base) AS reserved
           FROM forward_supply_reservations GROUP BY 1) r USING (forward_supply_id) ORDER BY 1`,
    );
    const broken = await reader.query<{ holder: string }>(RESERVED);
    return {
      examined: held.length,
      breaks: [
        ...held
          .filter(({ reserved, sum }) => reserved !== sum)
          .map(
            ({ id, reserved, sum }) =>
              `announced harvest ${id}: ${reserved} reserved, ${sum} by its reservations`,
          ),
        ...broken.map(({ holder }) => `the reservation of ${holder} differs from its lines`),
      ],
    };
  }
}
