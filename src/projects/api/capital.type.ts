import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, Payload, Timestamp } from '../../platform/index';
import {
  CAPITAL_KINDS,
  CAPITAL_NATURES,
  capitalStates,
  type CapitalKind,
  type CapitalNature,
  type CapitalState,
} from '../domain/capital.states';
import type { VerifierStanding } from '../storage/capital-verifiers';
import type { CapitalRow } from '../storage/capital-reader';

const enumOf = <Value extends string>(values: readonly Value[]) =>
  Object.fromEntries(values.map((value) => [value, value])) as { [V in Value]: V };

export const CapitalStateEnum = enumOf<CapitalState>(capitalStates.states);
registerEnumType(CapitalStateEnum, { name: 'CapitalRecordState' });
export const CapitalNatureEnum = enumOf<CapitalNature>(CAPITAL_NATURES);
registerEnumType(CapitalNatureEnum, {
  name: 'CapitalNature',
  description: 'A correction points back to the verified record it corrects',
});
export const CapitalKindEnum = enumOf<CapitalKind>(CAPITAL_KINDS);
registerEnumType(CapitalKindEnum, { name: 'CapitalKind' });
export const VerifierStandingEnum = {
  OTHER_SIDE: 'OTHER_SIDE',
  PROVINCE: 'PROVINCE',
  SAME_SIDE: 'SAME_SIDE',
} as const;
registerEnumType(VerifierStandingEnum, {
  name: 'VerifierStanding',
  description: 'One of the two is of the other side than who reports, or of a province',
});

@ObjectType('CapitalCheck')
export class CapitalCheckType {
  @Field(() => Id)
  organizationId!: string;

  @Field(() => VerifierStandingEnum)
  standing!: VerifierStanding;

  @Field(() => Timestamp)
  checkedAt!: Date;
}

@ObjectType('CapitalRecord', { description: '到位资金记录: append-only once verified' })
export class CapitalRecordType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Id)
  projectId!: string;

  @Field(() => CapitalNatureEnum)
  nature!: CapitalNature;

  @Field(() => CapitalKindEnum)
  kind!: CapitalKind;

  @Field(() => BusinessDay)
  contributedOn!: string;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => Id, { nullable: true })
  correctsId!: string | null;

  @Field(() => CapitalStateEnum)
  state!: CapitalState;

  @Field(() => Id)
  submitterId!: string;

  @Field(() => Timestamp)
  submittedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was rejected or withdrawn' })
  decisionNote!: string | null;
}

@ObjectType()
export class CapitalRecordPayload extends Payload {
  @Field(() => CapitalRecordType, { nullable: true })
  capitalRecord?: CapitalRow | null;
}
