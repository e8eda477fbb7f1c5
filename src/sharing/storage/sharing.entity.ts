import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { ContractState, StatementState } from '../domain/sharing.states';

/** 飞地利益共享合同: who has which part of output, tax and jobs of a park. */
@Entity('sharing_contracts')
export class SharingContract {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Uuid() parkId!: string;
  @Text() eastRegionCode!: string;
  @Text() homeCountyCode!: string;
  @Day() effectiveFrom!: string;
  @Day({ nullable: true }) effectiveTo!: string | null;
  @Int() outputEastPpm!: number;
  @Int() outputWestPpm!: number;
  @Int() taxEastPpm!: number;
  @Int() taxWestPpm!: number;
  @Int() jobsEastPpm!: number;
  @Int() jobsWestPpm!: number;
  @Text({ nullable: true }) note!: string | null;
  /** Of the words both sides sign. */
  @Text() sha256!: string;
  @Text() state!: ContractState;
  @Uuid() proposedBy!: string;
  @Uuid() proposerId!: string;
  @Instant() proposedAt!: Date;
  @Instant({ nullable: true }) decidedAt!: Date | null;
  @Text({ nullable: true }) decisionNote!: string | null;
}

/** 年度核算表 of a contract, computed from a frozen list of records. */
@Entity('sharing_statements')
export class SharingStatement {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Uuid() contractId!: string;
  @Int() year!: number;
  @Int() number!: number;
  /** The signed statement that this one states anew. */
  @Uuid({ nullable: true }) supplementsId!: string | null;
  @Whole() outputFen!: bigint;
  @Whole() outputFenEast!: bigint;
  @Whole() outputFenWest!: bigint;
  @Whole() taxFen!: bigint;
  @Whole() taxFenEast!: bigint;
  @Whole() taxFenWest!: bigint;
  @Whole() jobs!: bigint;
  @Whole() jobsEast!: bigint;
  @Whole() jobsWest!: bigint;
  @Text() sha256!: string;
  @Text() state!: StatementState;
  @Uuid() drawnBy!: string;
  @Uuid() drawerId!: string;
  @Instant() drawnAt!: Date;
  @Instant({ nullable: true }) signedAt!: Date | null;
  @Uuid({ nullable: true }) disputedBy!: string | null;
  @Uuid({ nullable: true }) disputerId!: string | null;
  @Text({ nullable: true }) disputeNote!: string | null;
}
