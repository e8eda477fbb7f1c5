import { Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, MoneyType, Payload, ShortText, Timestamp } from '../../platform/index';
import type { EvidenceKind } from '../domain/evidence-kinds';
import { importStates, type ImportState } from '../domain/import.states';
import type { ImportRow } from '../storage/claim-imports';
import { EvidenceKindEnum } from './claim.type';

export const ClaimImportStateEnum = Object.fromEntries(
  importStates.states.map((state) => [state, state]),
) as {
  [State in ImportState]: State;
};
registerEnumType(ClaimImportStateEnum, { name: 'ClaimImportState' });

@InputType()
export class ImportEvidenceInput {
  @Field(() => ShortText, { description: 'As the rows name it: 1 to 20 letters and digits' })
  code!: string;

  @Field(() => EvidenceKindEnum)
  kind!: EvidenceKind;

  @Field(() => Id)
  fileId!: string;
}

@ObjectType('ClaimImportError')
export class ClaimImportErrorType {
  @Field(() => Int)
  rowNo!: number;

  @Field()
  cell!: string;

  @Field()
  code!: string;

  @Field({ description: 'In the caller’s language' })
  message!: string;
}

@ObjectType('ClaimImportRefusal')
export class ClaimImportRefusalType {
  @Field()
  code!: string;

  @Field()
  message!: string;
}

@ObjectType('ClaimImport', { description: '批量导入: a table of claims, taken as a whole or not at all' })
export class ClaimImportType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => ClaimImportStateEnum)
  state!: ImportState;

  @Field(() => Int, { nullable: true, description: 'Rows to read; null until they are counted' })
  rowsFound!: number | null;

  @Field(() => Int, { description: 'So far, while it is being read' })
  rowsRead!: number;

  @Field(() => Int, { description: 'Rows that would be taken; known once it is checked' })
  rowsGood!: number;

  @Field(() => Timestamp)
  stagedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  decidedAt!: Date | null;

  @Field(() => MoneyType, { description: 'Of the good rows' })
  goodAmount?: MoneyType;
}

@ObjectType()
export class ClaimImportPayload extends Payload {
  @Field(() => ClaimImportType, { nullable: true })
  claimImport?: ImportRow | null;
}
