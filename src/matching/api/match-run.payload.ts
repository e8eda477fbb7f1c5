import { Field, ObjectType } from '@nestjs/graphql';
import { Payload } from '../../platform/index';
import { MatchRunType } from './match-run.type';

@ObjectType()
export class MatchRunPayload extends Payload {
  @Field(() => MatchRunType, { nullable: true })
  matchRun?: MatchRunType | null;
}
