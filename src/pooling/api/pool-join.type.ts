import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { formatMoney, formatQuantity } from '../../../libs/money/src/index';
import { Id, MoneyType, QuantityType, Timestamp } from '../../platform/index';
import { LandedCapType } from '../../sourcing/index';
import { poolJoinStates, type PoolJoinState } from '../domain/pool-join.states';
import type { PoolJoinRow } from '../storage/pool-join-reader';

export const PoolJoinStateEnum = Object.fromEntries(poolJoinStates.states.map((state) => [state, state])) as {
  [State in PoolJoinState]: State;
};
registerEnumType(PoolJoinStateEnum, { name: 'PoolJoinState' });

@ObjectType('PoolJoin', { description: 'A unit in a 拼单, as its own people see it' })
export class PoolJoinType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Id)
  poolId!: string;

  @Field(() => Id)
  buyerId!: string;

  @Field(() => Id)
  unitId!: string;

  @Field(() => PoolJoinStateEnum)
  state!: PoolJoinState;

  @Field(() => QuantityType, { description: 'A smaller share is of no use' })
  minimum!: QuantityType;

  @Field(() => QuantityType)
  maximum!: QuantityType;

  @Field(() => QuantityType, {
    description: 'What it got of awards so far; each part is an order of its own',
  })
  shared!: QuantityType;

  @Field(() => LandedCapType)
  cap!: LandedCapType;

  @Field(() => MoneyType, { description: 'The maximum at the cap: what it reserves of the unit’s budget' })
  worth!: MoneyType;

  @Field()
  deliveryCounty!: string;

  @Field(() => Id, { nullable: true, description: 'Toward which its orders count where it covers the goods' })
  pairingChoice!: string | null;

  @Field({ description: 'The others may read the unit’s name' })
  named!: boolean;

  @Field()
  approved!: boolean;

  @Field(() => String, { nullable: true })
  sentBackNote!: string | null;

  @Field(() => Timestamp)
  joinedAt!: Date;
}

export function shownJoin({
  leastBase,
  wantBase,
  sharedBase,
  capFen,
  capUnit,
  worthFen,
  unit,
  ...row
}: PoolJoinRow): PoolJoinType {
  return {
    ...row,
    minimum: formatQuantity(leastBase, unit),
    maximum: formatQuantity(wantBase, unit),
    shared: formatQuantity(sharedBase, unit),
    cap: { price: formatMoney({ fen: capFen, currency: 'CNY' }), priceUnit: capUnit },
    worth: formatMoney({ fen: worthFen, currency: 'CNY' }),
  };
}
