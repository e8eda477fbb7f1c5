import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';

/** So much of one product of a mandate, by one order. */
export interface HeldGoods {
  readonly goodsId: string;
  readonly orderId: string;
  readonly quantityBase: bigint;
}

/**
 * What orders hold of mandates, with a movement for every step; the table itself refuses more than the ceiling. These rows
 * are locked last of all, in ascending id.
 */
@Injectable()
export class HubQuantities {
  /** True: it is within the ceiling, and held from now on. */
  async take(tx: Tx, { goodsId, orderId, quantityBase }: HeldGoods): Promise<boolean> {
    const taken = await tx.query(
      `UPDATE hub_mandate_goods SET taken_base = taken_base + $2
        WHERE id = $1 AND taken_base + $2 <= ceiling_base RETURNING id`,
      [goodsId, quantityBase],
    );
    if (taken.length === 0) return false;
    await tx.query(
      `INSERT INTO hub_mandate_orders (goods_id, order_id, taken_base, held_base, taken_at) VALUES ($1, $2, $3, $3, $4)`,
      [goodsId, orderId, quantityBase, tx.at],
    );
    await this.note(tx, 'TAKE', [{ goodsId, orderId, quantityBase }]);
    return true;
  }

  /** What the order held above this comes back to its mandates. */
  async lowerTo(tx: Tx, orderId: string, live: ReadonlyMap<string, bigint>): Promise<void> {
    const held = await tx.query<{ goodsId: string; productId: string; heldBase: bigint }>(
      `SELECT o.goods_id AS "goodsId", g.product_id AS "productId", o.held_base AS "heldBase"
         FROM hub_mandate_orders o JOIN hub_mandate_goods g ON g.id = o.goods_id
        WHERE o.order_id = $1 ORDER BY g.id FOR UPDATE`,
      [orderId],
    );
    const back = held.flatMap(({ goodsId, productId, heldBase }) => {
      const quantityBase = heldBase - (live.get(productId) ?? 0n);
      return quantityBase > 0n ? [{ goodsId, orderId, quantityBase }] : [];
    });
    for (const { goodsId, quantityBase } of back) {
      await tx.query('UPDATE hub_mandate_goods SET taken_base = taken_base - $2 WHERE id = $1', [
        goodsId,
        quantityBase,
      ]);
      await tx.query(
        'UPDATE hub_mandate_orders SET held_base = held_base - $3 WHERE goods_id = $1 AND order_id = $2',
        [goodsId, orderId, quantityBase],
      );
    }
    await this.note(tx, 'GIVE_BACK', back);
  }

  private async note(tx: Tx, kind: 'TAKE' | 'GIVE_BACK', moved: readonly HeldGoods[]): Promise<void> {
    await tx.query(
      `INSERT INTO hub_mandate_movements (goods_id, order_id, kind, quantity_base, at)
       SELECT goods, ord, $4, quantity, $5 FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) m (goods, ord, quantity)`,
      [
        moved.map(({ goodsId }) => goodsId),
        moved.map(({ orderId }) => orderId),
        moved.map(({ quantityBase }) => String(quantityBase)),
        kind,
        tx.at,
      ],
    );
  }
}
