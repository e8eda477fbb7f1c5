import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, QuantityType, Timestamp } from '../../platform/index';
import type { VarianceReason } from '../domain/acceptance';
import { shipmentStates, type ShipmentState } from '../domain/shipment.states';
import { VarianceReasonEnum } from './reasons';

const ShipmentStateEnum = Object.fromEntries(shipmentStates.states.map((state) => [state, state])) as {
  [S in ShipmentState]: S;
};
registerEnumType(ShipmentStateEnum, { name: 'ShipmentState' });

@ObjectType('ShipmentLine')
export class ShipmentLineType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id)
  orderLineId!: string;

  @Field(() => Id)
  lotId!: string;

  @Field(() => QuantityType)
  dispatched!: QuantityType;

  @Field(() => QuantityType, {
    nullable: true,
    description: 'Null until the shipment is accepted or refused',
  })
  accepted!: QuantityType | null;

  @Field(() => String, { nullable: true })
  grade!: string | null;

  @Field(() => VarianceReasonEnum, { nullable: true })
  varianceReason!: VarianceReason | null;

  @Field(() => [Id], { description: 'Download: GET /files/<id>' })
  photoIds!: string[];
}

@ObjectType('Shipment')
export class ShipmentType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Int, { description: '1, 2, 3 … within the order' })
  number!: number;

  @Field(() => ShipmentStateEnum)
  state!: ShipmentState;

  @Field()
  carrier!: string;

  @Field(() => String, { nullable: true })
  trackingNo!: string | null;

  @Field(() => Timestamp)
  dispatchedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  arrivedAt!: Date | null;

  @Field(() => Timestamp, { nullable: true })
  acceptedAt!: Date | null;

  @Field({ description: 'Accepted by time with the dispatched weight, after two reminders' })
  acceptedByTime!: boolean;

  @Field(() => [ShipmentLineType])
  lines!: ShipmentLineType[];
}
