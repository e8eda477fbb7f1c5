import type { Refusal, RefusalPath } from '../../../libs/workflow/src/index';
import { helpSellRefusals } from '../domain/help-sell.refusals';

/** A product under a mandate that covers this instant. */
export interface LiveMandate {
  readonly mandateId: string;
  readonly helperId: string;
  readonly supplierId: string;
  readonly channelId: string;
  readonly productId: string;
  readonly leftFen: bigint;
}

/** Goods to be bought over a channel and the most they can come to. */
export interface SoldGoods {
  readonly supplierId: string;
  readonly productId: string;
  readonly fen: bigint;
}

export type Covered =
  | { readonly refusal: Refusal }
  | {
      /** By supplier and product. */
      readonly mandateOf: (supplierId: string, productId: string) => string;
      readonly drawn: ReadonlyMap<string, bigint>;
    };

/** What locked mandates still have room for, while orders are decided one after another. */
export class MandateRoom {
  private readonly left: Map<string, bigint>;

  constructor(
    private readonly live: readonly LiveMandate[],
    private readonly openChannels: ReadonlySet<string>,
    private readonly related: (one: string, other: string) => boolean,
  ) {
    this.left = new Map(live.map(({ mandateId, leftFen }) => [mandateId, leftFen]));
  }

  /** The mandates all the goods of a basket stand under, or why they do not; nothing is taken by asking. */
  cover(
    {
      buyerId,
      unitId,
      channelId,
    }: { readonly buyerId: string; readonly unitId: string; readonly channelId: string },
    goods: readonly SoldGoods[],
    path: RefusalPath,
  ): Covered {
    if (!this.openChannels.has(channelId)) return { refusal: helpSellRefusals.CHANNEL_CLOSED(path) };
    const drawn = new Map<string, bigint>();
    for (const one of goods) {
      const mandate = this.find(channelId, one);
      if (!mandate) return { refusal: helpSellRefusals.MANDATE_MISSING(path) };
      if (this.related(buyerId, mandate.helperId) || this.related(unitId, mandate.helperId))
        return { refusal: helpSellRefusals.MANDATE_BUYER_RELATED(path) };
      const sum = (drawn.get(mandate.mandateId) ?? 0n) + one.fen;
      drawn.set(mandate.mandateId, sum);
      const leftFen = this.left.get(mandate.mandateId) ?? 0n;
      if (sum > leftFen) return { refusal: helpSellRefusals.MANDATE_CEILING_EXCEEDED({ leftFen }, path) };
    }
    const mandateOf = (supplierId: string, productId: string) =>
      this.find(channelId, { supplierId, productId })?.mandateId ?? '';
    return { mandateOf, drawn };
  }

  take(drawn: ReadonlyMap<string, bigint>): void {
    for (const [id, fen] of drawn) this.left.set(id, (this.left.get(id) ?? 0n) - fen);
  }

  private find(channelId: string, { supplierId, productId }: Omit<SoldGoods, 'fen'>) {
    return this.live.find(
      (one) => one.channelId === channelId && one.supplierId === supplierId && one.productId === productId,
    );
  }
}
