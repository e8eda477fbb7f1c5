import { ReconcileCheck, counted, type CheckResult, type Checks, type Reader } from '../../platform/index';
import { lesseningEvents, Orders } from '../../procurement/index';
import { GIVE_BACK_MANDATES } from '../storage/give-back';

const SUMS = `
  SELECT 'mandated goods ' || g.id || ': ' || g.taken_base || ' of ' || g.ceiling_base || ' are taken, orders hold '
      || coalesce(sum(o.held_base), 0) AS line
    FROM hub_mandate_goods g LEFT JOIN hub_mandate_orders o ON o.goods_id = g.id
   GROUP BY g.id HAVING g.taken_base <> coalesce(sum(o.held_base), 0)
  UNION ALL
  SELECT 'order ' || o.order_id || ' of mandated goods ' || o.goods_id || ': holds ' || o.held_base || ', its movements say '
      || coalesce(sum(CASE m.kind WHEN 'TAKE' THEN m.quantity_base ELSE -m.quantity_base END), 0)
    FROM hub_mandate_orders o LEFT JOIN hub_mandate_movements m USING (goods_id, order_id)
   GROUP BY o.goods_id, o.order_id
  HAVING o.held_base <> coalesce(sum(CASE m.kind WHEN 'TAKE' THEN m.quantity_base ELSE -m.quantity_base END), 0)
   ORDER BY 1`;

/** What a waiting reaction will still give back apart. */
const HELD = `
  SELECT o.order_id AS "orderId", g.product_id AS "productId", o.held_base AS "heldBase",
    EXISTS (SELECT FROM domain_events e LEFT JOIN reaction_cursors c ON c.stream = e.stream AND c.reaction = $1
      WHERE e.stream = 'order:' || o.order_id AND e.kind = ANY($2) AND e.sequence > coalesce(c.last_sequence, 0)) AS waiting
    FROM hub_mandate_orders o JOIN hub_mandate_goods g ON g.id = o.goods_id ORDER BY 1, 2`;

interface Held {
  readonly orderId: string;
  readonly productId: string;
  readonly heldBase: bigint;
  readonly waiting: boolean;
}

@ReconcileCheck({
  invariant: 'I15',
  sentence:
    'What is taken of a hub’s mandate is what its orders hold of it, within the ceiling: what they still bring or have brought',
})
export class MandatesHoldWhatTheirOrdersBring implements Checks {
  constructor(private readonly orders: Orders) {}

  async check(reader: Reader): Promise<CheckResult> {
    const wrong = await reader.query<{ line: string }>(SUMS);
    const held = await reader.query<Held>(HELD, [GIVE_BACK_MANDATES, lesseningEvents]);
    const ids = [...new Set(held.map(({ orderId }) => orderId))];
    const live = new Map(
      (await this.orders.liveGoods(reader, ids)).map((one) => [
        `${one.orderId} ${one.productId}`,
        one.liveBase,
      ]),
    );
    const off = held.flatMap(({ orderId, productId, heldBase, waiting }) => {
      const liveBase = live.get(`${orderId} ${productId}`) ?? 0n;
      return heldBase < liveBase || (heldBase > liveBase && !waiting)
        ? [`order ${orderId} holds ${heldBase} of a mandate for product ${productId}, it brings ${liveBase}`]
        : [];
    });
    return {
      examined: await counted(reader, 'FROM hub_mandate_goods'),
      breaks: [...wrong.map(({ line }) => line), ...off],
    };
  }
}
