import { Field, ObjectType } from '@nestjs/graphql';
import { Payload } from '../../platform/index';
import type { PoolRow } from '../storage/pool-reader';
import { PoolType } from './pool.type';
import { PoolJoinType } from './pool-join.type';

@ObjectType()
export class PoolPayload extends Payload {
  @Field(() => PoolType, { nullable: true })
  pool?: PoolRow | null;
}

@ObjectType()
export class PoolJoinPayload extends Payload {
  @Field(() => PoolJoinType, { nullable: true })
  poolJoin?: PoolJoinType | null;
}
