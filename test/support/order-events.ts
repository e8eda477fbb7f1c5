import { PREPAID } from '../../libs/payment-plan/src/index';
import { randomUUID } from 'node:crypto';
import { Events, businessDateOf, type NewEvent, type Tx } from '../../src/platform/index';
import { orderEvents, orderStream } from '../../src/procurement/index';
import { Order } from '../../src/procurement/storage/order.entity';
import type { TestApp } from './app';
import type { Goods } from './goods';
import { PLACES, type People } from './people';

export interface OrderWish {
  buyerId: string;
  unitId: string;
  placedBy: string;
  goods: readonly Goods[];
  /** Fen per line. */
  fen: readonly bigint[];
  countyCode: string;
  pairingChoice?: string | null;
  categoryCode?: string;
  automatic?: boolean;
}

export interface WrittenOrder {
  readonly id: string;
  readonly lineIds: readonly string[];
  /** Filled by settle: the portions, in the order of the lines. */
  readonly portions: string[];
}

/** An order's rows and events, written directly: for tests of what follows from them, not of how orders come about. */
export class OrderHistory {
  constructor(private readonly app: TestApp) {}

  place(wish: OrderWish): Promise<WrittenOrder> {
    return this.app.transactions.run(async (tx) => {
      const id = randomUUID();
      const total = wish.fen.reduce((sum, fen) => sum + fen, 0n);
      const today = businessDateOf(tx.at);
      const order: Order = {
        id,
        version: 1,
        number: `XS-${id.slice(0, 13)}`,
        basketId: id,
        state: 'PAID',
        buyerId: wish.buyerId,
        unitId: wish.unitId,
        supplierId: wish.goods[0]?.supplierId ?? '',
        agentId: null,
        terms: 'PREPAID',
        ...PREPAID,
        overdueToldOn: null,
        overdueEscalated: false,
        placedBy: wish.placedBy,
        placedAt: tx.at,
        placedOn: today,
        deliveryCounty: '330211',
        deliveryOn: today,
        deliveryUntil: null,
        pairingChoice: wish.pairingChoice ?? null,
        channelId: null,
        purpose: null,
        quoteVersionId: null,
        frameworkId: null,
        harvest: null,
        cutAnswerOn: null,
        goodsFen: total,
        vatFen: 0n,
        freightFen: 0n,
        freightKind: null,
        freightRateFen: null,
        toleranceBp: 500,
        approvalRequired: false,
        approvedBy: null,
        contractVersion: 1,
        contractSignedAt: null,
        paymentDueOn: null,
        paymentExtended: false,
        paymentReminded: false,
        extraClause: true,
        extraRemindedOn: null,
        acceptedAt: null,
        acceptedGoodsFen: null,
        acceptedFreightFen: null,
        disputedFrom: null,
        reason: null,
      };
      await tx.add(Order, order);
      await tx.query(
        `INSERT INTO payment_requests (id, subject_kind, subject_id, buyer_id, supplier_id, due_fen, expected_payer_name,
           transfer_code, state, opened_at, version) VALUES ($1::uuid, 'ORDER', $1::uuid, $2, $3, $4, '示例付款人', $6, 'OPEN', $5, 1)`,
        [id, wish.buyerId, order.supplierId, total, tx.at, id],
      );
      const lineIds: string[] = [];
      for (const [index, goods] of wish.goods.entries())
        lineIds.push(await this.line(tx, id, index, goods, wish));
      return { id, lineIds, portions: [] };
    });
  }

  pay(order: WrittenOrder): Promise<void> {
    return this.app.transactions.run((tx) => this.publish(tx, order, orderEvents.paid, {}));
  }

  cancel(order: WrittenOrder): Promise<void> {
    return this.app.transactions.run((tx) => this.publish(tx, order, orderEvents.cancelled, {}));
  }

  /** Accepts and settles every line with these amounts; not told, nothing follows from it. */
  settle(
    order: WrittenOrder,
    fen: readonly bigint[],
    { automatic = false, told = true } = {},
  ): Promise<void> {
    return this.app.transactions.run(async (tx) => {
      const settlementId = randomUUID();
      const total = fen.reduce((sum, one) => sum + one, 0n);
      await tx.query('INSERT INTO settlements VALUES ($1, $2, $3, 0, 0, $4, $5)', [
        settlementId,
        order.id,
        total,
        tx.at,
        businessDateOf(tx.at),
      ]);
      const acceptanceId = await this.accept(tx, order, automatic);
      for (const [index, lineId] of order.lineIds.entries()) {
        const portion = await this.settleLine(
          tx,
          order,
          settlementId,
          acceptanceId,
          lineId,
          fen[index] ?? 0n,
        );
        order.portions.push(portion);
      }
      if (told) await this.publish(tx, order, orderEvents.settled, { settlementId });
    });
  }

