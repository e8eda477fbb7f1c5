import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { FrameworkSide, FrameworkState } from '../domain/framework.states';
import type { PaymentTerms, PlanDetails } from '../../../libs/payment-plan/src/index';
import type { FreightKind } from '../domain/framework-terms';

/** 框架协议 of one buyer, for all his units, with one supplier. Its lines and its paper stand under its draft number. */
@Entity('framework_agreements')
export class FrameworkAgreement {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Text() number!: string;
  @Uuid() buyerId!: string;
  @Uuid() supplierId!: string;
  @Text() state!: FrameworkState;
  /** The number of the paper both sign. */
  @Int() draftNumber!: number;
  /** The last paper the buyer signed: what the supplier has seen. */
  @Int({ nullable: true }) offeredNumber!: number | null;
  @Text() title!: string;
  @Day() fromOn!: string;
  @Day() untilOn!: string;
  @Text() terms!: PaymentTerms;
  @Int({ nullable: true }) depositPercent!: number | null;
  @Text({ nullable: true }) restDue!: PlanDetails['restDue'];
  @Int({ nullable: true }) instalments!: number | null;
  /** Of one call-off. */
  @Text() freightKind!: FreightKind;
  @Whole() freightFen!: bigint;
  @Int() noticeDays!: number;
  @Uuid() preparedBy!: string;
  @Instant() createdAt!: Date;
  @Instant({ nullable: true }) activeSince!: Date | null;
  @Text({ nullable: true }) sentBackNote!: string | null;
  /** Notice is given: nothing is called off from this day on. */
  @Day({ nullable: true }) terminatesOn!: string | null;
  @Text({ nullable: true }) terminationReason!: string | null;
  @Text({ nullable: true }) terminationNote!: string | null;
  @Text({ nullable: true }) terminatedSide!: FrameworkSide | null;
}
