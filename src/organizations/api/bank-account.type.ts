import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Id, Payload, Timestamp, connectionOf } from '../../platform/index';
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

  @Field(() => Int)
  version!: number;
}

export const BankAccountConnection = connectionOf(BankAccountType, 'BankAccount');

@ObjectType()
export class BankAccountPayload extends Payload {
  @Field(() => BankAccountType, { nullable: true })
  bankAccount?: BankAccountType | null;
}
