import { Entity } from 'typeorm';
import { Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { SampleDeclineReason, SampleRejectionReason, SampleState } from '../domain/sample.states';

/** 样品: a little of what one supplier would deliver on one line of a request. */
@Entity('samples')
export class Sample {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Text() number!: string;
  @Text() state!: SampleState;
  @Uuid() requestId!: string;
  @Uuid() sourcingLineId!: string;
  @Uuid() supplierId!: string;
  @Whole() quantityBase!: bigint;
  /** What the buyer would pay, and what the supplier asks; they settle it between them. */
  @Whole() mostPriceFen!: bigint;
  @Whole({ nullable: true }) priceFen!: bigint | null;
  @Text({ nullable: true }) note!: string | null;
  @Uuid() requestedBy!: string;
  @Instant() requestedAt!: Date;
  @Instant() answerUntil!: Date;
  @Text({ nullable: true }) carrier!: string | null;
  @Text({ nullable: true }) trackingNo!: string | null;
  /** Null while the harvest is only announced. */
  @Uuid({ nullable: true }) lotId!: string | null;
  @Text({ nullable: true }) grade!: string | null;
  @Instant({ nullable: true }) sentAt!: Date | null;
  @Instant({ nullable: true }) receivedAt!: Date | null;
  /** Approved, rejected, declined, cancelled or lapsed. */
  @Instant({ nullable: true }) endedAt!: Date | null;
  @Text({ nullable: true }) reason!: SampleDeclineReason | SampleRejectionReason | null;
}
