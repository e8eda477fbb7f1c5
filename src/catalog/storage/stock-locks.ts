import { type Audit, type Tx } from '../../platform/index';
import type { LotState } from '../domain/lot.states';

/** A stock row under lock; `available` is mutable while a request is checked. */
export interface LockedStock {
  lot_id: string;
  available: bigint;
  state: LotState;
  display_unit: string;
}

export interface HoldingRow {
  holderId: string;
  lotId: string;
  reserved: bigint;
  shipped: bigint;
}

/** Locks stock rows in ascending lot id: the one order everybody follows. */
export async function lockRows(tx: Tx, lotIds: readonly string[]): Promise<void> {
  const ids = [...new Set(lotIds)].sort();
  await tx.query('SELECT 1 FROM lot_stock WHERE lot_id = ANY($1::uuid[]) ORDER BY lot_id FOR UPDATE', [ids]);
}

/** Locks and reads them. */
export async function lockStock(tx: Tx, lotIds: readonly string[]): Promise<Map<string, LockedStock>> {
  await lockRows(tx, lotIds);
  // A second statement: a join inside the locking one would show rows from before the wait.
  const rows = await tx.query<LockedStock>(
    `SELECT s.lot_id, l.state, p.display_unit,
              s.in_base - s.reserved_base - s.shipped_base - s.loss_base - s.transformed_out_base AS available
       FROM lot_stock s JOIN lots l ON l.id = s.lot_id JOIN products p ON p.id = l.product_id
       WHERE s.lot_id = ANY($1::uuid[])`,
    [[...new Set(lotIds)]],
  );
  return new Map(rows.map((row) => [row.lot_id, row]));
}

/** The holders' rows, read under the locks of their lots; quantities are mutable while a request is checked. */
export async function lockHoldings(tx: Tx, holderIds: readonly string[]): Promise<HoldingRow[]> {
  const sql = `SELECT holder_id AS "holderId", lot_id AS "lotId", reserved_base AS reserved, shipped_base AS shipped
      FROM lot_holdings WHERE holder_id = ANY($1::uuid[]) ORDER BY holder_id, lot_id`;
  const lots = await tx.query<HoldingRow>(sql, [holderIds]);
  await lockStock(
    tx,
    lots.map((row) => row.lotId),
  );
  return tx.query<HoldingRow>(sql, [holderIds]);
}

/** A lot with nothing left on hand is DEPLETED. */
export async function closeEmptyLots(tx: Tx, audit: Audit, lotIds: readonly string[]): Promise<void> {
  const closed = await tx.query<{ id: string; from_state: string }>(
    `UPDATE lots l SET state = 'DEPLETED', version = l.version + 1
       FROM lot_stock s, lots before
       WHERE s.lot_id = l.id AND before.id = l.id AND l.id = ANY($1::uuid[])
         AND l.state IN ('HARVESTED', 'AVAILABLE', 'ON_HOLD')
         AND s.in_base = s.shipped_base + s.loss_base + s.transformed_out_base
       RETURNING l.id, before.state AS from_state`,
    [lotIds],
  );
  for (const { id, from_state } of closed) {
    await audit.record(tx, {
      actor: null,
      action: 'depleteLot',
      subjectKind: 'Lot',
      subjectId: id,
      fromState: from_state,
      toState: 'DEPLETED',
    });
  }
}

/** Whether nothing is left on hand. */
export async function isEmpty(tx: Tx, lotId: string): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM lot_stock WHERE lot_id = $1 AND in_base = shipped_base + loss_base + transformed_out_base`,
    [lotId],
  );
  return rows.length > 0;
}
