import { Injectable } from '@nestjs/common';
import { Refused, type RefusalPath } from '../../../libs/workflow/src/index';
import { Mandates, type Covered, type MandateDraw, type MandateRoom } from '../../helpselling/index';
import { businessDateOf, type Tx } from '../../platform/index';
import type { OrderDraft } from '../domain/order';
import type { PricedPart } from '../domain/repricing';
import { mostAccepted } from '../domain/most-accepted';
import { OrderBook } from './order-book';
import { OrderRules } from './order-rules';
import type { OrderLine } from './order-line.entity';
import type { Order } from './order.entity';

/** Under which mandates the goods of a basket are sold; null: it is a purchase. */
export type Mandated = Exclude<Covered, { refusal: unknown }> | null;

/** A basket on its way that may go over a channel. */
interface ChannelBasket {
  readonly buyerId: string;
  readonly input: { readonly channelId?: string | null; readonly unitId: string };
  readonly drafts: readonly OrderDraft[];
  /** What is delivered above the order is accepted up to so much of it; as usual unless said. */
  readonly toleranceBp?: number | undefined;
  /** Where the channel was named. */
  readonly path?: RefusalPath | undefined;
}

/** Locked mandates, and what the deliveries of today’s orders may come to above their order. */
export interface HelpSaleRoom {
  readonly mandates: MandateRoom;
  readonly toleranceBp: number;
}

/** 帮助销售: orders placed over a channel stand under mandates signed before, drawn for at once and never above them. */
@Injectable()
export class HelpSales {
  constructor(
    private readonly mandates: Mandates,
    private readonly rules: OrderRules,
    private readonly book: OrderBook,
  ) {}

  /** After budgets and lots. Baskets without a channel ask nothing. */
  async lock(tx: Tx, candidates: readonly ChannelBasket[]): Promise<HelpSaleRoom | null> {
    const sales = candidates.flatMap(({ buyerId, input: { channelId, unitId }, drafts }) =>
      channelId ? [{ buyerId, unitId, channelId, goods: drafts.flatMap(goodsOf) }] : [],
    );
    if (sales.length === 0) return null;
    const mandates = await this.mandates.lock(tx, sales);
    return { mandates, toleranceBp: await this.rules.toleranceBp(tx, businessDateOf(tx.at)) };
  }

  /** Nothing is taken of the room yet: what else is decided may still refuse the basket. */
  cover(
    room: HelpSaleRoom | null,
    { buyerId, input, toleranceBp, path = ['channelId'] }: ChannelBasket,
    drafts: readonly OrderDraft[],
  ): Covered | null {
    if (!input.channelId || !room) return null;
    const most = drafts.flatMap(goodsOf).map(({ goodsFen, ...one }) => ({
      ...one,
      fen: mostAccepted(goodsFen, toleranceBp ?? room.toleranceBp),
    }));
    const { channelId, unitId } = input;
    return room.mandates.cover({ buyerId, unitId, channelId }, most, path);
  }

  /** Of each basket in its order what it stands under; throws Refused where one is not covered by what those before it left. */
  async requireCovered(tx: Tx, baskets: readonly ChannelBasket[]): Promise<Mandated[]> {
    const room = await this.lock(tx, baskets);
    return baskets.map((basket) => {
      const covered = this.cover(room, basket, basket.drafts);
      if (covered && 'refusal' in covered) throw new Refused([covered.refusal]);
      if (covered) room?.mandates.take(covered.drawn);
      return covered;
    });
  }

  /** With the orders' rows: each holds of its mandates what its delivery may come to at most. */
  async draw(tx: Tx, orders: readonly Order[], lines: readonly OrderLine[]): Promise<void> {
    const draws = orders.flatMap((order) =>
      order.channelId === null
        ? []
        : drawsOf(
            order,
            lines.filter(({ orderId }) => orderId === order.id),
          ),
    );
    if (draws.length > 0) await this.mandates.draw(tx, draws);
  }

  /** From the settlement on it holds exactly what was settled. */
  async lowerToSettled(tx: Tx, order: Order, parts: readonly PricedPart[]): Promise<void> {
    if (order.channelId === null) return;
    const settled = new Map<string, bigint>();
    for (const { id, mandateId } of await this.book.lines(tx, order.id)) {
      if (mandateId === null) continue;
      const own = parts.filter(({ orderLineId }) => orderLineId === id);
      const fen = own.reduce((sum, { goodsFen }) => sum + goodsFen, 0n);
      settled.set(mandateId, (settled.get(mandateId) ?? 0n) + fen);
    }
    await this.mandates.lowerTo(tx, order.id, settled);
  }

  async giveBack(tx: Tx, order: Order): Promise<void> {
    if (order.channelId !== null) await this.mandates.lowerTo(tx, order.id, new Map());
  }
}

const goodsOf = ({ supplierId, lines }: OrderDraft) =>
  lines.map(({ lot, goodsFen }) => ({ supplierId, productId: lot.productId, goodsFen }));

function drawsOf(order: Order, lines: readonly OrderLine[]): MandateDraw[] {
  const drawn = new Map<string, bigint>();
  for (const { mandateId, goodsFen } of lines)
    if (mandateId !== null)
      drawn.set(mandateId, (drawn.get(mandateId) ?? 0n) + mostAccepted(goodsFen, order.toleranceBp));
  return [...drawn].map(([mandateId, fen]) => ({ mandateId, orderId: order.id, fen }));
}
