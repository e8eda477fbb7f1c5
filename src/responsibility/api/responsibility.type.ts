import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PairingSideEnum } from '../../pairing/index';
import { BusinessDay, Id, Payload, RegionCode, connectionOf } from '../../platform/index';
import { GAP_KINDS, SUBJECT_KINDS, type GapKind, type Side, type SubjectKind } from '../domain/subject';

const enumOf = (values: readonly string[]) => Object.fromEntries(values.map((value) => [value, value]));
export const SubjectKindEnum = enumOf(SUBJECT_KINDS);
export const GapKindEnum = enumOf(GAP_KINDS);
registerEnumType(SubjectKindEnum, { name: 'ResponsibilitySubject' });
registerEnumType(GapKindEnum, { name: 'ResponsibilityGapKind' });

@ObjectType('Responsibility', {
  description: '责任人: who answers for a place, its alerts or one side of a target',
})
export class ResponsibilityType {
  @Field(() => Id)
  id!: string;

  @Field(() => SubjectKindEnum)
  subjectKind!: SubjectKind;

  @Field(() => RegionCode, { nullable: true, description: 'Of a place or its alerts' })
  regionCode!: string | null;

  @Field(() => Id, { nullable: true, description: 'Of a target' })
  commitmentId!: string | null;

  @Field(() => PairingSideEnum, { nullable: true, description: 'Of a target: for which side' })
  side!: Side | null;

  @Field(() => Id)
  organizationId!: string;

  @Field(() => Id)
  memberId!: string;

  @Field(() => BusinessDay)
  validFrom!: string;

  @Field(() => BusinessDay, { nullable: true, description: 'Last day; null: open' })
  validTo!: string | null;

  @Field(() => Int)
  version!: number;
}

export const ResponsibilityConnection = connectionOf(ResponsibilityType, 'Responsibility');

@ObjectType()
export class ResponsibilityPayload extends Payload {
  @Field(() => ResponsibilityType, { nullable: true })
  responsibility?: ResponsibilityType | null;
}

@ObjectType('ResponsibilityGap', { description: 'Something nobody answers for on that day' })
export class ResponsibilityGapType {
  @Field(() => GapKindEnum)
  kind!: GapKind;

  @Field(() => RegionCode, { nullable: true, description: 'Of a place or its alerts' })
  regionCode!: string | null;

  @Field(() => Id, { nullable: true, description: 'Of a target' })
  commitmentId!: string | null;

  @Field(() => PairingSideEnum, { nullable: true, description: 'Of a target: the side that has no owner' })
  side!: Side | null;

  @Field(() => Id, { nullable: true, description: 'Of a task no active member of its organization can take' })
  taskId!: string | null;
}

export const ResponsibilityGapConnection = connectionOf(ResponsibilityGapType, 'ResponsibilityGap');
