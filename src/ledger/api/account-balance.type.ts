import { Field, ObjectType } from '@nestjs/graphql';
import { MoneyType } from '../../platform/index';

@ObjectType('AccountBalance', {
  description: '账户余额: what the accounts of one purpose come to in one currency',
})
export class AccountBalanceType {
  @Field({ description: 'HELD, PAYABLE, BANK and so on' })
  purpose!: string;

  @Field(() => MoneyType, { description: 'Positive where the account stands on its normal side' })
  balance!: MoneyType;
}
