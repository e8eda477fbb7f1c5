import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { OperatingState } from '../domain/operating.states';

/** 运营数据 of a quarter: numbers only, never who worked there. */
@Entity('operating_records')
export class OperatingRecord {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Uuid() projectId!: string;
  @Int() year!: number;
  @Int() quarter!: number;
  @Whole() outputFen!: bigint;
  @Whole() taxFen!: bigint;
  @Int() jobs!: number;
  /** 脱贫人口: as many of the jobs. */
  @Int() formerlyPoorJobs!: number;
  /** The body that attests that number. */
  @Text({ nullable: true }) attestedBy!: string | null;
  @Int({ nullable: true }) powerKwh!: number | null;
  @Text({ nullable: true }) note!: string | null;
  /** The verified record whose place it takes. */
  @Uuid({ nullable: true }) replacesId!: string | null;
  @Text() state!: OperatingState;
  @Uuid() submittedBy!: string;
  @Uuid() submitterId!: string;
  @Instant() submittedAt!: Date;
  @Instant({ nullable: true }) decidedAt!: Date | null;
  @Text({ nullable: true }) decisionNote!: string | null;
  @Instant({ nullable: true }) replacedAt!: Date | null;
}
