import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

async function examined(reader: Reader, table: 'lot_stock' | 'lots'): Promise<number> {
  const [row] = await reader.query<{ n: bigint }>(`SELECT count(*) AS n FROM ${table}`);
  return Number(row?.n ?? 0n);
}

@ReconcileCheck({
  invariant: 'I1',
  sentence: 'Reserved, shipped, lost and transformed quantities of a lot never exceed what came in',
})
export class LotsAreNeverOversold implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const broken = await reader.query<{ lot_id: string }>(
      `SELECT lot_id FROM lot_stock WHERE reserved_base < 0 OR shipped_base < 0 OR loss_base < 0
         OR transformed_out_base < 0 OR reserved_base + shipped_base + loss_base + transformed_out_base > in_base`,
    );
    return {
      examined: await examined(reader, 'lot_stock'),
      breaks: broken.map((row) => `lot ${row.lot_id} is oversold`),
    };
  }
}

@ReconcileCheck({
  invariant: 'I2',
  sentence: 'Movement lines and holders’ lines of a lot add up to its stock',
})
export class StockFollowsItsLines implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const broken = await reader.query<{ lot_id: string }>(STOCK_BESIDE_LINES);
    return {
      examined: await examined(reader, 'lot_stock'),
      breaks: broken.map((row) => `stock of lot ${row.lot_id} differs from its lines`),
    };
  }
}

/** A lot's stock rebuilt from its movements, and once more from its holders. */
const STOCK_BESIDE_LINES = `
  WITH moved AS (
    SELECT lot_id,
      coalesce(sum(quantity_base) FILTER (WHERE kind = 'IN'), 0) AS came,
      coalesce(sum(quantity_base) FILTER (WHERE kind = 'RESERVE'), 0)
        - coalesce(sum(quantity_base) FILTER (WHERE kind IN ('RELEASE', 'SHIP')), 0) AS reserved,
      coalesce(sum(quantity_base) FILTER (WHERE kind = 'SHIP'), 0)
        - coalesce(sum(quantity_base) FILTER (WHERE kind IN ('TRANSIT_LOSS', 'NOT_SOLD', 'RETURN')), 0) AS shipped,
      coalesce(sum(quantity_base) FILTER (WHERE kind IN ('TRANSIT_LOSS', 'WRITE_OFF', 'RETURN')), 0)
        - coalesce(sum(quantity_base) FILTER (WHERE kind = 'PUT_BACK'), 0) AS lost,
      coalesce(sum(quantity_base) FILTER (WHERE kind = 'TRANSFORM_OUT'), 0) AS transformed
    FROM lot_movements GROUP BY lot_id),
  held AS (
    SELECT lot_id, sum(reserved_base) AS reserved, sum(shipped_base) AS shipped FROM lot_holdings GROUP BY lot_id)
  SELECT s.lot_id FROM lot_stock s LEFT JOIN moved m ON m.lot_id = s.lot_id LEFT JOIN held h ON h.lot_id = s.lot_id
  WHERE (s.in_base, s.reserved_base, s.shipped_base, s.loss_base, s.transformed_out_base)
      IS DISTINCT FROM (m.came, m.reserved, m.shipped, m.lost, m.transformed)
     OR (s.reserved_base, s.shipped_base) IS DISTINCT FROM (coalesce(h.reserved, 0), coalesce(h.shipped, 0))`;

@ReconcileCheck({
  invariant: 'I4',
  sentence: 'Origin shares of a lot sum to one, and what goes into a transformation comes out of it',
})
export class OriginsAreConserved implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const shares = await reader.query<{ id: string }>(
      `SELECT l.id FROM lots l WHERE 1000000 IS DISTINCT FROM
         (SELECT sum(o.parts_per_million) FROM lot_origin_shares o WHERE o.lot_id = l.id)`,
    );
    const transformations = await reader.query<{ id: string }>(
      `SELECT t.id FROM lot_transformations t JOIN lot_transformation_parts p ON p.transformation_id = t.id
       WHERE t.kind IN ('MERGE', 'SPLIT') GROUP BY t.id
       HAVING sum(p.quantity_base) FILTER (WHERE p.side = 'SOURCE')
         IS DISTINCT FROM sum(p.quantity_base) FILTER (WHERE p.side = 'CHILD')`,
    );
    return {
      examined: await examined(reader, 'lots'),
      breaks: [
        ...shares.map((row) => `origin shares of lot ${row.id} do not sum to 1000000`),
        ...transformations.map((row) => `transformation ${row.id} does not conserve its quantity`),
      ],
    };
  }
}
