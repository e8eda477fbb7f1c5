import { Injectable } from '@nestjs/common';
import { formatQuantity } from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { AgencyMandates } from '../../organizations/index';
import type { Tx } from '../../platform/index';
import { Orders } from '../../procurement/index';
import { hubRefusals } from '../domain/hub.refusals';
import { HubQuantities } from './hub-quantities';

/** Goods of a producer, offered by somebody else. */
export interface OthersGoods {
  readonly sellerId: string;
  readonly productId: string;
  readonly quantityBase: bigint;
  readonly path: RefusalPath;
}

/** An order placed on what an agent offered. */
export interface OfferedOrder {
  readonly agentId: string;
  readonly orderId: string;
  readonly path: RefusalPath;
}

interface Mandated {
  readonly id: string;
  readonly sellerId: string;
  readonly productId: string;
  readonly leftBase: bigint;
  readonly unit: string;
}

/**
 * The door through which an agent offers goods that are not his: everything of his one producer, or as a hub what its
 * members' mandates name, to their ceilings. The mandates he stands on are locked, so that their end waits or has come.
 */
@Injectable()
export class MemberGoods {
  constructor(
    private readonly mandates: AgencyMandates,
    private readonly orders: Orders,
    private readonly quantities: HubQuantities,
  ) {}

  /** Whether the agent may sell each of these now; quantities apart. */
  async mayOffer(
    tx: Tx,
    agentId: string,
    goods: readonly Pick<OthersGoods, 'sellerId' | 'productId'>[],
  ): Promise<(sellerId: string, productId: string) => boolean> {
    if (goods.every(({ sellerId }) => sellerId === agentId)) return (sellerId) => sellerId === agentId;
    const { sole, mandated } = await this.standing(tx, agentId);
    return (sellerId, productId) =>
      sellerId === agentId ||
      sole.has(sellerId) ||
      mandated.some((one) => one.sellerId === sellerId && one.productId === productId);
  }

  /** Whose goods the agent may offer now at all. */
  async offersFor(tx: Tx, agentId: string): Promise<Set<string>> {
    return new Set((await this.mandates.running(tx, agentId)).map(({ principalId }) => principalId));
  }

  /** Refuses ABOVE_MANDATE where all of one product together is more than is left of its ceiling. */
  async requireWithin(tx: Tx, agentId: string, goods: readonly OthersGoods[]): Promise<void> {
    const others = goods.filter(({ sellerId }) => sellerId !== agentId);
    if (others.length === 0) return;
    const { sole, mandated } = await this.standing(tx, agentId);
    const together = new Map<string, bigint>();
    for (const { sellerId, productId, quantityBase, path } of others) {
      if (sole.has(sellerId)) continue;
      const one = mandated.find((known) => known.sellerId === sellerId && known.productId === productId);
      if (!one) return refuse(hubRefusals.NOT_MANDATED(path));
      const sum = (together.get(one.id) ?? 0n) + quantityBase;
      together.set(one.id, sum);
      if (sum > one.leftBase)
        refuse(hubRefusals.ABOVE_MANDATE({ left: formatQuantity(one.leftBase, one.unit) }, path));
    }
  }

  /** Takes what the orders bring of the mandates they were offered under; refuses NOT_MANDATED and MANDATE_USED_UP. */
  async take(tx: Tx, placed: readonly OfferedOrder[]): Promise<void> {
    for (const agentId of [...new Set(placed.map((one) => one.agentId))].toSorted()) {
      const { sole, mandated } = await this.standing(tx, agentId);
      const own = placed.filter((one) => one.agentId === agentId);
      const live = await this.orders.liveGoods(
        tx,
        own.map(({ orderId }) => orderId),
      );
      const wanted = live.flatMap(({ orderId, supplierId, productId, liveBase: quantityBase }) => {
        if (sole.has(supplierId)) return [];
        const path = own.find((one) => one.orderId === orderId)?.path ?? [];
        const goods = mandated.find((one) => one.sellerId === supplierId && one.productId === productId);
        return [{ goodsId: goods?.id, orderId, quantityBase, path }];
      });
      for (const { goodsId, path, ...held } of wanted.toSorted(byGoods)) {
        if (!goodsId) return refuse(hubRefusals.NOT_MANDATED(path));
        if (!(await this.quantities.take(tx, { goodsId, ...held })))
          refuse(hubRefusals.MANDATE_USED_UP(path));
      }
    }
  }

  private async standing(tx: Tx, agentId: string): Promise<{ sole: Set<string>; mandated: Mandated[] }> {
    const running = await this.mandates.running(tx, agentId);
    const sole = running.filter(({ kind }) => kind === 'SOLE').map(({ principalId }) => principalId);
    const mandated = await tx.query<Mandated>(
      `SELECT g.id, m.principal_id AS "sellerId", g.product_id AS "productId", p.display_unit AS unit,
              g.ceiling_base - g.taken_base AS "leftBase"
         FROM hub_mandate_goods g JOIN unnest($1::uuid[], $2::uuid[]) m (id, principal_id) ON m.id = g.mandate_id
         JOIN products p ON p.id = g.product_id ORDER BY g.id`,
      [running.map(({ id }) => id), running.map(({ principalId }) => principalId)],
    );
    return { sole: new Set(sole), mandated };
  }
}

const byGoods = (one: { goodsId: string | undefined }, other: { goodsId: string | undefined }) =>
  (one.goodsId ?? '') < (other.goodsId ?? '') ? -1 : 1;
