import { Entity } from 'typeorm';
import { Day, Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { RoundState } from '../domain/rescue.states';

/** 助销拼单: several buyers take a lot together, with one freight that they share. */
@Entity('rescue_rounds')
export class RescueRound {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Text() number!: string;
  @Uuid() alarmId!: string;
  @Uuid() lotId!: string;
  @Uuid() supplierId!: string;
  @Uuid() productId!: string;
  @Text() productName!: string;
  @Text() grade!: string;
  @Text() countyCode!: string;
  @Text() unit!: string;
  @Text() state!: RoundState;
  @Whole() offeredBase!: bigint;
  @Whole() minimumBase!: bigint;
  @Whole() packBase!: bigint;
  @Whole() unitPriceFen!: bigint;
  @Text() priceUnit!: string;
  /** Of all together. */
  @Whole() freightFen!: bigint;
  @Day() deliveryOn!: string;
  @Instant() closesAt!: Date;
  /** What those who joined want together: the fill meter. */
  @Whole() joinedBase!: bigint;
  @Uuid() proposedBy!: string;
  @Instant() createdAt!: Date;
  @Instant({ nullable: true }) closedAt!: Date | null;
  @Text({ nullable: true }) note!: string | null;
}

/** What one unit wants of a round, and what it got. */
@Entity('rescue_parts')
export class RescuePart {
  @UuidKey() id!: string;
  @Uuid() roundId!: string;
  /** Who joined first, second …: breaks ties where there is not enough. */
  @Int() place!: number;
  @Uuid() buyerId!: string;
  @Uuid() unitId!: string;
  @Uuid() memberId!: string;
  @Whole() wantBase!: bigint;
  @Whole() leastBase!: bigint;
  @Text() deliveryCounty!: string;
  @Uuid({ nullable: true }) pairingChoice!: string | null;
  /** The sales channel its order goes over: help-sell, under a mandate signed before. */
  @Uuid({ nullable: true }) channelId!: string | null;
  /** Held of the unit's budget while the round gathers. */
  @Whole() reservedFen!: bigint;
  @Instant() joinedAt!: Date;
  @Instant({ nullable: true }) leftAt!: Date | null;
  @Whole({ nullable: true }) givenBase!: bigint | null;
  @Uuid({ nullable: true }) orderId!: string | null;
}
