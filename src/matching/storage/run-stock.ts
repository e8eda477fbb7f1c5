import { Injectable } from '@nestjs/common';
import type { RequestLine, Supply } from '../../../libs/matching/src/index';
import { Offers } from '../../catalog/index';
import { type BusinessDate, type Reader } from '../../platform/index';
import { Regions } from '../../regions/index';
import { OpenWants, type WantedWindow } from '../../sourcing/index';
import { AnnouncedOffers } from '../../supply/index';
import type { Askers } from './run-facts';
import { placesOf } from './run-places';
import { announcedSupply, lineOf, lotSupply } from './stock-rows';

/** Rows are read and handed on in pages, so that whoever reads them is never busy for long. */
const PAGE = 1_000;
const REQUESTS = 200;

export interface StockSink {
  (part: {
    readonly lines?: readonly RequestLine[];
    readonly supplies?: readonly Supply[];
  }): Promise<unknown>;
}

/** Reads what is wanted and on offer at this moment. */
@Injectable()
export class RunStock {
  constructor(
    private readonly wants: OpenWants,
    private readonly offers: Offers,
    private readonly announced: AnnouncedOffers,
    private readonly regions: Regions,
  ) {}

  async read(reader: Reader, today: BusinessDate, sink: StockSink): Promise<Askers> {
    const placeOf = placesOf(await this.regions.facts(reader), today);
    const requestIds = new Set<string>();
    const buyerIds = new Set<string>();
    for (let after: string | null = null; ;) {
      const windows: WantedWindow[] = await this.wants.page(reader, after, REQUESTS);
      for (const { requestId, buyerId } of windows) {
        requestIds.add(requestId);
        buyerIds.add(buyerId);
      }
      await sink({ lines: windows.map((window) => lineOf(window, placeOf)) });
      after = windows.at(-1)?.requestId ?? null;
      if (after === null) break;
    }
    await this.readOffers(reader, today, placeOf, sink);
    return { requestIds: [...requestIds], buyerIds: [...buyerIds] };
  }

  /** The windows of one request as lines, for the quick answer. */
  async linesOf(reader: Reader, requestId: string, today: BusinessDate): Promise<RequestLine[]> {
    const placeOf = placesOf(await this.regions.facts(reader), today);
    return (await this.wants.ofRequest(reader, requestId)).map((window) => lineOf(window, placeOf));
  }

  /** All that is on offer, lots and announced harvests. */
  async supplies(reader: Reader, today: BusinessDate): Promise<Supply[]> {
    const supplies: Supply[] = [];
    await this.readOffers(reader, today, placesOf(await this.regions.facts(reader), today), async (part) =>
      supplies.push(...(part.supplies ?? [])),
    );
    return supplies;
  }

  private async readOffers(
    reader: Reader,
    today: BusinessDate,
    placeOf: ReturnType<typeof placesOf>,
    sink: StockSink,
  ): Promise<void> {
    await this.readLots(reader, today, async (lots) =>
      sink({ supplies: lots.map((lot) => lotSupply(lot, placeOf)) }),
    );
    await this.readAnnounced(reader, today, placeOf, sink);
  }

  private async readLots(
    reader: Reader,
    today: BusinessDate,
    take: (lots: Awaited<ReturnType<Offers['lots']>>) => Promise<unknown>,
  ): Promise<void> {
    for (let after: string | null = null; ;) {
      const lots: Awaited<ReturnType<Offers['lots']>> = await this.offers.lots(reader, today, after, PAGE);
      await take(lots);
      after = lots.length < PAGE ? null : (lots.at(-1)?.lotId ?? null);
      if (after === null) return;
    }
  }

  /** What is announced but not listed has no price, and is not proposed. */
  private async readAnnounced(
    reader: Reader,
    today: BusinessDate,
    placeOf: ReturnType<typeof placesOf>,
    sink: StockSink,
  ): Promise<void> {
    for (let after: string | null = null; ;) {
      const offers: Awaited<ReturnType<AnnouncedOffers['page']>> = await this.announced.page(
        reader,
        after,
        PAGE,
      );
      const terms = await this.offers.terms(
        reader,
        today,
        offers.map(({ productId }) => productId),
      );
      await sink({
        supplies: offers.flatMap((offer) => {
          const listed = terms.get(offer.productId);
          return listed ? [announcedSupply(offer, listed, placeOf)] : [];
        }),
      });
      after = offers.length < PAGE ? null : (offers.at(-1)?.forwardSupplyId ?? null);
      if (after === null) return;
    }
  }
}
