import { Injectable } from '@nestjs/common';
import { CatalogReader } from '../../catalog/index';
import { addDays, businessDateOf, type BusinessDate, type Reader } from '../../platform/index';
import { Regions } from '../../regions/index';
import type { Refusal } from '../../../libs/workflow/src/index';
import { decideBasket, type BasketAsked, type BasketDecision } from '../domain/basket';
import type { LotOffer } from '../domain/order';
import { orderRefusals } from '../domain/order.refusals';

export interface BasketInput {
  readonly lines: BasketAsked['lines'];
  readonly deliveryCounty: string;
  readonly deliveryOn: BusinessDate;
}

/** Decides a basket against the catalogue as it stands. */
@Injectable()
export class Offers {
  constructor(
    private readonly catalog: CatalogReader,
    private readonly regions: Regions,
  ) {}

  /** Without locks: for a preview, and for the first look of a placement. */
  async decide(reader: Reader, buyerId: string, basket: BasketInput, at: Date): Promise<BasketDecision> {
    const lotIds = [...new Set(basket.lines.map((line) => line.lotId))];
    return this.decideOn(await this.catalog.sellableLots(reader, lotIds), buyerId, basket, at);
  }

  /** Against offers the caller has locked. */
  async decideOn(
    offers: ReadonlyMap<string, LotOffer>,
    buyerId: string,
    basket: BasketInput,
    at: Date,
  ): Promise<BasketDecision> {
    const today = businessDateOf(at);
    const asked: BasketAsked = {
      lines: basket.lines,
      buyerId,
      today,
      deliveryOn: basket.deliveryOn,
      inDays: (days) => addDays(today, days),
    };
    const { drafts, refusals } = decideBasket(asked, offers);
    return { drafts, refusals: [...refusals, ...(await this.placeRefusals(basket))] };
  }

  /** I27: the county's code is valid on the day of delivery. */
  async placeRefusals({ deliveryCounty, deliveryOn }: Omit<BasketInput, 'lines'>): Promise<Refusal[]> {
    const place = await this.regions.place(deliveryCounty, deliveryOn);
    return place?.level === 'COUNTY' ? [] : [orderRefusals.DELIVERY_COUNTY_UNKNOWN(['deliveryCounty'])];
  }
}
