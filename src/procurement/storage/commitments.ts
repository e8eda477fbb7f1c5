import type { Reader, Tx } from '../../platform/index';
import { totalFen, type OrderDraft } from '../domain/order';
import type { AgreedOrder } from './agreed-order';
import type { Order } from './order.entity';

const STANDS = `o.state NOT IN ('CANCELLED_BY_BUYER', 'CANCELLED_BY_SUPPLIER', 'PAYMENT_TIMEOUT', 'REFUSED')`;

export interface DraftedOrder {
  readonly order: AgreedOrder;
  readonly draft: OrderDraft;
}

export interface CommittedOrder extends DraftedOrder {
  /** All that the decision commits: with these orders, and with those placed on it before. */
  readonly fen: bigint;
  /** Who approved at least this sum before. */
  readonly approvedBy: string | null;
}

/**
 * What each order is held against the limit with: orders of one decision are one sum, into however many deliveries,
 * suppliers and awards it falls, or a limit would be passed in pieces (I18). The caller holds the lock of what they are
 * placed on, so that two of them are decided one after the other.
 */
export async function committedBy(
  reader: Reader,
  drafted: readonly DraftedOrder[],
): Promise<CommittedOrder[]> {
  const earlier = await earlierFens(reader, drafted);
  const sums = new Map<string, bigint>();
  for (const { order, draft } of drafted) {
    const key = order.commitment?.key;
    if (key !== undefined) sums.set(key, (sums.get(key) ?? earlier.get(key) ?? 0n) + totalFen(draft));
  }
  return drafted.map(({ order, draft }) => {
    const { commitment } = order;
    const fen = (commitment && sums.get(commitment.key)) ?? totalFen(draft);
    const approval = commitment?.approval ?? null;
    const covered = approval && (approval.uptoFen === null || fen <= approval.uptoFen);
    return { order, draft, fen, approvedBy: covered ? approval.by : null };
  });
}

/** What is left of the basket an order was placed in, this order with another total. The order is locked. */
export async function basketFen(
  tx: Tx,
  { id, basketId }: Pick<Order, 'id' | 'basketId'>,
  fen: bigint,
): Promise<bigint> {
  // Suppliers of one basket may set their freight at the same moment: each then knows the other's.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('basket:' || $1, 0))`, [basketId]);
  const [others] = await tx.query<{ fen: string }>(
    `SELECT coalesce(sum(o.goods_fen + o.freight_fen), 0)::text AS fen FROM orders o
      WHERE o.basket_id = $1 AND o.id <> $2 AND ${STANDS}`,
    [basketId, id],
  );
  return fen + BigInt(others?.fen ?? 0);
}

async function earlierFens(
  reader: Reader,
  drafted: readonly DraftedOrder[],
): Promise<ReadonlyMap<string, bigint>> {
  const commitments = new Map(
    drafted.flatMap(({ order: { commitment: one } }) => (one ? [[one.key, one]] : [])),
  );
  const placed = [...commitments.values()].flatMap(({ key, earlierOrderIds }) =>
    earlierOrderIds.map((id) => ({ key, id })),
  );
  if (placed.length === 0) return new Map();
  const rows = await reader.query<{ key: string; fen: string }>(
    // as text: together they may outgrow bigint
    `SELECT p.key, sum(o.goods_fen + o.freight_fen)::text AS fen FROM unnest($1::text[], $2::uuid[]) p (key, id)
       JOIN orders o ON o.id = p.id
      WHERE ${STANDS} GROUP BY p.key`,
    [placed.map(({ key }) => key), placed.map(({ id }) => id)],
  );
  return new Map(rows.map(({ key, fen }) => [key, BigInt(fen)]));
}
