import type { Tx } from '../../platform/index';

export type MovementKind =
  'IN' | 'RESERVE' | 'RELEASE' | 'SHIP' | 'TRANSIT_LOSS' | 'WRITE_OFF' | 'TRANSFORM_OUT';

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
  WRITE_OFF: 'loss_base = loss_base + m.q',
  TRANSFORM_OUT: 'transformed_out_base = transformed_out_base + m.q',
};

const HOLDING_EFFECT: Partial<Record<MovementKind, string>> = {
  RELEASE: 'reserved_base = h.reserved_base - m.q',
  SHIP: 'reserved_base = h.reserved_base - m.q, shipped_base = h.shipped_base + m.q',
  TRANSIT_LOSS: 'shipped_base = h.shipped_base - m.q',
};

/** Applies movements of one kind to stock rows the caller has locked, and keeps their lines. */
export async function move(tx: Tx, movements: readonly Movement[]): Promise<void> {
  const kind = movements[0]?.kind;
  if (!kind) return;
  const columns = [
    movements.map((m) => m.lotId),
    movements.map((m) => String(m.quantityBase)),
    movements.map((m) => m.holderId ?? null),
    movements.map((m) => m.referenceId ?? null),
  ];
  if (STOCK_EFFECT[kind])
    await tx.query(
      `UPDATE lot_stock SET ${STOCK_EFFECT[kind]} FROM (
         SELECT lot_id AS id, sum(q)::bigint AS q FROM unnest($1::uuid[], $2::bigint[]) AS x (lot_id, q) GROUP BY lot_id) m
       WHERE lot_id = m.id`,
      columns.slice(0, 2),
    );
  await changeHoldings(tx, kind, columns);
  await tx.query(
    `INSERT INTO lot_movements (lot_id, kind, quantity_base, holder_id, reference_id, at)
     SELECT x.lot_id, $5, x.q, x.holder_id, x.reference_id, $6
     FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::uuid[]) AS x (lot_id, q, holder_id, reference_id)`,
    [...columns, kind, tx.at],
  );
}

async function changeHoldings(tx: Tx, kind: MovementKind, columns: readonly unknown[]): Promise<void> {
  const summed = `SELECT lot_id, holder_id, sum(q)::bigint AS q
    FROM unnest($1::uuid[], $2::bigint[], $3::uuid[]) AS x (lot_id, q, holder_id) GROUP BY lot_id, holder_id`;
  const values = columns.slice(0, 3);
  if (kind === 'RESERVE') {
    await tx.query(
      `INSERT INTO lot_holdings AS h (lot_id, holder_id, reserved_base) ${summed}
       ON CONFLICT (holder_id, lot_id) DO UPDATE SET reserved_base = h.reserved_base + excluded.reserved_base`,
      values,
    );
    return;
  }
  const effect = HOLDING_EFFECT[kind];
  if (effect)
    await tx.query(
      `UPDATE lot_holdings h SET ${effect} FROM (${summed}) m WHERE h.lot_id = m.lot_id AND h.holder_id = m.holder_id`,
      values,
    );
}
