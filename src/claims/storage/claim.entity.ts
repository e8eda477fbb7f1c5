import { Column, Entity } from 'typeorm';
import { Day, Flag, Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { ClaimState } from '../domain/claim.states';

/** 平台外采购申报: a purchase made elsewhere, by its invoice. */
@Entity('claims')
export class Claim {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Text() number!: string;
  /** Which wording of its lines stands. */
  @Int() revision!: number;
  /** Whose member claims it. */
  @Uuid() buyerId!: string;
  /** Who paid: what is counted is attributed to this unit. */
  @Uuid() unitId!: string;
  @Text() unitRegionCode!: string;
  @Uuid() supplierId!: string;
  @Text() invoiceNo!: string;
  @Whole() invoiceFen!: bigint;
  @Day() purchasedOn!: string;
  @Text({ nullable: true }) channelNote!: string | null;
  @Text() state!: ClaimState;
  /** Came with others from a table. */
  @Uuid({ nullable: true }) importId!: string | null;
  @Uuid() submittedBy!: string;
  @Instant() submittedAt!: Date;
  @Instant({ nullable: true }) decidedAt!: Date | null;
  @Text({ nullable: true }) decisionNote!: string | null;
}

/** Goods of one lot; holds the lot's stock under its id. */
@Entity('claim_lines')
export class ClaimLine {
  @UuidKey() id!: string;
  @Uuid() claimId!: string;
  @Int() revision!: number;
  @Int() position!: number;
  @Uuid() supplierId!: string;
  @Text() invoiceNo!: string;
  @Uuid() lotId!: string;
  @Uuid() productId!: string;
  @Text() productName!: string;
  @Text() certificateNo!: string;
  @Text() displayUnit!: string;
  @Whole() quantityBase!: bigint;
  @Whole() goodsFen!: bigint;
  @Text() countyCode!: string;
  @Text() categoryCode!: string;
  @Column({ type: 'uuid', array: true }) relationChoices!: string[];
  @Flag() live!: boolean;
  @Whole() reversedFen!: bigint;
}
