import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, Payload, Timestamp, type BusinessDate } from '../../platform/index';
import type { ConnectAccountState } from '../domain/connect.states';

export const ConnectAccountStateEnum = {
  PROPOSED: 'PROPOSED',
  REFUSED: 'REFUSED',
  PENDING: 'PENDING',
  ACTIVE: 'ACTIVE',
  RESTRICTED: 'RESTRICTED',
  DISABLED: 'DISABLED',
} as const satisfies Record<ConnectAccountState, ConnectAccountState>;
registerEnumType(ConnectAccountStateEnum, {
  name: 'ConnectAccountState',
  description: 'Stripe 收款账户状态',
  valuesMap: {
    PROPOSED: { description: '待确认: by another member of the supplier' },
    REFUSED: { description: '已驳回' },
    PENDING: { description: '待填写: the supplier tells Stripe who he is' },
    ACTIVE: { description: '可收款: what is captured online for him goes there when an order is settled' },
    RESTRICTED: {
      description: '受限: Stripe asks for more, or pays out by itself; he is paid by bank meanwhile',
    },
    DISABLED: { description: '已停用 by Stripe; he is paid by bank' },
  },
});

@ObjectType('ConnectAccount', {
  description: 'Stripe 收款账户 of a supplier; what Stripe asks about people stays at Stripe',
})
export class ConnectAccountType {
  @Field(() => Id) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Id) supplierId!: string;
  @Field(() => ConnectAccountStateEnum, { description: 'As Stripe showed it when it was asked last' })
  state!: ConnectAccountState;
  @Field(() => BusinessDay, {
    nullable: true,
    description: 'First day on which money is paid out of it; anew each time it becomes active',
  })
  payableFrom!: BusinessDate | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Stripe’s own page to tell who one is, for minutes after askConnectOnboarding; for ORG_ADMIN of the supplier',
  })
  onboardingUrl!: string | null;
  @Field(() => MoneyType, { description: '存放金额: what lies there and is not promised to leave' })
  lying!: MoneyType;
  @Field(() => MoneyType, { description: '待收回: what refunds have taken and the account lacked' })
  debt!: MoneyType;
  @Field(() => String, { nullable: true, description: 'Stripe’s code, where it did not open the account' })
  failureCode!: string | null;
  @Field(() => Timestamp) proposedAt!: Date;
}

@ObjectType()
export class ConnectAccountPayload extends Payload {
  @Field(() => ConnectAccountType, { nullable: true })
  account?: ConnectAccountType | null;
}
