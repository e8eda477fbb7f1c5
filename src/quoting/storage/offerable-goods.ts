import { Injectable } from '@nestjs/common';
import { CatalogReader } from '../../catalog/index';
import { MemberGoods } from '../../hubs/index';
import { addDays, businessDateOf, type Actor, type Tx } from '../../platform/index';
import { AnnouncedReservations } from '../../supply/index';
import type { QuotableGoods } from '../domain/quotable-goods';
import type { SaidQuote } from '../domain/said-quote';

/** What of the goods a quote names its supplier may offer: his own, and others’ within their mandates. Others are absent. */
@Injectable()
export class OfferableGoods {
  constructor(
    private readonly catalog: CatalogReader,
    private readonly announced: AnnouncedReservations,
    private readonly members: MemberGoods,
  ) {}

  async named(tx: Tx, actor: Actor, said: SaidQuote): Promise<Map<string, QuotableGoods>> {
    const lines = said.deliveries.flatMap((delivery) => delivery.lines);
    const found = [
      ...(await this.lots(tx, idsOf(lines.map(({ lotId }) => lotId)))),
      ...(await this.harvests(tx, idsOf(lines.map(({ forwardSupplyId }) => forwardSupplyId)))),
    ];
    const certificates = await this.catalog.certificatesOf(
      tx,
      found.map(({ productId }) => productId),
      businessDateOf(tx.at),
    );
    const offerable = new Map<string, QuotableGoods>();
    const may = await this.members.mayOffer(tx, actor.organizationId, found);
    for (const goods of found)
      if (may(goods.sellerId, goods.productId))
        offerable.set(goods.id, { ...goods, certificates: certificates.get(goods.productId) ?? [] });
    return offerable;
  }

  private async lots(tx: Tx, ids: readonly string[]): Promise<QuotableGoods[]> {
    const lots = await this.catalog.sellableLots(tx, ids);
    return [...lots.values()].map((lot) => ({
      ...offeredOf(lot),
      id: lot.lotId,
      kind: 'LOT',
      grade: lot.grade,
      onSale: lot.state === 'AVAILABLE' && lot.listingState === 'LISTED' && !lot.supplierSuspended,
      expiresOn: lot.expiresOn,
      readyOn: null,
    }));
  }

  private async harvests(tx: Tx, ids: readonly string[]): Promise<QuotableGoods[]> {
    const harvests = ids.length === 0 ? [] : (await this.announced.expected(tx, ids)).values();
    return [...harvests].map((harvest) => ({
      ...offeredOf(harvest),
      id: harvest.forwardSupplyId,
      kind: 'HARVEST',
      grade: null,
      onSale: harvest.listingState === 'LISTED' && !harvest.supplierSuspended,
      expiresOn: null,
      readyOn: addDays(harvest.windowFrom, harvest.leadDays),
    }));
  }
}

interface Listed {
  readonly supplierId: string;
  readonly productId: string;
  readonly categoryCode: string;
  readonly displayUnit: string;
  readonly availableBase: bigint;
}

const offeredOf = ({ supplierId, productId, categoryCode, displayUnit, availableBase }: Listed) => ({
  sellerId: supplierId,
  productId,
  categoryCode,
  displayUnit,
  availableBase,
  certificates: [],
});

const idsOf = (ids: readonly (string | null | undefined)[]) => [...new Set(ids.flatMap((id) => id ?? []))];
