import { Entity } from 'typeorm';
import { Day, Flag, Instant, Int, Text, Uuid, UuidKey, Whole } from '../../platform/index';
import type { PoolJoinState } from '../domain/pool-join.states';

/** One unit in a pool. Its organization signs and pays, its county takes delivery; nobody else learns its quantity or cap. */
@Entity('pool_joins')
export class PoolJoin {
  @UuidKey() id!: string;
  @Int() version!: number;
  @Uuid() poolId!: string;
  @Uuid() buyerId!: string;
  @Uuid() unitId!: string;
  @Text() state!: PoolJoinState;
  /** A smaller share is of no use to it. */
  @Whole() leastBase!: bigint;
  @Whole() wantBase!: bigint;
  /** What it got of awards. */
  @Whole() sharedBase!: bigint;
  /** Never shown to another unit or a supplier, as what follows from it. */
  @Whole() capFen!: bigint;
  @Text() capUnit!: string;
  /** All it wants, at its cap: what it reserves of its year while it is in. */
  @Whole() worthFen!: bigint;
  @Text() deliveryCounty!: string;
  /** Toward which its orders count, where several cover the goods equally. */
  @Uuid({ nullable: true }) pairingChoice!: string | null;
  /** It agreed that the others read its name. */
  @Flag() named!: boolean;
  @Uuid() preparedBy!: string;
  @Uuid({ nullable: true }) approvedBy!: string | null;
  @Text({ nullable: true }) sentBackNote!: string | null;
  @Instant() joinedAt!: Date;
  /** The day whose year it reserves in. */
  @Day({ nullable: true }) reservedOn!: string | null;
}
