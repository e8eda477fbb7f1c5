import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { OfferState } from '../domain/offer.states';

/** 招商项目: what a park or a county looks for an enterprise for. */
@Entity('project_offers')
export class ProjectOffer {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Text() number!: string;
  @Text() state!: OfferState;
  @Uuid() offeredById!: string;
  /** Null: of the county. */
  @Uuid({ nullable: true }) parkId!: string | null;
  @Text() countyCode!: string;
  @Text() title!: string;
  @Text() industryCode!: string;
  @Text() gap!: string;
  @Int({ nullable: true }) landReadyM2!: number | null;
  @Whole() investmentFromFen!: bigint;
  @Whole() investmentToFen!: bigint;
  @Int({ nullable: true }) paybackMonths!: number | null;
  @Text({ nullable: true }) note!: string | null;
  @Day() validUntil!: string;
  @Uuid() publishedBy!: string;
  @Instant() publishedAt!: Date;
  @Instant({ nullable: true }) endedAt!: Date | null;
}
