import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Refused } from '../../../libs/workflow/src/index';
import { LotStock } from '../../catalog/index';
import { Admissions, Organizations, Role } from '../../organizations/index';
import {
  Allow,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  Payload,
  QuantityInput,
  RegionCode,
  answer,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { OrderType, PaymentTermsEnum } from '../api/order.type';
import { samePrices } from '../domain/basket';
import type { OrderDraft, PaymentTerms } from '../domain/order';
import { Offers } from '../storage/offers';
import { OrderReader, type OrderRow } from '../storage/order-reader';
import { Placement } from '../storage/placement';

@InputType()
export class BasketLineInput {
  @Field(() => Id)
  lotId!: string;

  @Field(() => QuantityInput)
  quantity!: QuantityInput;
}

@InputType()
export class PlaceOrderInput extends CommandInput {
  @Field(() => [BasketLineInput])
  lines!: BasketLineInput[];

  @Field(() => Id, { description: 'The own unit the purchase is attributed to' })
  unitId!: string;

  @Field(() => PaymentTermsEnum)
  terms!: PaymentTerms;

  @Field(() => RegionCode)
  deliveryCounty!: string;

  @Field(() => BusinessDay)
  deliveryOn!: string;

  @Field(() => Id, {
    nullable: true,
    description: 'Where two pairings cover the purchase equally: the one chosen',
  })
  pairingChoice?: string | null;
}

@ObjectType()
export class PlaceOrderPayload extends Payload {
  @Field(() => [OrderType], { nullable: true, description: 'One order per supplier' })
  orders?: OrderRow[];
}

@Injectable()
export class PlaceOrder {
  constructor(
    private readonly commands: Commands,
    private readonly organizations: Organizations,
    private readonly admissions: Admissions,
    private readonly offers: Offers,
    private readonly placement: Placement,
    private readonly stock: LotStock,
  ) {}

  execute(actor: Actor, input: PlaceOrderInput): Promise<Outcome<{ orderIds: string[] }>> {
    return this.commands.run({ operation: 'placeOrder', actor, input }, async (tx) => {
      await this.organizations.requireOwnUnit(tx, actor, input.unitId, ['unitId']);
      const { drafts, refusals } = await this.offers.decide(tx, actor.organizationId, input, tx.at);
      if (refusals.length > 0) throw new Refused(refusals);
      for (const { supplierId } of drafts) await this.admissions.requireAdmitted(tx, supplierId, ['lines']);
      const terms = { ...termsOf(input), basketId: randomUUID() };
      const placed = [];
      for (const draft of drafts) placed.push(await this.placement.write(tx, actor, terms, draft));
      await this.confirmUnderLock(tx, actor, input, drafts);
      await this.placement.reserve(tx, placed);
      for (const order of placed) await this.placement.announce(tx, actor, order);
      return { orderIds: placed.map(({ order }) => order.id) };
    });
  }

  /** The lots' rows are locked late, so that a hot lot is held briefly; what was decided before must still be true. */
  private async confirmUnderLock(
    tx: Tx,
    actor: Actor,
    input: PlaceOrderInput,
    drafts: readonly OrderDraft[],
  ): Promise<void> {
    const locked = await this.stock.lock(tx, [...new Set(input.lines.map((line) => line.lotId))]);
    const again = await this.offers.decideOn(tx, locked, actor.organizationId, input, tx.at);
    const refusals = again.refusals.length > 0 ? again.refusals : samePrices(drafts, again.drafts);
    if (refusals.length > 0) throw new Refused(refusals);
  }
}

@Resolver()
export class PlaceOrderResolver {
  constructor(
    private readonly useCase: PlaceOrder,
    private readonly orders: OrderReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => PlaceOrderPayload)
  async placeOrder(
    @Args('input') input: PlaceOrderInput,
    @CurrentActor() actor: Actor,
  ): Promise<PlaceOrderPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ orderIds }) => ({
      orders: await this.orders.manyVisibleTo(actor, orderIds),
    }));
  }
}

function termsOf({ unitId, terms, deliveryCounty, deliveryOn, pairingChoice }: PlaceOrderInput) {
  return { unitId, terms, deliveryCounty, deliveryOn, pairingChoice: pairingChoice ?? null };
}
