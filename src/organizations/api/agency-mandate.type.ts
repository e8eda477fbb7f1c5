import { Field, Int, ObjectType } from '@nestjs/graphql';
import { BusinessDay, Id, Payload, Timestamp, connectionOf } from '../../platform/index';
import type { MandateKind, MandateState } from '../storage/agency-mandate.entity';
import { MandateKindEnum, MandateStateEnum } from './enums';

@ObjectType('AgencyMandate', { description: '贸易企业代理: an enterprise sells for a producer' })
export class AgencyMandateType {
  @Field(() => Id)
  id!: string;

  @Field(() => MandateKindEnum)
  kind!: MandateKind;

  @Field(() => Id)
  agentId!: string;

  @Field(() => Id)
  principalId!: string;

  @Field(() => BusinessDay)
  validFrom!: string;

  @Field(() => BusinessDay)
  validTo!: string;

  @Field(() => MandateStateEnum)
  state!: MandateState;

  @Field({ description: 'SHA-256 of what is signed' })
  textHash!: string;

  @Field(() => Timestamp, { nullable: true })
  signedAt!: Date | null;

  @Field(() => Int)
  version!: number;
}

export const AgencyMandateConnection = connectionOf(AgencyMandateType, 'AgencyMandate');

@ObjectType()
export class AgencyMandatePayload extends Payload {
  @Field(() => AgencyMandateType, { nullable: true })
  mandate?: AgencyMandateType | null;
}
