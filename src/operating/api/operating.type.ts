import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, Payload, Timestamp } from '../../platform/index';
import { operatingStates, type OperatingState } from '../domain/operating.states';
import type { OperatingRow } from '../storage/operating-reader';

export const OperatingStateEnum = Object.fromEntries(
  operatingStates.states.map((state) => [state, state]),
) as { [State in OperatingState]: State };
registerEnumType(OperatingStateEnum, { name: 'OperatingRecordState' });

@ObjectType('OperatingRecord', {
  description: '运营数据 of a quarter; numbers only, append-only once verified',
})
export class OperatingRecordType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Id)
  projectId!: string;

  @Field(() => Int)
  year!: number;

  @Field(() => Int)
  quarter!: number;

  @Field(() => Int, { description: 'Persons employed at the end of the quarter' })
  jobs!: number;

  @Field(() => Int, { description: '脱贫人口: as many of them' })
  formerlyPoorJobs!: number;

  @Field(() => String, { nullable: true, description: 'The body that attests that number' })
  attestedBy!: string | null;

  @Field(() => Int, { nullable: true })
  powerKwh!: number | null;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => Id, { nullable: true, description: 'The verified record whose place it takes' })
  replacesId!: string | null;

  @Field(() => OperatingStateEnum)
  state!: OperatingState;

  @Field(() => Id)
  submitterId!: string;

  @Field(() => Timestamp)
  submittedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was rejected or withdrawn' })
  decisionNote!: string | null;

  @Field(() => Timestamp, { nullable: true })
  replacedAt!: Date | null;
}

@ObjectType()
export class OperatingRecordPayload extends Payload {
  @Field(() => OperatingRecordType, { nullable: true })
  operatingRecord?: OperatingRow | null;
}
