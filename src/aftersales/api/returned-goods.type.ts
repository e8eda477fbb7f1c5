import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, QuantityType, Timestamp } from '../../platform/index';
import type { ReturnedState } from '../storage/returned-goods.entity';

export const ReturnedGoodsStateEnum = {
  HELD: 'HELD',
  PUT_BACK: 'PUT_BACK',
  WRITTEN_OFF: 'WRITTEN_OFF',
} as const satisfies Record<ReturnedState, ReturnedState>;
registerEnumType(ReturnedGoodsStateEnum, {
  name: 'ReturnedGoodsState',
  description: 'HELD: neither for sale nor written off until the county decides',
});
export const ReturnedDecisionEnum = { PUT_BACK: 'PUT_BACK', WRITTEN_OFF: 'WRITTEN_OFF' } as const;
registerEnumType(ReturnedDecisionEnum, { name: 'ReturnedGoodsDecision' });

@ObjectType('ReturnedGoods', { description: '退货: goods of one lot that came back by a case' })
export class ReturnedGoodsType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Id)
  caseId!: string;

  @Field(() => Id)
  lotId!: string;

  @Field(() => Id)
  supplierId!: string;

  @Field(() => QuantityType)
  quantity!: QuantityType;

  @Field(() => ReturnedGoodsStateEnum)
  state!: ReturnedState;

  @Field(() => Timestamp)
  receivedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true })
  note!: string | null;
}
