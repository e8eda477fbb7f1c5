import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { AlarmState } from '../domain/rescue.states';

/** 滞销预警: a lot that will not sell in time, with the shares it was judged by. */
@Entity('unsold_alarms')
export class UnsoldAlarm {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Uuid() lotId!: string;
  @Uuid() supplierId!: string;
  @Uuid() productId!: string;
  @Text() countyCode!: string;
  @Text() state!: AlarmState;
  @Instant() createdAt!: Date;
  @Instant({ nullable: true }) liftedAt!: Date | null;
  @Whole() availableBase!: bigint;
  @Day() expiresOn!: string;
  /** Basis points. */
  @Int() ageBp!: number;
  @Int() priceFallBp!: number;
  @Int() unsoldBp!: number;
  @Int() riskBp!: number;
}
