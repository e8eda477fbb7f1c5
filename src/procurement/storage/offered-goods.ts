import { Injectable } from '@nestjs/common';
import { CatalogReader, gradeRank, LotStock } from '../../catalog/index';
import { addDays, type Reader, type Tx } from '../../platform/index';
import { AnnouncedReservations } from '../../supply/index';
import type { NamedGoods } from '../domain/basket';
import { offerIdOf, type LotOffer, type OrderDraft } from '../domain/order';
import type { OrderLine } from './order-line.entity';

/** What can be ordered: lots and announced harvests, by their ids. What names no announcement asks none. */
@Injectable()
export class OfferedGoods {
  constructor(
    private readonly catalog: CatalogReader,
    private readonly stock: LotStock,
    private readonly announced: AnnouncedReservations,
  ) {}

  /** As they stand; nothing is held by looking. */
  async look(reader: Reader, lines: readonly NamedGoods[]): Promise<Map<string, LotOffer>> {
    const { lotIds, announcementIds } = named(lines);
    const lots = await this.catalog.sellableLots(reader, lotIds);
    if (announcementIds.length === 0) return lots;
    return new Map<string, LotOffer>([...lots, ...(await this.announced.expected(reader, announcementIds))]);
  }

  /** Under lock until the transaction ends: announcements before lots, each in ascending id. */
  async lock(tx: Tx, lines: readonly NamedGoods[]): Promise<Map<string, LotOffer>> {
    const { lotIds, announcementIds } = named(lines);
    if (announcementIds.length === 0) return this.stock.lock(tx, lotIds);
    const harvests = await this.announced.lock(tx, announcementIds);
    const lots = await this.stock.lock(tx, lotIds);
    return new Map<string, LotOffer>([...lots, ...harvests]);
  }

  /** For lines decided on what `lock` answered; `leastOf` has, by their ids, those of which less is of no use. */
  async hold(tx: Tx, lines: readonly OrderLine[], leastOf: ReadonlyMap<string, bigint>): Promise<void> {
    const harvests = lines.flatMap(({ id, lotId, forwardSupplyId, quantityBase, leastGrade }) =>
      lotId === null && forwardSupplyId !== null
        ? [{ holderId: id, forwardSupplyId, quantityBase, leastGrade, leastBase: leastOf.get(id) ?? null }]
        : [],
    );
    if (harvests.length > 0) await this.announced.reserveDecided(tx, harvests);
    await this.stock.reserveDecided(
      tx,
      lines.flatMap(({ id, lotId, quantityBase }) =>
        lotId === null ? [] : [{ lotId, holderId: id, quantityBase }],
      ),
    );
  }

  /** All these lines still hold, on announcements first: what was certified meanwhile is then found in the lots. */
  async release(tx: Tx, lines: readonly OrderLine[]): Promise<void> {
    const waiting = lines.filter(({ lotId }) => lotId === null).map(({ id }) => id);
    if (waiting.length > 0) await this.announced.release(tx, waiting);
    await this.stock.release(
      tx,
      lines.map(({ id }) => ({ holderId: id, quantityBase: 'ALL' as const })),
    );
  }
}

/** What pure decisions ask of the calendar and the grades. */
export const grounds = { after: addDays, isGrade: (word: string) => gradeRank(word) !== null };

/** What one basket takes, the next no longer finds. */
export function takeFrom(offers: Map<string, LotOffer>, drafts: readonly OrderDraft[]): void {
  for (const { lot, quantityBase } of drafts.flatMap((draft) => draft.lines)) {
    const id = offerIdOf(lot);
    const before = offers.get(id);
    if (before) offers.set(id, { ...before, availableBase: before.availableBase - quantityBase });
  }
}

function named(lines: readonly NamedGoods[]) {
  const ids = (all: readonly (string | null | undefined)[]) => [...new Set(all.flatMap((id) => id ?? []))];
  return {
    lotIds: ids(lines.map(({ lotId }) => lotId)),
    announcementIds: ids(lines.map(({ forwardSupplyId }) => forwardSupplyId)),
  };
}
