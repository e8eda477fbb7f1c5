import { Args, Field, InputType, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  BusinessDay,
  Clock,
  CurrentActor,
  Database,
  Id,
  MoneyType,
  Payload,
  QuantityInput,
  QuantityType,
  RegionCode,
  ShortText,
  answer,
  businessDateOf,
  notFound,
  type Actor,
} from '../../platform/index';
import { quantityIn, yuan } from '../api/amounts';
import { totalFen, type OrderDraft, type PricedLine } from '../domain/order';
import { Offers } from '../storage/offers';
import { UnitsBoughtFor } from '../storage/units-bought-for';

@InputType()
export class PreviewLineInput {
  @Field(() => Id, { nullable: true })
  lotId?: string | null;

  @Field(() => Id, { nullable: true, description: 'Instead of a lot: an announced harvest' })
  forwardSupplyId?: string | null;

  @Field(() => ShortText, { nullable: true })
  leastGrade?: string | null;

  @Field(() => QuantityInput)
  quantity!: QuantityInput;
}

@InputType()
export class PreviewBasketInput {
  @Field(() => [PreviewLineInput])
  lines!: PreviewLineInput[];

  @Field(() => Id)
  unitId!: string;

  @Field(() => RegionCode)
  deliveryCounty!: string;

  @Field(() => BusinessDay)
  deliveryOn!: string;

  @Field(() => Id, { nullable: true })
  pairingChoice?: string | null;
}

@ObjectType()
export class PreviewedLine {
  @Field(() => Id, { nullable: true })
  lotId!: string | null;

  @Field(() => Id, { nullable: true })
  forwardSupplyId!: string | null;

  @Field(() => QuantityType)
  quantity!: QuantityType;

  @Field(() => MoneyType)
  unitPrice!: MoneyType;

  @Field()
  priceUnit!: string;

  @Field(() => MoneyType)
  goods!: MoneyType;

  @Field(() => MoneyType)
  vat!: MoneyType;
}

@ObjectType()
export class PreviewedOrder {
  @Field(() => Id)
  supplierId!: string;

  @Field(() => [PreviewedLine])
  lines!: PreviewedLine[];

  @Field(() => MoneyType)
  goods!: MoneyType;

  @Field(() => MoneyType)
  freight!: MoneyType;

  @Field(() => MoneyType)
  total!: MoneyType;
}

@ObjectType()
export class BasketPreview extends Payload {
  @Field(() => [PreviewedOrder], { description: 'What can be ordered, one order per supplier' })
  orders!: PreviewedOrder[];
}

/** What a basket would come to now, and what speaks against it. Nothing is reserved. */
@Resolver()
export class PreviewBasket {
  constructor(
    private readonly database: Database,
    private readonly unitsBought: UnitsBoughtFor,
    private readonly offers: Offers,
    private readonly clock: Clock,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Query(() => BasketPreview)
  async previewBasket(
    @Args('input') input: PreviewBasketInput,
    @CurrentActor() actor: Actor,
  ): Promise<BasketPreview> {
    const pair = { organizationId: actor.organizationId, unitId: input.unitId };
    const today = businessDateOf(this.clock.now());
    if (!(await this.unitsBought.mayBuyFor(this.database, [pair], today))[0]) throw notFound(['unitId']);
    const { drafts, refusals } = await this.offers.decide(
      this.database,
      actor.organizationId,
      input,
      this.clock.now(),
    );
    const payload = await answer({ refusals }, () => Promise.resolve({}));
    return { orders: drafts.map(draftType), refusals: payload.refusals };
  }
}

function draftType(draft: OrderDraft): PreviewedOrder {
  return {
    supplierId: draft.supplierId,
    lines: draft.lines.map(lineType),
    goods: yuan(draft.goodsFen),
    freight: yuan(draft.freightFen),
    total: yuan(totalFen(draft)),
  };
}

function lineType(line: PricedLine): PreviewedLine {
  return {
    lotId: line.lot.lotId,
    forwardSupplyId: line.lot.forwardSupplyId ?? null,
    quantity: quantityIn(line.quantityBase, line.lot.displayUnit),
    unitPrice: yuan(line.unitPriceFen),
    priceUnit: line.lot.priceUnit,
    goods: yuan(line.goodsFen),
    vat: yuan(line.vatFen),
  };
}
