import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';

/** So much of a framework line; what is called off of one line comes as one entry. */
export interface LineQuantity {
  readonly lineId: string;
  readonly quantityBase: bigint;
}

/**
 * What call-offs hold of framework lines, with a movement for every step. The framework is locked; the table itself
 * refuses more than the cap, and to give back more than was called off.
 */
@Injectable()
export class FrameworkQuantities {
  async callOff(tx: Tx, orderId: string, wanted: readonly LineQuantity[]): Promise<void> {
    await tx.query(
      `WITH wanted AS (SELECT line_id, quantity_base FROM unnest($2::uuid[], $3::bigint[]) w (line_id, quantity_base)),
       held AS (
         INSERT INTO framework_call_offs (order_id, line_id, called_off_base, held_base, called_off_at)
         SELECT $1, line_id, quantity_base, quantity_base, $4 FROM wanted)
       UPDATE framework_lines l SET taken_base = taken_base + w.quantity_base FROM wanted w WHERE l.id = w.line_id`,
      [orderId, ...columnsOf(wanted), tx.at],
    );
    await this.note(tx, orderId, 'CALL_OFF', wanted);
  }

  /** Lets the call-off hold no more than this; what it held above goes back to its lines. True: something did. */
  async lowerTo(tx: Tx, orderId: string, live: readonly LineQuantity[]): Promise<boolean> {
    const held = await tx.query<{ lineId: string; heldBase: bigint }>(
      `SELECT line_id AS "lineId", held_base AS "heldBase" FROM framework_call_offs WHERE order_id = $1 ORDER BY line_id`,
      [orderId],
    );
    const back = held.flatMap(({ lineId, heldBase }) => {
      const liveBase = live.find((line) => line.lineId === lineId)?.quantityBase ?? 0n;
      return heldBase > liveBase ? [{ lineId, quantityBase: heldBase - liveBase }] : [];
    });
    if (back.length === 0) return false;
    await tx.query(
      `WITH back AS (SELECT line_id, quantity_base FROM unnest($2::uuid[], $3::bigint[]) b (line_id, quantity_base)),
       lowered AS (
         UPDATE framework_call_offs c SET held_base = held_base - b.quantity_base FROM back b
          WHERE c.order_id = $1 AND c.line_id = b.line_id)
       UPDATE framework_lines l SET taken_base = taken_base - b.quantity_base FROM back b WHERE l.id = b.line_id`,
      [orderId, ...columnsOf(back)],
    );
    await this.note(tx, orderId, 'GIVE_BACK', back);
    return true;
  }

  private async note(
    tx: Tx,
    orderId: string,
    kind: 'CALL_OFF' | 'GIVE_BACK',
    moved: readonly LineQuantity[],
  ): Promise<void> {
    await tx.query(
      `INSERT INTO framework_movements (order_id, line_id, kind, quantity_base, at)
       SELECT $1, line_id, $4, quantity_base, $5 FROM unnest($2::uuid[], $3::bigint[]) m (line_id, quantity_base)`,
      [orderId, ...columnsOf(moved), kind, tx.at],
    );
  }
}

const columnsOf = (quantities: readonly LineQuantity[]) => [
  quantities.map(({ lineId }) => lineId),
  quantities.map(({ quantityBase }) => String(quantityBase)),
];
