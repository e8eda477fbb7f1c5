import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { GRADES_BEST_FIRST } from '../../catalog/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  BusinessDay,
  CommandInput,
  CommandBatches,
  CurrentActor,
  Id,
  Payload,
  QuantityInput,
  RegionCode,
  ShortText,
  answer,
  presentOrigin,
  type Actor,
  type CommandBatch,
  type Outcome,
} from '../../platform/index';
import { Refused } from '../../../libs/workflow/src/index';
import { readPlan, type PaymentTerms, type SaidDetails } from '../../../libs/payment-plan/src/index';
import { PaymentPlanInput, PaymentTermsEnum } from '../../payments/index';
import { OrderPurposeEnum, OrderType } from '../api/order.type';
import type { OrderPurpose } from '../domain/order';
import { JointPlacement } from '../storage/joint-placement';
import type { Placing } from '../storage/placement-decision';
import { OrderReader, type OrderRow } from '../storage/order-reader';

@InputType()
export class BasketLineInput {
  @Field(() => Id, { nullable: true, description: 'A lot on sale' })
  lotId?: string | null;

  @Field(() => Id, {
    nullable: true,
    description: 'Instead of a lot: an announced harvest, up to the lower bound of its range',
  })
  forwardSupplyId?: string | null;

  @Field(() => ShortText, {
    nullable: true,
    description: `Of an announced harvest: the plainest grade that is taken (${GRADES_BEST_FIRST.join('、')})`,
  })
  leastGrade?: string | null;

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

  @Field(() => PaymentPlanInput, { nullable: true })
  paymentPlan?: SaidDetails | null;

  @Field(() => RegionCode)
  deliveryCounty!: string;

  @Field(() => BusinessDay)
  deliveryOn!: string;

  @Field(() => Id, {
    nullable: true,
    description: 'Where two pairings cover the purchase equally: the one chosen',
  })
  pairingChoice?: string | null;

  @Field(() => Id, {
    nullable: true,
    description: 'A sales channel: all its goods then have to stand under help-sell mandates signed before',
  })
  channelId?: string | null;

  @Field(() => OrderPurposeEnum, { nullable: true })
  purpose?: OrderPurpose | null;
}

@ObjectType()
export class PlaceOrderPayload extends Payload {
  @Field(() => [OrderType], { nullable: true, description: 'One order per supplier' })
  orders?: OrderRow[];
}

/** Orders that are placed at the same time are written together, each accepted or refused alone. */
@Injectable()
export class PlaceOrder {
  private readonly batch: CommandBatch<Placing & { input: PlaceOrderInput }, { orderIds: string[] }>;

  constructor(batches: CommandBatches, placement: JointPlacement) {
    this.batch = batches.of('placeOrder', (tx, asked) => placement.place(tx, asked));
  }

  async execute(actor: Actor, input: PlaceOrderInput): Promise<Outcome<{ orderIds: string[] }>> {
    try {
      const plan = readPlan(input.terms, input.paymentPlan, ['paymentPlan']);
      return await this.batch.run({ actor, input, plan, cause: presentOrigin() });
    } catch (error) {
      if (error instanceof Refused) return { refusals: error.refusals };
      throw error;
    }
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
