import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

const LIVE = `('PLACED', 'CONTRACT_SUPPLIER_SIGNED', 'CONTRACT_SIGNED', 'AWAITING_PAYMENT', 'PAID', 'IN_FULFILMENT',
  'SHIPPED', 'DELIVERED', 'ACCEPTED', 'SETTLED', 'CLOSED', 'DISPUTED')`;

/** Per line on a lot: taken is, per shipment line, the larger of dispatched and accepted; shipped what was accepted or is on its way and did not come back. */
const LINES = `
  SELECT l.id, CASE WHEN o.state IN ${LIVE} THEN l.quantity_base - l.cancelled_base ELSE 0 END AS ordered,
    coalesce(sum(greatest(s.quantity_base, coalesce(a.accepted_base, 0))), 0) AS taken,
    coalesce(sum(coalesce(a.accepted_base, s.quantity_base)), 0) - coalesce(max(b.returned), 0) AS shipped
  FROM order_lines l JOIN orders o ON o.id = l.order_id
  LEFT JOIN shipment_lines s ON s.order_line_id = l.id
  LEFT JOIN acceptance_lines a ON a.shipment_line_id = s.id
  LEFT JOIN (SELECT holder_id, sum(quantity_base) AS returned FROM lot_movements WHERE kind = 'RETURN' GROUP BY holder_id) b
    ON b.holder_id = l.id
  WHERE l.lot_id IS NOT NULL
  GROUP BY l.id, o.state`;

/**
 * Per line that waits for a harvest. Between a certification and the step that brings the line to its lots it holds them
 * already under its own id; what is cut stands with its reservation until the buyer has decided.
 */
const WAITING = `
  SELECT l.id, (CASE WHEN o.state IN ${LIVE} THEN l.quantity_base - l.cancelled_base ELSE 0 END)::text AS expected,
    (coalesce(r.reserved_base + r.cut_base, 0)
      + coalesce((SELECT sum(h.reserved_base) FROM lot_holdings h WHERE h.holder_id = l.id), 0))::text AS held
  FROM order_lines l JOIN orders o ON o.id = l.order_id
  LEFT JOIN forward_supply_reservations r ON r.holder_id = l.id AND r.forward_supply_id = l.forward_supply_id
  WHERE l.lot_id IS NULL`;

/** Reservations nobody has ordered. */
const STRAY = `
  SELECT r.holder_id AS id, '0' AS expected, r.reserved_base::text AS held FROM forward_supply_reservations r
  WHERE NOT EXISTS (SELECT FROM order_lines l WHERE l.id = r.holder_id AND l.forward_supply_id = r.forward_supply_id)`;

interface Compared {
  id: string;
  expected: string;
  held: string;
}

async function compare(reader: Reader, expected: string, held: string): Promise<CheckResult> {
  const rows = await reader.query<Compared>(
    // A line that became lots part by part has empty holdings of the lots other lines took over.
    `SELECT e.id, (${expected})::text AS expected, coalesce(h.held, 0)::text AS held
     FROM (${LINES}) e LEFT JOIN (SELECT holder_id, sum(${held}) AS held FROM lot_holdings GROUP BY holder_id) h
       ON h.holder_id = e.id`,
  );
  const differing = rows.filter((row) => row.expected !== row.held);
  return {
    examined: rows.length,
    breaks: differing.map(
      (row) => `order line ${row.id}: ${row.expected} by its order, ${row.held} in the lot`,
    ),
  };
}

@ReconcileCheck({
  invariant: 'I2',
  sentence: 'Every order line has reserved of its lot exactly what is ordered and not yet sent or cancelled',
})
export class LinesHoldWhatTheyReserved implements Checks {
  check(reader: Reader): Promise<CheckResult> {
    return compare(reader, 'greatest(e.ordered - e.taken, 0)', 'reserved_base');
  }
}

@ReconcileCheck({
  invariant: 'I2',
  sentence:
    'What every order line has on its way or accepted, less what came back, is what its lot has shipped for it',
})
export class ShippedLinesAreShippedStock implements Checks {
  check(reader: Reader): Promise<CheckResult> {
    return compare(reader, 'e.shipped', 'shipped_base');
  }
}

@ReconcileCheck({
  invariant: 'I2',
  sentence:
    'What waits for an announced harvest is reserved of it, has become lots or was cut, exactly as ordered; nothing else is reserved',
})
export class WaitingLinesHoldTheirHarvest implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const waiting = await reader.query<Compared>(WAITING);
    const stray = await reader.query<Compared>(STRAY);
    return {
      examined: waiting.length,
      breaks: [...waiting.filter((row) => row.expected !== row.held), ...stray].map(
        (row) => `order line ${row.id}: ${row.expected} by its order, ${row.held} of the announced harvest`,
      ),
    };
  }
}
