import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { OriginCounty, SellerType } from '../../catalog/index';
import { BusinessDay, Id, QuantityType, connectionOf } from '../../platform/index';
import { forwardSupplyStates, type ForwardSupplyState } from '../domain/forward-supply.states';

export const ForwardSupplyStateEnum = Object.fromEntries(
  forwardSupplyStates.states.map((name) => [name, name]),
);
registerEnumType(ForwardSupplyStateEnum, { name: 'ForwardSupplyState' });

@ObjectType('ForwardSupply', { description: '预计上市: an announced harvest, as buyers see it' })
export class ForwardSupplyType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => ForwardSupplyStateEnum)
  state!: ForwardSupplyState;

  @Field(() => Id)
  productId!: string;

  @Field()
  productName!: string;

  @Field()
  categoryCode!: string;

  @Field(() => SellerType)
  supplier!: SellerType;

  @Field(() => OriginCounty)
  origin!: OriginCounty;

  @Field(() => Int, { description: 'Harvest year' })
  season!: number;

  @Field(() => QuantityType, { description: 'As good as sure' })
  lower!: QuantityType;

  @Field(() => QuantityType, { description: 'The most that is hoped for' })
  upper!: QuantityType;

  @Field(() => QuantityType, { description: 'Already harvested and certified as lots' })
  certified!: QuantityType;

  @Field(() => QuantityType, { description: 'Still to come of the lower bound and not reserved' })
  available!: QuantityType;

  @Field(() => BusinessDay)
  windowFrom!: string;

  @Field(() => BusinessDay)
  windowTo!: string;

  @Field(() => Int, { description: 'How sure the supplier is of the range, 1 to 100' })
  confidencePercent!: number;
}

export const ForwardSupplyConnection = connectionOf(ForwardSupplyType, 'ForwardSupply');
