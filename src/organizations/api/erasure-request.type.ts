import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, Payload, Timestamp, connectionOf } from '../../platform/index';
import type { ErasureState } from '../storage/erasure-request.entity';

const ErasureStateEnum = { REQUESTED: 'REQUESTED', DONE: 'DONE', DENIED: 'DENIED' } as const;
registerEnumType(ErasureStateEnum, { name: 'ErasureState', description: '个人信息删除' });

@ObjectType('ErasureRequest', {
  description: '个人信息删除申请: asked for by one person, decided by another',
})
export class ErasureRequestType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id)
  personId!: string;

  @Field(() => ErasureStateEnum)
  state!: ErasureState;

  @Field(() => Id)
  requestedBy!: string;

  @Field(() => Timestamp)
  requestedAt!: Date;

  @Field(() => Int)
  version!: number;
}

export const ErasureRequestConnection = connectionOf(ErasureRequestType, 'ErasureRequest');

@ObjectType()
export class ErasureRequestPayload extends Payload {
  @Field(() => ErasureRequestType, { nullable: true })
  erasureRequest?: ErasureRequestType | null;
}
