import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, Payload, Timestamp } from '../../platform/index';
import { EVIDENCE_KINDS, FINDING_KINDS, type EvidenceKind, type FindingKind } from '../domain/finding';
import { findingStates, type FindingState } from '../domain/finding.states';

const enumOf = <Value extends string>(values: readonly Value[]) =>
  Object.fromEntries(values.map((value) => [value, value])) as { [Key in Value]: Key };

export const FindingStateEnum = enumOf(findingStates.states);
export const FindingKindEnum = enumOf(FINDING_KINDS);
export const FindingEvidenceKindEnum = enumOf(EVIDENCE_KINDS);
registerEnumType(FindingStateEnum, { name: 'FindingState' });
registerEnumType(FindingKindEnum, { name: 'FindingKind' });
registerEnumType(FindingEvidenceKindEnum, { name: 'FindingEvidenceKind' });

@ObjectType('FindingEvidence', {
  description: 'Kept by its id alone: who may see the record opens it there, and reads its number or name',
})
export class FindingEvidenceType {
  @Field(() => FindingEvidenceKindEnum)
  kind!: EvidenceKind;

  @Field(() => Id)
  id!: string;
}

@ObjectType('Finding', { description: '疑点: what looked wrong to a dated rule; nobody is guilty by it' })
export class FindingType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => FindingKindEnum)
  kind!: FindingKind;

  @Field(() => String, { nullable: true, description: 'Where the goods come from' })
  countyCode!: string | null;

  @Field(() => Id, { description: 'The office that looks into it' })
  ownerId!: string;

  @Field(() => FindingStateEnum)
  state!: FindingState;

  @Field(() => Boolean, { description: 'Somebody has taken it up' })
  taken!: boolean;

  @Field(() => Id, { nullable: true, description: 'The organization asked to explain it' })
  askedId!: string | null;

  @Field(() => Timestamp)
  foundAt!: Date;

  @Field(() => Timestamp)
  dueAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  decidedAt!: Date | null;
}

@ObjectType()
export class FindingPayload extends Payload {
  @Field(() => FindingType, { nullable: true })
  finding?: FindingType | null;
}