  refund(order: WrittenOrder, portion: string, fen: bigint): Promise<string> {
    return this.app.transactions.run(async (tx) => {
      const id = randomUUID();
      await tx.query(
        `INSERT INTO refunds (id, key, request_id, fen, source, reason, requested_at)
         SELECT $1::uuid, $2, id, $3, 'PAYABLE', 'QUALITY', $4 FROM payment_requests WHERE subject_id = $5`,
        [id, `test:${id}`, fen, tx.at, order.id],
      );
      // Where its lot is recalled, it is what the recall's case claims.
      await tx.query(
        'UPDATE aftersales_case_lines SET live_fen = greatest(live_fen - $2, 0) WHERE settlement_line_id = $1',
        [portion, fen],
      );
      await tx.query(`INSERT INTO settled_line_refunds VALUES ($1, $2, $3, $4, 'QUALITY', $5, $1, $6)`, [
        id,
        portion,
        order.id,
        fen,
        `test:${id}`,
        tx.at,
      ]);
      const amounts = { goodsFen: fen.toString(), refundFen: fen.toString() };
      await this.publish(tx, order, orderEvents.settledLineRefunded, {
        lineRefundId: id,
        settlementLineId: portion,
        ...amounts,
      });
      return id;
    });
  }

  private async line(tx: Tx, orderId: string, index: number, goods: Goods, wish: OrderWish): Promise<string> {
    const id = randomUUID();
    await tx.query(
      `INSERT INTO order_lines (id, order_id, position, lot_id, product_id, listing_version_id, product_name, category_code,
         origin_county_code, grade, certificate_no, harvested_on, display_unit, price_unit, unit_price_fen, vat_rate_bp,
         quantity_base, goods_fen, vat_fen, freight_kind, freight_rate_fen, cancelled_base)
       VALUES ($1, $2, $3, $4, $5, $6, '示例花椒', $10, $7, '一级', $8, '2026-06-20', 'kg', 'kg', 1, 900, 1000, $9, 0, 'INCLUDED', 0, 0)`,
      [
        id,
        orderId,
        index + 1,
        goods.lotId,
        goods.productId,
        goods.listingVersionId,
        wish.countyCode,
        goods.certificateNo,
        wish.fen[index],
        wish.categoryCode ?? '13',
      ],
    );
    return id;
  }

  private async accept(tx: Tx, order: WrittenOrder, automatic: boolean): Promise<string> {
    const [shipmentId, acceptanceId] = [randomUUID(), randomUUID()];
    await tx.query(
      `INSERT INTO shipments (id, version, order_id, number, state, carrier, dispatched_at, arrived_at, reminders)
       VALUES ($1, 1, $2, 1, 'ACCEPTED', '示例物流', $3, $3, 0)`,
      [shipmentId, order.id, tx.at],
    );
    const [placed] = await tx.query<{ placed_by: string }>('SELECT placed_by FROM orders WHERE id = $1', [
      order.id,
    ]);
    await tx.query('INSERT INTO acceptances VALUES ($1, $2, $3, $4, $5, $6)', [
      acceptanceId,
      order.id,
      shipmentId,
      automatic ? null : placed?.placed_by,
      tx.at,
      automatic,
    ]);
    return acceptanceId;
  }

  private async settleLine(
    tx: Tx,
    order: WrittenOrder,
    settlementId: string,
    acceptanceId: string,
    lineId: string,
    fen: bigint,
  ): Promise<string> {
    const [shipped, accepted, settled] = [randomUUID(), randomUUID(), randomUUID()];
    await tx.query(
      `INSERT INTO shipment_lines SELECT $1, shipment_id, $3, l.lot_id, 1000 FROM acceptances, order_lines l
       WHERE acceptances.id = $2 AND l.id = $3`,
      [shipped, acceptanceId, lineId],
    );
    await tx.query(
      `INSERT INTO acceptance_lines (id, acceptance_id, order_id, shipment_line_id, order_line_id, lot_id, accepted_base, grade, photo_ids)
       SELECT $1, $2, $3, $4, l.id, l.lot_id, 1000, '一级', '{}' FROM order_lines l WHERE l.id = $5`,
      [accepted, acceptanceId, order.id, shipped, lineId],
    );
    await tx.query('INSERT INTO settlement_lines VALUES ($1, $2, $3, $4, $5, 1000, $6, 900, 0)', [
      settled,
      settlementId,
      order.id,
      lineId,
      accepted,
      fen,
    ]);
    return settled;
  }

  private publish(tx: Tx, order: WrittenOrder, kind: string, more: NewEvent['payload']): Promise<void> {
    const event = { stream: orderStream(order.id), kind, payload: { orderId: order.id, ...more } };
    return this.app.nest.get(Events).publish(tx, event);
  }
}

/** One line, placed, paid and settled. */
export async function settledOrder(
  app: TestApp,
  { buyer }: People,
  goods: Goods,
  fenOf: bigint,
  unitId = buyer.unitId,
) {
  const history = new OrderHistory(app);
  const placed = { buyerId: buyer.id, unitId, placedBy: buyer.clerk.id, countyCode: PLACES.westCounty };
  const order = await history.place({ ...placed, goods: [goods], fen: [fenOf] });
  await history.pay(order);
  await history.settle(order, [fenOf]);
  return { id: order.id, portion: order.portions[0] ?? '' };
}
