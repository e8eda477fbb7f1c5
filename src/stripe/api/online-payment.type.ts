import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, MoneyType, Timestamp } from '../../platform/index';
import type { IntentState } from '../domain/intent.states';

export const OnlinePaymentStateEnum = {
  CREATED: 'CREATED',
  PENDING: 'PENDING',
  SUCCEEDED: 'SUCCEEDED',
  FAILED: 'FAILED',
  EXPIRED: 'EXPIRED',
  DIFFERS: 'DIFFERS',
} as const satisfies Record<IntentState, IntentState>;
registerEnumType(OnlinePaymentStateEnum, {
  name: 'OnlinePaymentState',
  description:
    'CREATED 已发起, PENDING 待支付, SUCCEEDED 已支付, FAILED 支付机构未受理, EXPIRED 已取消, DIFFERS 金额不符待核查',
});

@ObjectType('OnlinePayment', {
  description: '在线支付: one payment by card or wallet through the payment provider',
})
export class OnlinePaymentType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Id)
  orderId!: string;

  @Field(() => MoneyType)
  amount!: MoneyType;

  @Field(() => OnlinePaymentStateEnum, { description: 'Only what the provider has confirmed to us counts' })
  state!: IntentState;

  @Field(() => String, {
    nullable: true,
    description: 'With it the payer’s browser pays at the provider: for the buyer, while it is PENDING',
  })
  clientSecret!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      '模拟支付页面: where the buyer pays it without real money, while it is PENDING; only with a stand-in for Stripe',
  })
  standInPage!: string | null;

  @Field(() => Timestamp)
  startedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  endedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'The provider’s code, where it was refused or cancelled',
  })
  failureCode!: string | null;
}

@ObjectType('OnlinePaymentOffer', {
  description: '在线支付设置: whether one can pay online, and what a browser needs',
})
export class OnlinePaymentOfferType {
  @Field()
  offered!: boolean;

  @Field(() => String, { nullable: true })
  publishableKey!: string | null;

  @Field({ description: '模拟支付: no real money moves' })
  test!: boolean;
}
