import { Field, Int, ObjectType } from '@nestjs/graphql';
import { BusinessDay, Id, Payload, Timestamp, connectionOf, type BusinessDate } from '../../platform/index';
import type { BankAccountState } from '../storage/bank-account.entity';
import { BankAccountStateEnum } from './enums';

@ObjectType('BankAccount')
export class BankAccountType {
  @Field(() => Id)
  id!: string;

  @Field()
  holderName!: string;

  @Field()
  bankName!: string;

  @Field({ description: 'The rest of the number is never answered' })
  lastFour!: string;

  @Field(() => BankAccountStateEnum)
  state!: BankAccountState;

  @Field(() => Timestamp)
  createdAt!: Date;

  @Field(() => BusinessDay, {
    nullable: true,
    description:
      'Nothing is paid out to it before: an account that replaced another rests for the days of the rule',
  })
  payableFrom!: BusinessDate | null;

  @Field(() => Int)
  version!: number;
}

export const BankAccountConnection = connectionOf(BankAccountType, 'BankAccount');

@ObjectType()
export class BankAccountPayload extends Payload {
  @Field(() => BankAccountType, { nullable: true })
  bankAccount?: BankAccountType | null;
}
