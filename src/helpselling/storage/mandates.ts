import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { RelatedOrganizations } from '../../organizations/index';
import { businessDateOf, type Reader, type Tx } from '../../platform/index';
import { helpSellRefusals } from '../domain/help-sell.refusals';
import { MandateRoom, type LiveMandate } from './mandate-room';

/** What somebody would buy over a channel. */
export interface ChannelSale {
  readonly buyerId: string;
  /** Whose purchase it is: of another house where a contractor buys. */
  readonly unitId: string;
  readonly channelId: string;
  readonly goods: readonly { readonly supplierId: string; readonly productId: string }[];
}

/** So much of a mandate, for one order. */
export interface MandateDraw {
  readonly mandateId: string;
  readonly orderId: string;
  readonly fen: bigint;
}

/** Who helped with what, for whoever counts it. */
export interface MandateFactsOf {
  readonly mandateId: string;
  readonly helperId: string;
  readonly supplierId: string;
  readonly channelId: string;
  readonly signedAt: Date;
}

/**
 * The door through which orders come under mandates (I11). Mandate rows are locked after budgets and lots, in ascending
 * id, and nothing but an order's own rows, its payment request and what hangs on that is locked after them.
 */
@Injectable()
export class Mandates {
  constructor(private readonly related: RelatedOrganizations) {}

  /** Locks what covers these sales at this instant, until the transaction ends: an end of it waits, or has come. */
  async lock(tx: Tx, sales: readonly ChannelSale[]): Promise<MandateRoom> {
    if (sales.length === 0) return new MandateRoom([], new Set(), () => false);
    const wanted = sales.flatMap(({ channelId, goods }) => goods.map((one) => ({ channelId, ...one })));
    const channels = await tx.query<{ id: string }>(
      `SELECT id FROM sales_channels WHERE id = ANY($1::uuid[]) AND state = 'OPEN' ORDER BY id FOR SHARE`,
      [sales.map(({ channelId }) => channelId)],
    );
    const live = await tx.query<LiveMandate>(
      `SELECT m.id AS "mandateId", m.helper_id AS "helperId", m.supplier_id AS "supplierId", m.channel_id AS "channelId",
         p.product_id AS "productId", m.ceiling_fen - m.drawn_fen AS "leftFen"
       FROM help_sell_mandates m JOIN help_sell_products p ON p.mandate_id = m.id
       WHERE m.state = 'SIGNED' AND m.signed_at < $4 AND $5::date BETWEEN m.valid_from AND m.valid_to
         AND EXISTS (SELECT FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) w (channel_id, supplier_id, product_id)
           WHERE (w.channel_id, w.supplier_id, w.product_id) = (p.channel_id, p.supplier_id, p.product_id))
       ORDER BY m.id FOR NO KEY UPDATE OF m`,
      [
        wanted.map(({ channelId }) => channelId),
        wanted.map(({ supplierId }) => supplierId),
        wanted.map(({ productId }) => productId),
        tx.at,
        businessDateOf(tx.at),
      ],
    );
    const houses = [
      ...sales.flatMap(({ buyerId, unitId }) => [buyerId, unitId]),
      ...live.map(({ helperId }) => helperId),
    ];
    return new MandateRoom(
      live,
      new Set(channels.map(({ id }) => id)),
      live.length > 0 ? await this.related.among(tx, houses) : () => false,
    );
  }

  /** For who names a channel before he buys over it. */
  async requireOpen(reader: Reader, channelId: string, path: RefusalPath): Promise<void> {
    const open = await reader.query(`SELECT FROM sales_channels WHERE id = $1 AND state = 'OPEN'`, [
      channelId,
    ]);
    if (open.length === 0) refuse(helpSellRefusals.CHANNEL_CLOSED(path));
  }

  /** Writes down what was taken of the room. */
  async draw(tx: Tx, draws: readonly MandateDraw[]): Promise<void> {
    await this.move(
      tx,
      draws.filter(({ fen }) => fen > 0n),
    );
  }

  /** What the order holds above this comes back to its mandates; it never takes more. Absent: all of it comes back. */
  async lowerTo(tx: Tx, orderId: string, fen: ReadonlyMap<string, bigint>): Promise<void> {
    const held = await tx.query<{ mandateId: string; fen: bigint }>(
      `SELECT mandate_id AS "mandateId", sum(fen)::bigint AS fen FROM help_sell_draws WHERE order_id = $1
        GROUP BY mandate_id ORDER BY mandate_id`,
      [orderId],
    );
    const back = held.map(({ mandateId, fen: holds }) => {
      const more = holds - (fen.get(mandateId) ?? 0n);
      return { mandateId, orderId, fen: more > 0n ? -more : 0n };
    });
    await this.move(
      tx,
      back.filter((one) => one.fen < 0n),
    );
  }

  async of(reader: Reader, mandateIds: readonly string[]): Promise<Map<string, MandateFactsOf>> {
    const rows = await reader.query<MandateFactsOf>(
      `SELECT id AS "mandateId", helper_id AS "helperId", supplier_id AS "supplierId", channel_id AS "channelId",
         signed_at AS "signedAt" FROM help_sell_mandates WHERE id = ANY($1::uuid[]) AND signed_at IS NOT NULL`,
      [[...new Set(mandateIds)]],
    );
    return new Map(rows.map((row) => [row.mandateId, row]));
  }

  private async move(tx: Tx, draws: readonly MandateDraw[]): Promise<void> {
    if (draws.length === 0) return;
    const ids = [...new Set(draws.map(({ mandateId }) => mandateId))];
    await tx.query(
      'SELECT FROM help_sell_mandates WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE',
      [ids],
    );
    await tx.query(
      `WITH moved AS (
         INSERT INTO help_sell_draws (mandate_id, order_id, fen, at)
         SELECT mandate_id, order_id, fen, $4 FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) d (mandate_id, order_id, fen)
         RETURNING mandate_id, fen)
       UPDATE help_sell_mandates SET drawn_fen = drawn_fen + sums.fen
         FROM (SELECT mandate_id, sum(fen)::bigint AS fen FROM moved GROUP BY mandate_id) sums
        WHERE help_sell_mandates.id = sums.mandate_id`,
      [
        draws.map(({ mandateId }) => mandateId),
        draws.map(({ orderId }) => orderId),
        draws.map(({ fen }) => String(fen)),
        tx.at,
      ],
    );
  }
}
