import { Injectable } from '@nestjs/common';
import { addDays, businessDateOf, type BusinessDate, type Reader } from '../../platform/index';
import { Organizations } from '../../organizations/index';
import { Pairings } from '../../pairing/index';
import { Regions } from '../../regions/index';
import { collect, type Refusal } from '../../../libs/workflow/src/index';
import { decideBasket, type BasketAsked, type BasketDecision, type NamedGoods } from '../domain/basket';
import type { LotOffer, OrderDraft } from '../domain/order';
import { orderRefusals } from '../domain/order.refusals';
import { deliveryRules, earliestOf } from '../domain/order.rules';
import { grounds, OfferedGoods } from './offered-goods';

export interface BasketInput {
  readonly lines: BasketAsked['lines'];
  readonly deliveryCounty: string;
  readonly deliveryOn: BusinessDate;
  readonly unitId: string;
  readonly pairingChoice?: string | null;
}

/** Decides a basket against the catalogue as it stands. */
@Injectable()
export class Offers {
  constructor(
    private readonly offered: OfferedGoods,
    private readonly regions: Regions,
    private readonly organizations: Organizations,
    private readonly pairings: Pairings,
  ) {}

  /** Without locks: nothing is held by looking. */
  async decide(reader: Reader, buyerId: string, basket: BasketInput, at: Date): Promise<BasketDecision> {
    return this.decideOn(reader, await this.offered.look(reader, basket.lines), buyerId, basket, at);
  }

  async decideOn(
    reader: Reader,
    offers: ReadonlyMap<string, LotOffer>,
    buyerId: string,
    basket: BasketInput,
    at: Date,
  ): Promise<BasketDecision> {
    const { drafts, refusals } = this.price(offers, buyerId, basket, at);
    const elsewhere = [
      ...(await this.placeRefusals(reader, basket)),
      ...(await this.choiceRefusals(reader, basket, drafts, businessDateOf(at))),
    ];
    return { drafts, refusals: [...refusals, ...elsewhere] };
  }

  /** What the offers themselves say: lines, rules and prices. */
  price(
    offers: ReadonlyMap<string, LotOffer>,
    buyerId: string,
    basket: BasketInput,
    at: Date,
  ): BasketDecision {
    const today = businessDateOf(at);
    const asked: BasketAsked = {
      lines: basket.lines,
      buyerId,
      today,
      deliveryOn: basket.deliveryOn,
      ...grounds,
    };
    return decideBasket(asked, offers);
  }

  /** I27: the county's code is valid on the day of delivery. */
  async placeRefusals(
    reader: Reader,
    { deliveryCounty, deliveryOn }: Pick<BasketInput, 'deliveryCounty' | 'deliveryOn'>,
  ): Promise<Refusal[]> {
    const place = await this.regions.place(deliveryCounty, deliveryOn, reader);
    return place?.level === 'COUNTY' ? [] : [orderRefusals.DELIVERY_COUNTY_UNKNOWN(['deliveryCounty'])];
  }

  /** Whether goods already ordered can still be delivered on another day: lead time, season, expiry. */
  async dayRefusals(
    reader: Reader,
    goods: readonly NamedGoods[],
    deliveryOn: BusinessDate,
    at: Date,
  ): Promise<Refusal[]> {
    const today = businessDateOf(at);
    const lots = [...(await this.offered.look(reader, goods)).values()];
    const refusals = lots.flatMap((lot, index) =>
      collect(deliveryRules, { lot, today, deliveryOn, index, earliestOn: earliestOf(lot, today, addDays) }),
    );
    const first = deliveryOn < today ? orderRefusals.DELIVERY_PAST(['deliveryOn']) : refusals[0];
    return first ? [{ ...first, path: ['deliveryOn'] }] : [];
  }

  /** A chosen pairing must be one of those that cover the unit and some line's origin equally well. */
  async choiceRefusals(
    reader: Reader,
    { unitId, pairingChoice }: Pick<BasketInput, 'unitId' | 'pairingChoice'>,
    drafts: readonly OrderDraft[],
    on: BusinessDate,
  ): Promise<Refusal[]> {
    if (!pairingChoice) return [];
    const unit = await this.organizations.find(reader, unitId);
    const origins = new Set(drafts.flatMap((draft) => draft.lines.map((line) => line.lot.originCountyCode)));
    for (const originCountyCode of origins) {
      const question = {
        unitRegionCode: unit?.regionCode ?? '',
        originCountyCode,
        on,
        kind: 'EAST_WEST',
      } as const;
      const leaves = await this.pairings.leafFor(reader, question);
      if (leaves.some((leaf) => leaf.pairingId === pairingChoice)) return [];
    }
    return [orderRefusals.PAIRING_NOT_APPLICABLE(['pairingChoice'])];
  }
}
