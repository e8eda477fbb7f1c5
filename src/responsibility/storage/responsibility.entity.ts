import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey } from '../../platform/index';
import type { Side, SubjectKind } from '../domain/subject';

@Entity('responsibilities')
export class Responsibility {
  @UuidKey() id!: string;
  @Text() subjectKind!: SubjectKind;
  @Text({ nullable: true }) regionCode!: string | null;
  @Uuid({ nullable: true }) commitmentId!: string | null;
  /** Of a target: for which of its two sides. */
  @Text({ nullable: true }) side!: Side | null;
  @Uuid() organizationId!: string;
  @Uuid() memberId!: string;
  @Day() validFrom!: string;
  @Day({ nullable: true }) validTo!: string | null;
  @Uuid({ nullable: true }) handedOverFrom!: string | null;
  @Uuid() assignedBy!: string;
  @Instant() assignedAt!: Date;
  @Int() version!: number;
}
