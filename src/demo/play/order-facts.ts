import type { Database } from '../../platform/index';

/** What the next step of an order has to name: versions and ids as its people would see them on their screens. */
export interface OrderFacts {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  /** Not yet given. */
  readonly approvalRequired: boolean;
  readonly contractId: string;
  readonly contractSha256: string;
  readonly lineId: string;
  readonly transferCode: string | null;
  readonly outstandingFen: bigint;
  readonly shipments: readonly ShipmentFacts[];
}

export interface ShipmentFacts {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly lineId: string;
  readonly grams: string;
}

const FACTS = `SELECT o.id, o.state, o.version, o.approval_required AND o.approved_by IS NULL AS "approvalRequired",
  contract.id AS "contractId", contract.sha256 AS "contractSha256", line.id AS "lineId",
  request.transfer_code AS "transferCode",
  coalesce(request.due_fen, 0) - coalesce((SELECT sum(fen) FROM payments WHERE request_id = request.id), 0)::bigint AS "outstandingFen",
  coalesce((SELECT json_agg(json_build_object('id', s.id, 'version', s.version, 'state', s.state, 'lineId', sl.id, 'grams', sl.quantity_base::text)
    ORDER BY s.number) FROM shipments s JOIN shipment_lines sl ON sl.shipment_id = s.id WHERE s.order_id = o.id), '[]') AS shipments
  FROM orders o JOIN order_lines line ON line.order_id = o.id
  JOIN order_contracts contract ON contract.order_id = o.id AND contract.version = o.contract_version
  LEFT JOIN payment_requests request ON request.subject_kind = 'ORDER' AND request.subject_id = o.id
  WHERE o.id = ANY($1)`;

export async function readOrderFacts(
  database: Database,
  ids: readonly string[],
): Promise<Map<string, OrderFacts>> {
  const rows = await database.query<OrderFacts>(FACTS, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}
