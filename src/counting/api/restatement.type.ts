import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PairingSideEnum, type PairingSide } from '../../pairing/index';
import { Id, MoneyType, Payload, Timestamp } from '../../platform/index';
import { restatementStates, type RestatementState } from '../domain/restatement.states';

const CountingRestatementStateEnum = Object.fromEntries(
  restatementStates.states.map((state) => [state, state]),
);
registerEnumType(CountingRestatementStateEnum, { name: 'CountingRestatementState' });

@ObjectType()
export class RestatementSignature {
  @Field(() => PairingSideEnum)
  side!: PairingSide;

  @Field(() => Id)
  organizationId!: string;

  @Field()
  sha256!: string;

  @Field(() => Timestamp)
  signedAt!: Date;
}

@ObjectType('CountingRestatement', {
  description: '重述: a change of a locked month, which only its two provinces can make together',
})
export class CountingRestatementType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Id)
  periodId!: string;

  @Field(() => Int, { description: 'The revision of the list it changes' })
  fromRevision!: number;

  @Field(() => CountingRestatementStateEnum)
  state!: RestatementState;

  @Field()
  reason!: string;

  @Field({ description: 'What is signed, as canonical JSON: the changes, the figures before and after' })
  content!: string;

  @Field()
  sha256!: string;

  @Field(() => Int)
  changes!: number;

  @Field(() => MoneyType, { description: 'By which the month’s net changes' })
  difference!: MoneyType;

  @Field(() => Timestamp)
  proposedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  decidedAt!: Date | null;

  @Field(() => [RestatementSignature])
  signatures!: RestatementSignature[];
}

@ObjectType()
export class CountingRestatementPayload extends Payload {
  @Field(() => CountingRestatementType, { nullable: true })
  restatement?: CountingRestatementType;
}
