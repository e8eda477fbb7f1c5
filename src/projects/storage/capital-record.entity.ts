import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { CapitalKind, CapitalNature, CapitalState } from '../domain/capital.states';

/** 到位资金记录. */
@Entity('capital_records')
export class CapitalRecord {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Uuid() projectId!: string;
  @Text() nature!: CapitalNature;
  @Text() kind!: CapitalKind;
  /** Below zero: taken out, or corrected downwards. */
  @Whole() fen!: bigint;
  @Day() contributedOn!: string;
  @Text({ nullable: true }) note!: string | null;
  @Uuid({ nullable: true }) correctsId!: string | null;
  @Text() state!: CapitalState;
  @Uuid() submittedBy!: string;
  @Uuid() submitterId!: string;
  @Instant() submittedAt!: Date;
  @Instant({ nullable: true }) decidedAt!: Date | null;
  @Text({ nullable: true }) decisionNote!: string | null;
}
