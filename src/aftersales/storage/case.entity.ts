import { Entity } from 'typeorm';
import { Day, Flag, Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { CaseKind } from '../domain/case-kinds';
import type { CaseState } from '../domain/case.states';

/** 售后单: what a buyer claims of settled lines of one order, or what a recall gives him back. */
@Entity('aftersales_cases')
export class AfterSalesCase {
  @UuidKey()
  id!: string;
  @Int()
  version!: number;
  @Text()
  number!: string;
  @Uuid()
  orderId!: string;
  @Uuid()
  buyerId!: string;
  @Uuid()
  unitId!: string;
  @Text()
  unitRegionCode!: string;
  @Uuid()
  supplierId!: string;
  @Text()
  kind!: CaseKind;
  @Text()
  state!: CaseState;
  @Uuid({ nullable: true })
  recallId!: string | null;
  /** Null where a recall opened it. */
  @Uuid({ nullable: true })
  openedBy!: string | null;
  @Instant()
  openedAt!: Date;
  /** Until when whoever the case waits for has time; null where it waits for nobody. */
  @Day({ nullable: true })
  dueOn!: string | null;
  @Flag()
  reminded!: boolean;
  /** Null until the supplier answered; false: he contests it. */
  @Flag({ nullable: true })
  offered!: boolean | null;
  @Instant({ nullable: true })
  escalatedAt!: Date | null;
  /** The arbitration's day passed and the platform's owner was asked. */
  @Flag()
  late!: boolean;
  @Uuid({ nullable: true })
  awardProposedBy!: string | null;
  @Instant({ nullable: true })
  awardProposedAt!: Date | null;
  @Uuid({ nullable: true })
  awardDecidedBy!: string | null;
  @Instant({ nullable: true })
  returnSentAt!: Date | null;
  @Text({ nullable: true })
  returnCarrier!: string | null;
  @Text({ nullable: true })
  returnTrackingNo!: string | null;
  @Instant({ nullable: true })
  returnReceivedAt!: Date | null;
  @Instant({ nullable: true })
  closedAt!: Date | null;
}

/** One settled line of a case, which is one lot. */
@Entity('aftersales_case_lines')
export class CaseLine {
  @UuidKey()
  id!: string;
  @Uuid()
  caseId!: string;
  @Uuid()
  settlementLineId!: string;
  @Uuid()
  orderLineId!: string;
  @Uuid()
  lotId!: string;
  @Text()
  countyCode!: string;
  @Text()
  displayUnit!: string;
  @Whole({ nullable: true })
  claimedBase!: bigint | null;
  @Whole()
  claimedFen!: bigint;
  @Whole({ nullable: true })
  offeredFen!: bigint | null;
  @Whole({ nullable: true })
  offeredReturnBase!: bigint | null;
  @Whole({ nullable: true })
  awardedFen!: bigint | null;
  @Whole({ nullable: true })
  awardedReturnBase!: bigint | null;
  @Whole({ nullable: true })
  receivedBase!: bigint | null;
  /** What the case may still take of the settled line: none of it is promised to another. */
  @Whole()
  liveFen!: bigint;
  @Whole()
  refundedFen!: bigint;
  /** The refund in payments, once made. */
  @Uuid({ nullable: true })
  refundId!: string | null;
}
