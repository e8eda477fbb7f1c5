import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, Payload, Timestamp } from '../../platform/index';
import {
  SUCCESSION_KINDS,
  successionStates,
  type SuccessionKind,
  type SuccessionState,
} from '../domain/succession.states';
import type { SuccessionRow, SuccessionWordRow } from '../storage/succession-reader';

const enumOf = <Value extends string>(values: readonly Value[]) =>
  Object.fromEntries(values.map((value) => [value, value])) as { [V in Value]: V };

export const SuccessionKindEnum = enumOf<SuccessionKind>(SUCCESSION_KINDS);
registerEnumType(SuccessionKindEnum, { name: 'EnterpriseSuccessionKind' });
export const SuccessionStateEnum = enumOf<SuccessionState>(successionStates.states);
registerEnumType(SuccessionStateEnum, {
  name: 'EnterpriseSuccessionState',
  description: 'Two codes are one enterprise while it is CONFIRMED or VOID_ASKED',
});

@ObjectType('SuccessionWord')
export class SuccessionWordType {
  @Field({ description: 'record, confirm, reject, askToVoid, keep or void' })
  verb!: string;

  @Field(() => Id)
  organizationId!: string;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => Timestamp)
  at!: Date;
}

@ObjectType('EnterpriseSuccession', {
  description: '企业承继: two codes that are one enterprise, as two offices say',
})
export class EnterpriseSuccessionType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => SuccessionStateEnum)
  state!: SuccessionState;

  @Field(() => Id)
  projectId!: string;

  @Field()
  predecessorUscc!: string;

  @Field()
  successorUscc!: string;

  @Field(() => SuccessionKindEnum)
  kind!: SuccessionKind;

  @Field(() => BusinessDay)
  succeededOn!: string;

  @Field(() => Id, { description: 'Read at GET /files/:id' })
  fileId!: string;

  @Field(() => Id)
  recorderId!: string;

  @Field(() => Timestamp)
  recordedAt!: Date;

  @Field({ description: 'Recorded when one office sufficed; it stands until two void it' })
  byOneOffice!: boolean;

  @Field(() => [SuccessionWordType], { description: 'Who has said what of it, in their order' })
  words!: readonly SuccessionWordRow[];
}

@ObjectType()
export class EnterpriseSuccessionPayload extends Payload {
  @Field(() => EnterpriseSuccessionType, { nullable: true })
  succession?: SuccessionRow | null;
}
