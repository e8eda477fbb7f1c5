import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

const LIVE = `('PLACED', 'CONTRACT_SUPPLIER_SIGNED', 'CONTRACT_SIGNED', 'AWAITING_PAYMENT', 'PAID', 'IN_FULFILMENT',
  'SHIPPED', 'DELIVERED', 'ACCEPTED', 'SETTLED', 'CLOSED', 'DISPUTED')`;

/** Per line: taken is, per shipment line, the larger of dispatched and accepted; shipped what was accepted or is on its way. */
const LINES = `
  SELECT l.id, CASE WHEN o.state IN ${LIVE} THEN l.quantity_base - l.cancelled_base ELSE 0 END AS ordered,
    coalesce(sum(greatest(s.quantity_base, coalesce(a.accepted_base, 0))), 0) AS taken,
    coalesce(sum(coalesce(a.accepted_base, s.quantity_base)), 0) AS shipped
  FROM order_lines l JOIN orders o ON o.id = l.order_id
  LEFT JOIN shipment_lines s ON s.order_line_id = l.id
  LEFT JOIN acceptance_lines a ON a.shipment_line_id = s.id
  GROUP BY l.id, o.state`;

interface Compared {
  id: string;
  expected: string;
  held: string;
}

async function compare(reader: Reader, expected: string, held: string): Promise<CheckResult> {
  const rows = await reader.query<Compared>(
    `SELECT e.id, (${expected})::text AS expected, coalesce(h.${held}, 0)::text AS held
     FROM (${LINES}) e LEFT JOIN lot_holdings h ON h.holder_id = e.id`,
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
  sentence: 'What every order line has on its way or accepted is what its lot has shipped for it',
})
export class ShippedLinesAreShippedStock implements Checks {
  check(reader: Reader): Promise<CheckResult> {
    return compare(reader, 'e.shipped', 'shipped_base');
  }
}
