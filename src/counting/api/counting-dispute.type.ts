import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PairingSideEnum, type PairingSide } from '../../pairing/index';
import { Id, MoneyType, Payload, Timestamp } from '../../platform/index';
import {
  DECISION_OUTCOMES,
  MOST_FILES,
  disputeStates,
  type DecisionOutcome,
  type DisputeState,
} from '../domain/dispute.states';
import { IndicatorAmount } from './industry/indicator-amount.type';

export const FILES = `Files the caller has uploaded, at most ${MOST_FILES}; both sides and their provinces read them`;
const CountingDisputeStateEnum = Object.fromEntries(disputeStates.states.map((state) => [state, state]));
registerEnumType(CountingDisputeStateEnum, { name: 'CountingDisputeState' });

export const DisputeDecisionOutcomeEnum = Object.fromEntries(
  DECISION_OUTCOMES.map((outcome) => [outcome, outcome]),
);
registerEnumType(DisputeDecisionOutcomeEnum, {
  name: 'DisputeDecisionOutcome',
  description: 'UPHELD: the lines are taken back; DISMISSED: they stand',
});

@ObjectType({ description: 'A file that came with something said' })
export class CountingDisputeFile {
  @Field(() => Id)
  fileId!: string;

  @Field()
  name!: string;

  @Field()
  sha256!: string;
}

@ObjectType()
export class DisputeDecisionSignature {
  @Field(() => PairingSideEnum)
  side!: PairingSide;

  @Field(() => Id)
  organizationId!: string;

  @Field()
  sha256!: string;

  @Field(() => Timestamp)
  signedAt!: Date;
}

@ObjectType({ description: '裁定: what one of the two provinces proposes and both sign' })
export class CountingDisputeDecision {
  @Field(() => Int, {
    description: 'A later one takes the place of those before, with what was signed of them',
  })
  number!: number;

  @Field(() => DisputeDecisionOutcomeEnum)
  outcome!: DecisionOutcome;

  @Field()
  reason!: string;

  @Field({
    description: 'What is signed, as canonical JSON: the lines with what is left of them, and the outcome',
  })
  content!: string;

  @Field()
  sha256!: string;

  @Field(() => Timestamp)
  proposedAt!: Date;

  @Field(() => [DisputeDecisionSignature])
  signatures!: DisputeDecisionSignature[];
}

@ObjectType()
export class CountingDisputeLine {
  @Field(() => Id)
  entryId!: string;

  @Field()
  reason!: string;

  @Field(() => MoneyType, { nullable: true, description: 'What the entry counts; null: no money' })
  amount!: MoneyType | null;

  @Field(() => IndicatorAmount, { description: 'The same in the unit of its indicator' })
  value!: IndicatorAmount;
}

@ObjectType({ description: 'Something that was said about it; words are only added' })
export class CountingDisputeWords {
  @Field(() => PairingSideEnum)
  side!: PairingSide;

  @Field()
  words!: string;

  @Field(() => Timestamp)
  at!: Date;

  @Field(() => [CountingDisputeFile])
  files!: CountingDisputeFile[];
}

@ObjectType('CountingDispute', { description: '争议: one side objects to lines of a month’s list' })
export class CountingDisputeType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Id)
  periodId!: string;

  @Field(() => Int, { description: 'The revision of the report that was read' })
  revision!: number;

  @Field(() => PairingSideEnum, { description: 'Who opened it' })
  side!: PairingSide;

  @Field(() => CountingDisputeStateEnum)
  state!: DisputeState;

  @Field(() => Timestamp)
  openedAt!: Date;

  @Field(() => Timestamp, { description: 'Since when a side is waited for' })
  waitsSince!: Date;

  @Field({ description: 'The silent side has been reminded' })
  reminded!: boolean;

  @Field(() => Timestamp, { nullable: true })
  decidedAt!: Date | null;

  @Field(() => [CountingDisputeLine], { description: 'As far as they lie in the office’s own region' })
  lines!: CountingDisputeLine[];

  @Field(() => [CountingDisputeWords])
  words!: CountingDisputeWords[];

  @Field(() => CountingDisputeDecision, { nullable: true, description: 'The newest both provinces may sign' })
  decision!: CountingDisputeDecision | null;
}

@ObjectType()
export class CountingDisputePayload extends Payload {
  @Field(() => CountingDisputeType, { nullable: true })
  dispute?: CountingDisputeType;
}
