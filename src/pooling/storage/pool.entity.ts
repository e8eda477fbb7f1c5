import { Entity } from 'typeorm';
import { Flag, Instant, Int, Text, TextArray, Uuid, UuidKey, Whole } from '../../platform/index';
import type { PoolState } from '../domain/pool.states';

/** 拼单: units of several organizations want the same goods together. Whoever changes a join holds this row's lock. */
@Entity('pools')
export class Pool {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Text() number!: string;
  @Uuid() openerId!: string;
  @Uuid() openedBy!: string;
  @Text() state!: PoolState;
  @Text() title!: string;
  @Text() categoryCode!: string;
  @Uuid({ nullable: true }) productId!: string | null;
  @Text({ nullable: true }) leastGrade!: string | null;
  @TextArray() certificates!: string[];
  @Text({ nullable: true }) specification!: string | null;
  @Text() unit!: string;
  @Whole() packBase!: bigint;
  /** Below this the pool comes to nothing. */
  @Whole() minimumBase!: bigint;
  /** At this it is closed at once. */
  @Whole() limitBase!: bigint;
  /** Cache of what its joins want; reconcile proves it, the table keeps it within the limit. */
  @Whole() wantedBase!: bigint;
  @Flag() sealed!: boolean;
  @Instant() gatheringDeadline!: Date;
  @Instant() quoteDeadline!: Date;
  @Instant() createdAt!: Date;
  @Instant({ nullable: true }) closedAt!: Date | null;
  @Text({ nullable: true }) cancelReason!: string | null;
  /** The request it became. */
  @Uuid({ nullable: true }) requestId!: string | null;
}
