import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Id, Timestamp, connectionOf } from '../../platform/index';
import { NoticeDatum } from './task.type';

@ObjectType('AuditEntry', { description: '审计记录: who did what, when and why; ids only' })
export class AuditEntryType {
  @Field({ description: 'Grows in the order of writing' })
  number!: string;

  @Field(() => Timestamp)
  at!: Date;

  @Field(() => Id, { nullable: true, description: 'Null where time or a reaction acted' })
  memberId!: string | null;

  @Field(() => Id, { nullable: true })
  organizationId!: string | null;

  @Field()
  action!: string;

  @Field()
  subjectKind!: string;

  @Field()
  subjectId!: string;

  @Field(() => String, { nullable: true })
  fromState!: string | null;

  @Field(() => String, { nullable: true })
  toState!: string | null;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => [NoticeDatum])
  data!: NoticeDatum[];

  @Field({ description: '已封存: it lies on the chain' })
  sealed!: boolean;
}

export const AuditEntryConnection = connectionOf(AuditEntryType, 'AuditEntry');

@ObjectType('AuditChain', { description: '审计链' })
export class AuditChainType {
  @Field({ description: 'Newest seal, as contracts quote it' })
  head!: string;

  @Field(() => Int)
  unsealedRows!: number;

  @Field(() => Timestamp, { nullable: true, description: 'When the oldest unsealed row was written' })
  oldestUnsealedAt!: Date | null;
}
