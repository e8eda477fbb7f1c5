import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Id, Timestamp, connectionOf } from '../../platform/index';

@ObjectType()
export class ExportDatum {
  @Field()
  name!: string;

  @Field()
  value!: string;
}

@ObjectType('ExportRecord', {
  description: '导出记录: who took which table out of the house; kept as ids and codes only',
})
export class ExportRecordType {
  @Field(() => Id)
  id!: string;

  @Field(() => Timestamp)
  at!: Date;

  @Field(() => Id)
  memberId!: string;

  @Field(() => Id)
  organizationId!: string;

  @Field({ description: 'e.g. AGREEMENT_PROGRESS' })
  what!: string;

  @Field({ description: 'XLSX, CSV or JSON' })
  format!: string;

  @Field(() => [ExportDatum], { description: 'By what right: kind, roles, side and region of who asked' })
  scope!: ExportDatum[];

  @Field(() => [ExportDatum], { description: 'What was asked for' })
  filter!: ExportDatum[];

  @Field(() => Int)
  rows!: number;

  @Field(() => Int)
  bytes!: number;

  @Field({ description: 'Of the bytes that were sent' })
  sha256!: string;
}

export const ExportRecordConnection = connectionOf(ExportRecordType, 'ExportRecord');
