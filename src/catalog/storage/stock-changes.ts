import type { Tx } from '../../platform/index';

export type MovementKind =
  | 'IN'
  | 'RESERVE'
  | 'RELEASE'
  | 'SHIP'
  | 'TRANSIT_LOSS'
  | 'NOT_SOLD'
  | 'RETURN'
  | 'PUT_BACK'
  | 'WRITE_OFF'
  | 'TRANSFORM_OUT';

export interface Movement {
  readonly lotId: string;
  readonly kind: MovementKind;
  readonly quantityBase: bigint;
  readonly holderId?: string;
  /** What caused it: a shipment line, a transformation. */
  readonly referenceId?: string;
}

/** What each kind of movement adds to a stock row and to a holder's row, per unit moved. */
const STOCK_EFFECT: Readonly<Record<MovementKind, string>> = {
  IN: '',
  RESERVE: 'reserved_base = reserved_base + m.q',
  RELEASE: 'reserved_base = reserved_base - m.q',
  SHIP: 'reserved_base = reserved_base - m.q, shipped_base = shipped_base + m.q',
  TRANSIT_LOSS: 'shipped_base = shipped_base - m.q, loss_base = loss_base + m.q',
  NOT_SOLD: 'shipped_base = shipped_base - m.q',
  RETURN: 'shipped_base = shipped_base - m.q, loss_base = loss_base + m.q',
  PUT_BACK: 'loss_base = loss_base - m.q',
  WRITE_OFF: 'loss_base = loss_base + m.q',
  TRANSFORM_OUT: 'transformed_out_base = transformed_out_base + m.q',
};

const HOLDING_EFFECT: Partial<Record<MovementKind, string>> = {
  RELEASE: 'reserved_base = h.reserved_base - m.q',
  SHIP: 'reserved_base = h.reserved_base - m.q, shipped_base = h.shipped_base + m.q',
  TRANSIT_LOSS: 'shipped_base = h.shipped_base - m.q',
  NOT_SOLD: 'shipped_base = h.shipped_base - m.q',
  RETURN: 'shipped_base = h.shipped_base - m.q',
};

/** Applies movements of one kind to stock rows the caller has locked, and keeps their lines: one statement. */
export async function move(tx: Tx, movements: readonly Movement[]): Promise<void> {
  const kind = movements[0]?.kind;
  if (!kind) return;
  const steps = [
    `moved AS (SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::uuid[]) AS x (lot_id, q, holder_id, reference_id))`,
    ...stockStep(kind),
    ...holdingsStep(kind),
  ];
  await tx.query(
    `WITH ${steps.join(', ')}
     INSERT INTO lot_movements (lot_id, kind, quantity_base, holder_id, reference_id, at)
     SELECT lot_id, $5, q, holder_id, reference_id, $6 FROM moved`,
    [
      movements.map((m) => m.lotId),
      movements.map((m) => String(m.quantityBase)),
      movements.map((m) => m.holderId ?? null),
      movements.map((m) => m.referenceId ?? null),
      kind,
      tx.at,
    ],
  );
}

function stockStep(kind: MovementKind): string[] {
  if (!STOCK_EFFECT[kind]) return [];
  return [
    `stock AS (UPDATE lot_stock SET ${STOCK_EFFECT[kind]}
       FROM (SELECT lot_id AS id, sum(q)::bigint AS q FROM moved GROUP BY lot_id) m WHERE lot_id = m.id)`,
  ];
}

function holdingsStep(kind: MovementKind): string[] {
  const summed = 'SELECT lot_id, holder_id, sum(q)::bigint AS q FROM moved GROUP BY lot_id, holder_id';
  if (kind === 'RESERVE')
    return [
      `holdings AS (INSERT INTO lot_holdings AS h (lot_id, holder_id, reserved_base) ${summed}
         ON CONFLICT (holder_id, lot_id) DO UPDATE SET reserved_base = h.reserved_base + excluded.reserved_base)`,
    ];
  const effect = HOLDING_EFFECT[kind];
  if (!effect) return [];
  return [
    `holdings AS (UPDATE lot_holdings h SET ${effect} FROM (${summed}) m
       WHERE h.lot_id = m.lot_id AND h.holder_id = m.holder_id)`,
  ];
}
