import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, Timestamp } from '../../platform/index';
import type { HarvestStanding } from '../domain/order-harvest';
import { orderStates, type OrderState } from '../domain/order.states';
import type { PaymentTerms } from '../../../libs/payment-plan/src/index';
import { PaymentTermsEnum } from '../../payments/index';
import { ORDER_PURPOSES, type OrderPurpose } from '../domain/order';
import type { FreightKind } from '../domain/freight';

const same = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };

export const OrderStateEnum = same(orderStates.states);
export const HarvestStandingEnum = same(['AWAITED', 'CUT'] as const);
export const OrderFreightKind = same(['INCLUDED', 'FIXED', 'PER_KG'] as const);
export const OrderPurposeEnum = same(ORDER_PURPOSES);
registerEnumType(OrderPurposeEnum, {
  name: 'OrderPurpose',
  description: 'CANTEEN 食堂采购, UNION 工会福利采购, OTHER 其他',
});
registerEnumType(HarvestStandingEnum, {
  name: 'HarvestStanding',
  description: 'AWAITED 待采收, CUT 减产待采购方决定',
});
registerEnumType(OrderStateEnum, { name: 'OrderState' });
registerEnumType(OrderFreightKind, { name: 'OrderFreightKind' });

/** A bulk order with one supplier. Its amounts and lines are fields resolved beside. */
@ObjectType('Order')
export class OrderType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field({ description: 'For people: XS20260709-000123' })
  number!: string;

  @Field(() => Id, { description: 'Orders placed together, one per supplier' })
  basketId!: string;

  @Field(() => Id, { nullable: true, description: 'The version of the quote it was awarded on' })
  quoteVersionId!: string | null;

  @Field(() => Id, { nullable: true, description: 'The framework agreement it calls off' })
  frameworkId!: string | null;

  @Field(() => OrderStateEnum)
  state!: OrderState;

  @Field(() => HarvestStandingEnum, {
    nullable: true,
    description:
      'While a line waits for an announced harvest, or the buyer for a decision on what will not come',
  })
  harvest!: HarvestStanding | null;

  @Field(() => BusinessDay, {
    nullable: true,
    description: 'The last day to decide on a smaller harvest: then the order stands with what there is',
  })
  cutAnswerOn!: string | null;

  @Field(() => Id)
  buyerId!: string;

  @Field(() => Id, { description: "The buyer's unit the order is attributed to" })
  unitId!: string;

  @Field(() => Id)
  supplierId!: string;

  @Field(() => Id, {
    nullable: true,
    description: 'The hub or agent that offered it; goods, contract and money are the supplier’s',
  })
  agentId!: string | null;

  @Field(() => PaymentTermsEnum)
  terms!: PaymentTerms;

  @Field(() => Timestamp)
  placedAt!: Date;

  @Field()
  deliveryCounty!: string;

  @Field(() => BusinessDay)
  deliveryOn!: string;

  @Field(() => Id, { nullable: true, description: 'Chosen where two pairings cover the order equally' })
  pairingChoice!: string | null;

  @Field(() => Id, { nullable: true, description: 'The sales channel it was placed over' })
  channelId!: string | null;

  @Field(() => OrderPurposeEnum, { nullable: true })
  purpose!: OrderPurpose | null;

  @Field(() => OrderFreightKind, { nullable: true, description: 'What the supplier agreed for this order' })
  freightKind!: FreightKind | null;

  @Field(() => Int, { description: 'Basis points above the ordered weight that are still accepted' })
  toleranceBp!: number;

  @Field()
  approvalRequired!: boolean;

  @Field()
  approved!: boolean;

  @Field(() => Int)
  contractVersion!: number;

  @Field(() => Timestamp, { nullable: true })
  contractSignedAt!: Date | null;

  @Field(() => BusinessDay, { nullable: true, description: 'Of the part that is due next' })
  paymentDueOn!: string | null;

  @Field()
  paymentExtended!: boolean;

  @Field(() => Timestamp, { nullable: true })
  acceptedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it ended or is disputed: a code' })
  reason!: string | null;
}
