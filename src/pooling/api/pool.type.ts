import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { CertificateKindEnum, type CertificateKind } from '../../catalog/index';
import { Id, Timestamp } from '../../platform/index';
import { poolStates, type PoolState } from '../domain/pool.states';

export const PoolStateEnum = Object.fromEntries(poolStates.states.map((state) => [state, state])) as {
  [State in PoolState]: State;
};
registerEnumType(PoolStateEnum, { name: 'PoolState' });

@ObjectType('PoolParty', { description: 'Who opened a pool, or agreed to be named in it' })
export class PoolPartyType {
  @Field(() => Id)
  id!: string;

  @Field()
  name!: string;

  @Field()
  regionCode!: string;
}

@ObjectType('Pool', {
  description:
    '拼单: its total is there for everybody who may join or quote; who wants how much of it is not',
})
export class PoolType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field()
  number!: string;

  @Field(() => PoolStateEnum)
  state!: PoolState;

  @Field()
  title!: string;

  @Field()
  categoryCode!: string;

  @Field(() => Id, { nullable: true })
  productId!: string | null;

  @Field(() => String, { nullable: true })
  leastGrade!: string | null;

  @Field(() => [CertificateKindEnum])
  certificates!: CertificateKind[];

  @Field(() => String, { nullable: true })
  specification!: string | null;

  @Field()
  sealed!: boolean;

  @Field(() => Timestamp, { description: 'Until when units join, change or leave' })
  gatheringDeadline!: Date;

  @Field(() => Timestamp)
  quoteDeadline!: Date;

  @Field(() => Timestamp)
  createdAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  closedAt!: Date | null;

  @Field(() => String, { nullable: true })
  cancelReason!: string | null;

  @Field(() => Id, { nullable: true, description: 'The request it became when it was filled' })
  requestId!: string | null;
}
