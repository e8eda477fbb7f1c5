import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { PlotState } from '../domain/plot.states';

@Entity('plots')
export class PlotRow {
  @UuidKey() id!: string;
  @Uuid() capacityId!: string;
  @Uuid() supplierId!: string;
  @Text() countyCode!: string;
  /** 地块编码 or another number by which the county knows the plot. */
  @Text() plotCode!: string;
  @Text() cropCode!: string;
  /** Harvest year. */
  @Int() season!: number;
  /** 丝 = 0.0001 亩. */
  @Whole() areaSi!: bigint;
  @Text() state!: PlotState;
  @Uuid() declaredBy!: string;
  @Uuid({ nullable: true }) verifiedBy!: string | null;
  @Day({ nullable: true }) verifiedOn!: string | null;
  @Text({ nullable: true }) rejectionNote!: string | null;
  @Instant() createdAt!: Date;
  @Int() version!: number;
}
